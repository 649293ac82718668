import LinearAlgebra
import Parameters

/// `help layer`: what a word means and how it is written.
struct HelpCommand: WorkspaceCommand {
  static let name = "help"
  static let summary = "say what there is, or how one thing is written"
  static let group = CommandGroup.help
  static let parameters: [Parameter<Self>] = [
    Parameter(rest: "topic", \.topic, "a command, a kind of layer, a method, a function")
  ]
  static let details = ["? is the same:  ?layer"]
  static let examples = [
    Example("help", prints: "lip"), Example("help bound", prints: "bound"),
    Example("help layer linear", prints: "layer linear"),
    Example("help jacobian", prints: "estimate method jacobian"),
  ]
  var topic: [TopicName] = []
  init() {}

  func run(in _: inout Workspace, context: Context) throws -> Value {
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
struct VersionCommand: WorkspaceCommand {
  static let name = "version"
  static let summary = "say which version this is, and what it computes with"
  static let group = CommandGroup.help
  static let examples = [Example("version", prints: "lip \(Version.current)")]
  init() {}

  func run(in _: inout Workspace, context _: Context) throws -> Value {
    .done(
      "lip \(Version.current)   kernels: \(Kernels.name)",
      JSON.record(["version": .string(Version.current), "kernels": .string(Kernels.name)]).members)
  }
}

/// The program's version.
public enum Version {
  public static let current = "1.0"
}
