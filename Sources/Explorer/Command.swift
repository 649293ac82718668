import Language
import LinearAlgebra
import Parameters

/// A word of the language: its name, grammar, help and examples.
///
/// A file in `Commands/` and a line in `Commands.all` make one: parsing, help, completion, the live signature,
/// error texts and its examples as tests follow from what it declares.
protocol Command: Configurable {
  static var name: String { get }
  static var aliases: [String] { get }
  static var summary: String { get }
  static var group: CommandGroup { get }
  /// What help says below the arguments.
  static var details: [String] { get }
  /// What help prints and the tests run.
  static var examples: [Example] { get }
  /// Whether items may stand behind a colon or in parentheses.
  static var takesItems: Bool { get }
}

extension Command {
  /// The keys and flags that may be written behind the verb.
  var keyLabels: [String] {
    Self.parameters.filter { $0.role == .key || $0.role == .flag }.map(\.label)
  }

  static var aliases: [String] { [] }
  static var details: [String] { [] }
  static var takesItems: Bool { false }
}

/// A command that works on the workspace.
protocol WorkspaceCommand: Command {
  /// Whether it changes what `undo` brings back.
  static var isUndoable: Bool { get }
  func run(in workspace: inout Workspace, context: Context) throws -> Value
}

extension WorkspaceCommand {
  static var isUndoable: Bool { false }
}

/// A command that works on the session: its history, its files, its end.
protocol NotebookCommand: Command {
  func run(on notebook: inout Notebook, context: Context) throws -> Value
}

/// The headings under which help lists commands.
enum CommandGroup: String, CaseIterable, Sendable {
  case build, bound, plot, session, teach, out, help
}

/// Lines that must run.
///
/// The last one's output starts with the text given.
struct Example: Hashable, Sendable {
  let line: String
  let output: String
  /// What must have been typed before.
  let before: [String]
  init(_ line: String, prints output: String, after before: [String] = []) {
    self.line = line
    self.output = output
    self.before = before
  }
}

/// What a running command may use beside the workspace.
struct Context: Sendable {
  let monitor: Monitor
  let surface: Surface
  let access: FileAccess
  let items: [Item]?
  /// Where each argument stands, by its label.
  let ranges: [String: Range<Int>]
  let verbRange: Range<Int>
  /// The labels that were written.
  var given: Set<String> { Set(ranges.keys) }
}
