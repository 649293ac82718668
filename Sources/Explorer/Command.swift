public import Language
public import LinearAlgebra
public import Parameters

/// A word of the language: its name, grammar, help and examples.
///
/// A file in `Commands/` and a line in `Commands.all` make one: parsing, help, completion, the live signature,
/// error texts and its examples as tests follow from what it declares.
public protocol Command: Configurable {
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
  public static var aliases: [String] { [] }
  public static var details: [String] { [] }
  public static var takesItems: Bool { false }
}

/// A command that works on the workspace.
public protocol WorkspaceCommand: Command {
  /// Whether it changes what `undo` brings back.
  static var isUndoable: Bool { get }
  func run(in workspace: inout Workspace, context: Context) throws -> Value
}

extension WorkspaceCommand {
  public static var isUndoable: Bool { false }
}

/// A command that works on the session: its history, its files, its end.
public protocol NotebookCommand: Command {
  func run(on notebook: inout Notebook, context: Context) throws -> Value
}

/// The headings under which help lists commands.
public enum CommandGroup: String, CaseIterable, Sendable {
  case build, bound, plot, session, out, help
}

/// Lines that must run. The last one's output starts with the text given.
public struct Example: Hashable, Sendable {
  public let line: String
  public let output: String
  /// What must have been typed before.
  public let before: [String]
  public init(_ line: String, prints output: String, after before: [String] = []) {
    self.line = line
    self.output = output
    self.before = before
  }
}

/// What a running command may use beside the workspace.
public struct Context: Sendable {
  public let monitor: Monitor
  public let surface: Surface
  public let access: FileAccess
  public let items: [Item]?
  /// Where each argument stands, by its label.
  public let ranges: [String: Range<Int>]
  public let verbRange: Range<Int>
  /// The labels that were written.
  public var given: Set<String> { Set(ranges.keys) }
}
