import Foundation
import Language
import Lipschitz
import Networks
import Parameters
import Testing
import TerminalText

@testable import Explorer

/// What help says is true: its examples run, and it fits the screen.
@Suite struct HelpTests {
  /// An example of a command.
  struct Sample: CustomTestStringConvertible, Sendable {
    let command: String
    let example: Example
    var testDescription: String { "\(command): \(example.line)" }
  }
  static let samples = Commands.all.flatMap { command in
    command.examples.map { Sample(command: command.name, example: $0) }
  }

  @Test("an example prints what it says", arguments: samples)
  func example(_ sample: Sample) throws {
    var notebook = Notebook(after: sample.example.before, typed: false, access: .example(sample.example.line))
    let execution = try #require(notebook.run(sample.example.line).last)
    #expect(execution.isOK, "\(execution.errorLines.map(\.plain))")
    #expect(execution.verb == sample.command)
    let printed = execution.lines.map(\.plain).joined(separator: "\n").drop { $0.isWhitespace }
    #expect(printed.hasPrefix(sample.example.output), "\(printed.prefix(120))")
  }

  @Test("every command that writes no file has an example")
  func examples() {
    let without = Commands.all.filter { $0.examples.isEmpty }.map { $0.name }
    #expect(
      without.sorted() == ["certificate", "check", "export", "recover", "replay", "save", "source", "verify"])
  }

  @Test("every topic has a page of at most 80 columns, whose examples run", arguments: Help.topics)
  func page(_ topic: String) throws {
    let page = try Help.page(for: topic, at: nil)
    for line in page.lines {
      #expect(line.width <= 80, "\(line.plain)")
      #expect(!line.plain.unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(page.lines.count > 2)
    let marked = page.lines.firstIndex { $0.plain == "Examples:" }
    for line in marked.map({ page.lines[($0 + 1)...] }) ?? [] {
      let text = line.plain.trimmingBlanks
      guard !["exit", "undo", "redo", "rerun"].contains(topic) else { continue }
      var notebook = Notebook(access: .example(text))
      for execution in notebook.run(text) {
        #expect(execution.isOK, "\(text): \(execution.errorLines.map(\.plain))")
      }
    }
  }

  @Test("each page stands under its own name")
  func names() throws {
    for command in Commands.all {
      let page = try Help.page(for: command.name, at: nil)
      #expect(page.topic == command.name)
      #expect(page.lines[0].plain.hasPrefix(command.name))
      #expect(page.lines.contains { $0.plain.contains(command.summary) })
    }
    for method in Methods.all {
      let page = try Help.page(for: method.name, at: nil)
      #expect(page.topic.hasSuffix("method \(method.name)"))
      let words = page.lines.flatMap { $0.plain.split(separator: " ") }.joined(separator: " ")
      #expect(words.contains("source: " + method.source))
    }
    for kind in Layers.all {
      let page = try Help.page(for: "layer \(kind.name)", at: nil)
      #expect(page.topic == "layer \(kind.name)")
      #expect(page.lines.contains { $0.plain.contains(kind.summary) })
    }
    for function in Activations.all {
      let page = try Help.page(for: function.name, at: nil)
      #expect(page.topic == function.name)
      #expect(page.lines.contains { $0.plain.contains("L = ") || $0.plain.contains("not Lipschitz") })
    }
  }

  @Test("every parameter of a command is on its page")
  func parameters() throws {
    for command in Commands.all {
      let words = try Help.page(for: command.name, at: nil).lines.map(\.plain).joined(separator: " ")
      let text = words.split(separator: " ").joined(separator: " ")
      for help in Self.helps(of: command) { #expect(text.contains(help), "\(command.name): \(help)") }
    }
  }

  private static func helps<C: Command>(of _: C.Type) -> [String] { C.parameters.map(\.help) }

  @Test("an unknown topic is an error that suggests the nearest")
  func unknown() {
    #expect(throws: Problem.self) { try Help.page(for: "estimatt", at: nil) }
    var notebook = Notebook()
    let error = notebook.run("?estimatt").first
    #expect(error?.errorLines.first?.plain.contains("Did you mean 'estimate'?") == true)
    #expect(error?.column == 2)
  }
}

/// The lists hold what the folders hold.
@Suite struct ListTests {
  private static var sources: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources").path
  }

  /// The types in a folder that conform to a protocol, by their declarations.
  private static func types(in folder: String, conformingTo names: [String]) throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(atPath: sources + "/" + folder)
    var found: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(sources)/\(folder)/\(file)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split { " ,:{".contains($0) }.map(String.init)
        guard let keyword = words.firstIndex(where: { ["struct", "enum"].contains($0) }),
          words.count > keyword + 2, !line.hasPrefix(" ")
        else { continue }
        if words[(keyword + 2)...].contains(where: names.contains) { found.insert(words[keyword + 1]) }
      }
    }
    return found
  }

  private static func names(_ types: [Any.Type]) -> Set<String> { Set(types.map { "\($0)" }) }

  @Test("commands")
  func commands() throws {
    let declared = try Self.types(
      in: "Explorer/Commands", conformingTo: ["WorkspaceCommand", "NotebookCommand", "Command"])
    #expect(declared == Self.names(Commands.all))
    #expect(declared.count > 30)
  }

  @Test("charts")
  func charts() throws {
    #expect(
      try Self.types(in: "Explorer/Charts", conformingTo: ["Chart"]) == Self.names(Charts.all))
  }

  @Test("methods")
  func methods() throws {
    #expect(
      try Self.types(in: "Lipschitz/Methods", conformingTo: ["BoundMethod", "StartingMethod"])
        == Self.names(Methods.all))
  }

  @Test("activations")
  func activations() throws {
    #expect(
      try Self.types(in: "Networks/Activations", conformingTo: ["ScalarFunction"])
        == Self.names(Activations.all))
  }

  @Test("layers that are no activations")
  func layers() throws {
    // A residual block has a grammar of its own, an activation is a layer of any function, and layers in training are
    // made of others.
    let derived: Set = ["Residual", "Elementwise", "Batched", "BatchNormTraining", "DropoutMask", "AnyMask"]
    let layers = try Self.types(in: "Networks/Layers", conformingTo: ["Layer", "ModalLayer"])
    let listed = Layers.all.map { "\($0)" }.filter { !$0.hasPrefix("ActivationKind") }
    #expect(layers.subtracting(derived).count == listed.count)
    #expect(Layers.all.count == listed.count + Activations.all.count)
  }

  @Test("no word means two things in one place")
  func words() {
    for words in [
      Commands.words, Vocabulary.kinds, Methods.all.map { $0.name }, Charts.all.map { $0.name },
      Settings.parameters.map(\.label),
    ] {
      #expect(Set(words).count == words.count, "\(words)")
      #expect(words.allSatisfy { $0 == $0.lowercased() && !$0.contains(" ") })
    }
    #expect(Set(Vocabulary.functions).isDisjoint(with: Charts.all.map { $0.name }))
  }
}
