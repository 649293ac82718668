import Foundation
import LinearAlgebra
import Sessions
import TerminalText
import Testing

@testable import Explorer

/// What is shown of work that somebody stops.
@Suite struct StoppedTests {
  /// Stops branch and bound at its first cell, and nothing before.
  private static let atCells = Monitor { $0.ceiling == nil || $0.done == 0 }
  private static let deep = [
    "model n: linear 8->8 seed 1, relu, linear 8->8 seed 2, relu, linear 8->4 seed 3"
  ]

  private func stopped(_ line: String, after setting: [String], by monitor: Monitor) throws -> Execution {
    var notebook = Notebook(after: setting)
    let before = State(notebook)
    let execution = try #require(notebook.run(line, monitor: monitor).first)
    #expect(!execution.isOK && State(notebook) == before)
    // A saved session has it as a comment.
    #expect(notebook.recording.text.contains("# failed: \(line)\n"))
    return execution
  }

  private func object(_ execution: Execution) throws -> [String: Any] {
    let data = Data(execution.json(file: nil).text.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("methods that were compared keep their rows; the one that was stopped says what it had proven")
  func methods() throws {
    let execution = try stopped("compare methods", after: Self.deep, by: Self.atCells)
    var whole = Notebook(after: Self.deep)
    let rows = whole.output(of: "compare methods").dropLast()
    let finished = execution.finishedLines.map(\.plain)
    // The ratios are to the best of these.
    func claims(_ lines: some Sequence<String>) -> [String] { lines.map { String($0.prefix(26)) } }
    #expect(claims(finished.dropLast()) == claims(rows) && rows.count > 5)
    #expect(finished.last?.hasPrefix("  exact         stopped before it was done   so far: ") == true)
    #expect(execution.errorLines.map(\.plain) == ["  stopped, nothing changed"])
    #expect(execution.recordedLines == finished + ["  stopped, nothing changed"])

    let object = try object(execution)
    #expect(
      object["ok"] as? Bool == false && (object["error"] as? [String: Any])?["code"] as? String == "cancelled"
    )
    let objects = try #require(object["rows"] as? [[String: Any]])
    #expect(
      objects.count > rows.count
        && objects.contains { $0["method"] as? String == "product" && $0["value"] is Double })
    let last = try #require(objects.last)
    #expect((last["error"] as? [String: Any])?["code"] as? String == "cancelled")
    #expect((last["partial"] as? [String: Any])?["certified"] as? Bool == true)
  }

  @Test("models that were compared, too; those that were not reached say so")
  func models() throws {
    let setting = ["model A: linear 5x3 seed 1", "model B: linear 5x3 seed 2"]
    let execution = try stopped("compare A B estimate", after: setting, by: Monitor { $0.done < 3 })
    let lines = execution.finishedLines.map(\.plain)
    #expect(lines.count == 2 && lines[0].hasPrefix("  A      stopped before it was done   so far: L ≥ "))
    #expect(lines[1] == "  B      stopped before it began")
  }

  @Test("what was proven says of what it is", arguments: ["bound method exact", "bound n method exact"])
  func partial(_ line: String) throws {
    let execution = try stopped(line, after: Self.deep, by: Self.atCells)
    #expect(execution.finishedLines.isEmpty)
    #expect(execution.errorLines.first?.plain.hasPrefix("  stopped, nothing changed   so far: ") == true)
    #expect(
      execution.errorLines(in: "a.lip").first?.plain.hasPrefix("a.lip:1:1: stopped, nothing changed") == true)
    let partial = try #require(try object(execution)["partial"] as? [String: Any])
    #expect(partial["target"] as? String == "n" && partial["method"] as? String == "exact")
    let (lower, upper) = (
      try #require(partial["lower"] as? Double), try #require(partial["upper"] as? Double)
    )
    #expect(0 < lower && lower < upper)
  }

  @Test(
    "a method that proves nothing until its end names one that is quicker",
    arguments: [
      ("eclipse", true), ("eclipsefast", true), ("folded", true), ("product", false), ("frobenius", false),
    ])
  func nothing(_ method: String, names: Bool) throws {
    let execution = try stopped("bound method \(method)", after: Self.deep, by: Monitor { _ in false })
    let advice = "  \(method) proves nothing before its end;  bound method product  is quicker"
    #expect(execution.errorLines.map(\.plain) == ["  stopped, nothing changed"] + (names ? [advice] : []))
    #expect(try object(execution)["partial"] == nil)
  }
}
