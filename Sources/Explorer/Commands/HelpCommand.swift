import LinearAlgebra
import Parameters

/// `help layer`: what a word means and how it is written.
public struct HelpCommand: WorkspaceCommand {
  public static let name = "help"
  public static let summary = "say what there is, or how one thing is written"
  public static let group = CommandGroup.help
  public static let parameters: [Parameter<Self>] = [
    Parameter(rest: "topic", \.topic, "a command, a kind of layer, a method, a function")
  ]
  public static let details = ["? is the same:  ?layer"]
  public static let examples = [
    Example("help", prints: "lip"), Example("help bound", prints: "bound"), Example("help layer linear", prints: "layer linear"),
    Example("help jacobian", prints: "estimate method jacobian"),
  ]
  var topic: [TopicName] = []
  public init() {}

  public func run(in _: inout Workspace, context: Context) throws -> Value {
    let words = topic.map(\.word).joined(separator: " ")
    return .help(try Help.page(for: words.isEmpty ? nil : words, at: context.ranges["topic"]))
  }
}

/// A word that help knows.
struct TopicName: ArgumentValue {
  let word: String
  init(_ argument: Argument) throws(ArgumentError) { word = argument.word }
  static let placeholder = "TOPIC"
  static let completion = Completion.topics
  var argumentText: String { word }
}

/// `version`: what this is, and what it computes with.
public struct VersionCommand: WorkspaceCommand {
  public static let name = "version"
  public static let summary = "say which version this is, and what it computes with"
  public static let group = CommandGroup.help
  public static let examples = [Example("version", prints: "lip \(Version.current)")]
  public init() {}

  public func run(in _: inout Workspace, context _: Context) throws -> Value {
    .done(
      "lip \(Version.current)   kernels: \(Kernels.name)",
      JSON.record(["version": .string(Version.current), "kernels": .string(Kernels.name)]).members)
  }
}

/// The program's version.
public enum Version {
  public static let current = "1.0"
}
