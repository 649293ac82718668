import Language
import Parameters
import TerminalText

/// `set precision 10`: changes a setting, or lists them.
struct SetCommand: WorkspaceCommand {
  static let name = "set"
  static let summary = "change a setting, or list them"
  static let group = CommandGroup.out
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("key", \.key, "which; without it all are listed", role: .positional, placeholder: "KEY"),
    Parameter(
      "value", \.value, "its new value; without it the setting is shown", role: .positional,
      placeholder: "VALUE"),
  ]
  static var details: [String] {
    Settings.parameters.map { "  \($0.label.padded(to: 10)) \($0.placeholder.padded(to: 19)) \($0.help)" }
  }
  static let examples = [
    Example("set precision 10", prints: "precision 10"),
    Example("set norm inf", prints: "norm inf"),
    Example("set", prints: "precision"),
  ]
  var key: SettingName?
  var value: GivenArgument?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let key else {
      let lines = Settings.parameters.map { parameter in
        "\(parameter.label.padded(to: 10)) \(shown(parameter, workspace).padded(to: 10)) \(parameter.help)"
      }
      return .done(lines.joined(separator: "\n"), members(Settings.parameters, workspace))
    }
    guard let parameter = Settings.parameters.first(where: { $0.label == key.label }) else {
      throw Problem(.internal, "the setting \(key.label) is not listed", at: context.ranges["key"])
    }
    if let argument = value?.argument {
      guard context.access.scriptFolder == nil || !["limit", "history"].contains(parameter.label) else {
        throw Problem(.refused, "a script may not change the \(parameter.label)", at: context.ranges["key"])
      }
      do throws(ArgumentError) {
        try parameter.set(&workspace.settings, to: argument)
      } catch {
        throw Problem(
          error, argument: argument, label: key.label, at: context.ranges["value"] ?? context.verbRange)
      }
    }
    return .done("\(parameter.label) \(shown(parameter, workspace))", members([parameter], workspace))
  }

  private func shown(_ parameter: Parameter<Settings>, _ workspace: Workspace) -> String {
    let text = parameter.text(of: workspace.settings)
    return text.isEmpty ? "auto" : text
  }

  private func members(_ parameters: [Parameter<Settings>], _ workspace: Workspace) -> [JSON.Member] {
    let settings = parameters.map { JSON.Member(key: $0.label, value: .string(shown($0, workspace))) }
    return JSON.record(["settings": .object(settings)]).members
  }
}

/// The name of a setting; `colour` is `color`.
struct SettingName: ArgumentValue {
  let label: String

  init(_ argument: Argument) throws(ArgumentError) {
    let word = argument.word.lowercased() == "colour" ? "color" : argument.word.lowercased()
    let labels = Settings.parameters.map(\.label)
    guard labels.contains(word) else {
      throw ArgumentError("there is no setting '\(argument.text)'", reason: .unknownName, candidates: labels)
    }
    label = word
  }

  static let placeholder = "KEY"
  static let completion = Completion.words(Settings.parameters.map(\.label))
  var argumentText: String { label }
}
