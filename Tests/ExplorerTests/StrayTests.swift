import Foundation
import Testing

@testable import Explorer

/// What `save` says of files that a script beside the saved session cannot read.
@Suite struct StrayTests {
  private static let numbers = "1,2\n3,4\n"

  /// The text of lines, however they are broken.
  private static func words(_ lines: [String]) -> String {
    lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  @Test("a path that leads out of the session's folder is told, once, with what to do")
  func outside() throws {
    let data = try TemporaryFolder()
    let saved = try TemporaryFolder()
    let file = try data.write(Self.numbers, to: "points.csv")
    let session = saved.path + "/s.lip"
    var notebook = Notebook(after: ["load \"\(file)\" as p", "load \"\(file)\" as q", "bound relu"])
    let lines = notebook.output(of: "save \"\(session)\"")
    #expect(lines.first?.hasPrefix("  wrote \(session)   ") == true)
    #expect(Self.words(lines).contains("does not replay yet"))
    #expect(lines.last == "    \(file)  ->  points.csv")
    #expect(lines.filter { $0.contains("->") }.count == 1)
    // It is true: a script may not read it, and may when that is done which the note says.
    let text = try saved.text(of: "s.lip")
    func check(_ text: String) -> Bool {
      SessionCheck(text: text, file: session, access: .typed, canvas: nil, width: nil).succeeded
    }
    #expect(!check(text))
    try saved.write(Self.numbers, to: "points.csv")
    #expect(check(text.replacingOccurrences(of: "\"\(file)\"", with: "points.csv")))
    // Once is enough.
    #expect(notebook.output(of: "save \"\(session)\"").count == 1)
    let again = notebook.output(of: "load \"\(file)\" as r; save \"\(data.path)/t.lip\"")
    #expect(again.last == "    \(file)  ->  points.csv", "an absolute path is none that a script may name")
  }

  @Test("nothing is said of what was undone, failed, or lies beside")
  func beside() throws {
    let data = try TemporaryFolder()
    let saved = try TemporaryFolder()
    let far = try data.write(Self.numbers, to: "far.csv")
    try saved.write(Self.numbers, to: "near.csv")
    let script = try saved.write("load near.csv\n", to: "a.lip")
    var notebook = Notebook(after: ["source \"\(script)\"", "load \"\(far)\" as p", "undo"])
    notebook.run("load \"\(far)x\"")
    #expect(notebook.output(of: "save \"\(saved.path)/s.lip\"").count == 1)
    // The same words lead elsewhere from another folder.
    let lines = notebook.output(of: "save \"\(data.path)/s.lip\"")
    #expect(lines.last == "    near.csv")
  }

  @Test("a program gets a sentence")
  func json() throws {
    let data = try TemporaryFolder()
    let saved = try TemporaryFolder()
    let file = try data.write(Self.numbers, to: "points.csv")
    var notebook = Notebook(after: ["load \"\(file)\" as p"])
    let execution = try #require(notebook.run("save \"\(saved.path)/s.lip\"").first)
    let line = execution.json(file: nil).text
    #expect(
      line.contains("\"warnings\":[\"") && line.contains("copy \(file) beside it, and write points.csv in it")
    )
  }
}
