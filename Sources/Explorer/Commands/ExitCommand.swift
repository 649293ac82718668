import Parameters

/// `exit`: ends the session.
struct ExitCommand: WorkspaceCommand {
  static let name = "exit"
  static let aliases = ["quit"]
  static let summary = "leave; Ctrl-D does too"
  static let group = CommandGroup.help
  static let parameters: [Parameter<Self>] = [
    Parameter("status", \.status, "the exit status", role: .positional, placeholder: "STATUS")
  ]
  static let examples = [Example("exit", prints: "")]
  var status: ExitStatus?
  init() {}

  func run(in _: inout Workspace, context _: Context) throws -> Value {
    .leave(status: status?.value ?? 0)
  }
}

/// An exit status: 0 to 255.
struct ExitStatus: ArgumentValue {
  let value: Int32
  init(_ argument: Argument) throws(ArgumentError) {
    let integer = try argument.integer()
    guard (0...255).contains(integer) else {
      throw ArgumentError("an exit status is between 0 and 255, not \(argument.text)", reason: .outOfRange)
    }
    value = Int32(integer)
  }
  static let placeholder = "STATUS"
  var argumentText: String { String(value) }
}
