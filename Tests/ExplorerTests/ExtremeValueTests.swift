import Foundation
import LinearAlgebra
import TerminalText
import Testing

@testable import Explorer

/// Values at the ends of what a double can hold, and lines that nobody would write: an answer or an error, never a trap.
@Suite struct ExtremeValueTests {
  static let networks = [
    "model B: linear 3x3 seed 1 scale 1e308", "model B: linear 3x3 seed 1 scale 1e300",
    "model B: linear 3x3 seed 1 scale 1e-308",
    "model B: linear 3x3 init zeros", "model B: linear 1x1 seed 1", "model B: linear 1x9 seed 1",
    "model B: linear 9x1 seed 1",
    "model B: linear 3x3, exp, square", "model B: linear 3x3, sqrt", "model B: linear 3x3, leakyrelu -1e308",
    "model B: repeat 100 linear 3x3 scale 1e10", "model B", "model B: residual (linear 3x3 scale -1)",
    "model B: layernorm 3 eps 1e-300, batchnorm eps 1e-300", "model B: layernorm 1, layernorm",
    "model B: linear 3x3, residual (relu, batchnorm, dropout 0.9)", "model B: dropout 1 input 3",
  ]
  static let uses = [
    "bound", "bound norm 1", "bound norm inf", "bound method frobenius", "estimate samples 20",
    "estimate method jacobian samples 5", "estimate method ascent samples 200", "explain", "explain bound",
    "compare methods",
    "plot weights", "plot singular", "plot bounds", "plot bounds log", "plot bracket", "plot hist", "show",
    "show linear1",
    "input normal 2x3; forward", "forward 1e308,-1e308,0", "estimate eps 1e308 samples 5",
    "estimate eps 1e-308 samples 5",
    "bound around 1,2,3 radius 1e308", "bound box -1e308..1e308", "estimate from -1e308 to 1e308 samples 5",
    "set precision 17; bound", "set precision 1; bound; explain",
  ]
  static let lines = [
    "plot relu from -1e308 to 1e308", "plot relu from 0 to 1e-320", "plot exp from 0 to 1000",
    "plot square from -1e200 to 1e200",
    "plot sin from 1e300 to 2e300", "plot relu sigmoid tanh slope width 5 height 5",
    "plot relu width 5 height 160",
    "plot relu width 160 height 5", "plot sqrt from -2 to -1", "plot sqrt from -5 to 5 slope cone",
    "plot exp cone from -1000 to 1000", "plot identity from 1 to 1.0000000000000002",
    "plot leakyrelu alpha -1e308",
    "estimate relu from -1e308 to 1e308", "estimate relu points 2", "estimate sqrt", "estimate exp",
    "estimate square",
    "bound relu box -1e308..1e308", "bound square box -1e308..1e308", "bound exp box 0..1000", "explain exp",
    "explain square",
    "history 9e15", "rerun 1..9e15", "undo 9e15", "redo 9e15", "let x = 1e308 + 1e307", "let y = 2^0.5^9",
    "input 1e308,-1e308,5e-324 as p; p", "set width 5; plot relu; set height 5; plot relu slope",
    "set canvas ascii; plot relu sigmoid slope; set canvas block; plot relu sigmoid slope",
    "model A: repeat 10001 linear 1x1",
    "estimate relu samples 9e15", "estimate relu points 9e15",
    "help " + String(repeating: "x", count: 10_000),
    String(repeating: "(", count: 10_000), String(repeating: "-", count: 10_000),
    String(repeating: "relu ", count: 2000),
    String(repeating: "1+", count: 5000) + "1", String(repeating: "1;", count: 3000),
    "plot " + String(repeating: "relu,", count: 50) + "relu width 20",
    "residual " + String(repeating: "(residual ", count: 900),
  ]

  @Test("each use of each network is answered", arguments: networks)
  func uses(of network: String) {
    for use in Self.uses {
      var notebook = Notebook()
      notebook.run(network)
      answered(notebook.run(use, monitor: .init { $0.done < 100 }), use)
    }
  }

  @Test("each line is answered", arguments: lines.indices)
  func line(_ index: Int) {
    let line = Self.lines[index]
    var notebook = Notebook()
    answered(notebook.run(line, monitor: .init { $0.done < 100 }), line)
  }

  /// What is printed is text without controls, and JSON can say it.
  private func answered(_ executions: [Execution], _ line: String) {
    #expect(!executions.isEmpty)
    for execution in executions {
      let lines = execution.isOK ? execution.lines : execution.errorLines
      #expect(!lines.contains { $0.plain.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f } })
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(execution.json(file: nil).text.utf8))
      }
      guard case .failure(let problem) = execution.result else { continue }
      #expect(problem.code != .internal, "\(line.prefix(80)): \(problem.message)")
    }
  }

  @Test("random lines of words of the language are answered: seed 3")
  func words() {
    var random = SplitMix(state: 3)
    let words =
      Commands.words + Vocabulary.kinds + Charts.all.map { $0.name }
      + [
        "5x3", "3->5", "0", "-1", "1e308", "1e-320", "nan", "$_", "(", ")", ",", ";", ":", "\"", "#", "=",
        "--seed", "norm",
      ]
      + [
        "inf", "method", "svd", "pairs", "box", "-1..1", "1..0", "A", "net", "linear1", "x", "as", "seed",
        "step", "repeat", "begin", "end",
      ]
    let unwanted: Set = ["save", "export", "certificate", "exit", "quit", "source", "replay", "check"]
    var notebook = Notebook(after: BadInputTests.setting)
    for _ in 0..<1500 {
      let count = Int.random(in: 1...7, using: &random)
      let line = (0..<count).compactMap { _ in words.randomElement(using: &random) }.filter {
        !unwanted.contains($0)
      }
      let executions = notebook.run(line.joined(separator: " "), monitor: .init { $0.done < 50 })
      for execution in executions where !execution.isOK {
        guard case .failure(let problem) = execution.result else { continue }
        #expect(problem.code != .internal, "\(line): \(problem.message)")
        #expect(execution.column >= 1 && execution.length >= 1 && execution.line >= 1)
      }
    }
  }
}
