import LinearAlgebra
import Lipschitz
import TerminalText
import Testing

@testable import Explorer

/// Nothing is half done: what fails, is undone or is redone leaves the session exactly as it was.
@Suite struct TransactionTests {
  /// Statements that change something.
  static let changes = [
    "layer linear 4x5", "layer relu", "residual (linear 5x5, relu)", "model B: linear 2x2, tanh", "model B",
    "use other", "copy net as C", "rename net as C", "drop other", "drop net", "drop x", "drop r",
    "seed 9", "input normal 2x3", "input 1,2 as y", "let r = 2", "let L = bound other",
    "let m = estimate samples 5 seed 3", "set precision 3", "set norm inf", "set canvas ascii", "reset",
    "train net steps 3 lr 0.01", "normalize linear1 to 0.1",
  ]

  /// What is visible of a session: its bounds and the numbers that it would draw next.
  private func view(_ notebook: Notebook) -> [String] {
    var copy = notebook
    let lines = [
      "bound", "bound other", "estimate samples 20", "layers", "models", "show x", "$r", "$_", "set",
    ]
    return (lines + ["input normal 3 as drawn; forward drawn", "model D: linear 3x3; show linear1"]).flatMap {
      copy.run($0).flatMap(\.recordedLines)
    }
  }

  @Test("undo and redo restore everything", arguments: changes)
  func undone(_ change: String) {
    var notebook = Notebook(after: BadInputTests.setting)
    let before = (State(notebook), view(notebook))
    notebook.run(change).forEach { #expect($0.isOK, "\($0.errorLines.map(\.plain))") }
    let after = (State(notebook), view(notebook))
    #expect(before.0 != after.0)
    _ = notebook.output(of: "undo")
    #expect(State(notebook).isSameWork(as: before.0))
    #expect(view(notebook) == before.1)
    _ = notebook.output(of: "redo")
    #expect(State(notebook).isSameWork(as: after.0))
    #expect(view(notebook) == after.1)
  }

  @Test("all changes, one after another, undone and redone at once")
  func all() {
    var notebook = Notebook(after: BadInputTests.setting)
    var states = [State(notebook)]
    var count = 0
    for change in Self.changes where notebook.run(change).allSatisfy(\.isOK) {
      count += 1
      states.append(State(notebook))
    }
    #expect(count > 12)
    _ = notebook.output(of: "undo \(count)")
    #expect(State(notebook).isSameWork(as: states[0]))
    for state in states.dropFirst() {
      _ = notebook.output(of: "redo")
      #expect(State(notebook).isSameWork(as: state))
    }
    for state in states.dropLast().reversed() {
      _ = notebook.output(of: "undo")
      #expect(State(notebook).isSameWork(as: state))
    }
  }

  @Test("an error, and an undo of nothing, changes neither what was nor what is drawn next")
  func errors() {
    var plain = Notebook(after: ["layer linear 5x3", "layer linear 4x5", "input normal 4 as y"])
    var disturbed = Notebook()
    for line in ["layer linear 5x3", "layer linear 4x5", "input normal 4 as y"] {
      _ = disturbed.run(
        "layer linear 9x9 as relu; input normal 99999999; bond; model A: linear 3x3, linear 4x4")
      _ = disturbed.run("source nosuch; let y = models; residual (linear 2x3)")
      _ = disturbed.output(of: line)
    }
    #expect(State(disturbed).isSameWork(as: State(plain)))
    #expect(disturbed.output(of: "bound; show linear2; y") == plain.output(of: "bound; show linear2; y"))
  }

  @Test("a new change forgets what could be redone")
  func future() throws {
    var notebook = Notebook(after: ["seed 1", "seed 2", "undo", "seed 3"])
    #expect(try notebook.problem(of: "redo").message.contains("nothing to redo"))
    #expect(notebook.output(of: "undo 5") == ["  undone: seed 3; seed 1   redo brings it back"])
    #expect(try notebook.problem(of: "undo").message.contains("nothing to undo"))
  }

  @Test(
    "work that is stopped leaves the session as it was", arguments: ["estimate", "estimate method ascent"])
  func stopped(_ line: String) {
    var notebook = Notebook(after: BadInputTests.setting)
    let before = State(notebook)
    let execution = notebook.run(line, monitor: .init { $0.done < 3 }).first
    guard case .failure(let problem)? = execution?.result else {
      Issue.record("\(line) was not stopped")
      return
    }
    #expect(problem.code == .cancelled)
    #expect(problem.partial?.value ?? 0 > 0)
    #expect(State(notebook) == before)
  }

  @Test("a file that fails in the middle changes nothing")
  func source() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("seed 7\nlayer linear 5x3\nlet q = 3\nundo\nbond\n", to: "half.lip")
    var notebook = Notebook(after: ["layer linear 3x2 seed 1", "seed 2"])
    let before = State(notebook)
    let problem = try notebook.problem(of: "source \"\(file)\"")
    #expect(problem.message.contains("half.lip:5: unknown command 'bond'"))
    #expect(State(notebook).isSameWork(as: before))
    #expect(notebook.output(of: "undo") == ["  undone: seed 2   redo brings it back"])
  }
}
