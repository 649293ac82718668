import TerminalText
import Testing

@testable import Explorer

/// How words find their places.
@Suite struct BinderTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let line: String
    let same: String
    var testDescription: String { "\(line) is \(same)" }
  }

  /// Lines that mean the same wherever they stand.
  static let pairs = [
    Pair(line: "layer linear shape 5x3 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear seed 42 5x3", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear seed 42 shape 5x3", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer kind linear 5x3 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 3->5 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 3 -> 5 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 3→5 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 5×3 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "LAYER Linear 5x3 SEED 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer dense 5x3 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer fc 5x3 seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 5x3 seed 6*7", same: "layer linear 5x3 seed 42"),
    Pair(line: "layer linear 5x3 \\\n  seed 42", same: "layer linear 5x3 seed 42"),
    Pair(line: "let s = 42; layer linear 5x3 seed $s", same: "let s = 42; layer linear 5x3 seed 42"),
    Pair(line: "layer relu input 3", same: "activation relu input 3"),
    Pair(line: "layer leakyrelu 0.2 input 3", same: "layer leakyrelu alpha 20% input 3"),
    Pair(line: "model A: linear 3x3 seed 1, relu", same: "model A : linear 3x3 seed 1 , relu"),
    Pair(
      line: "model A: repeat 2 linear 3x3 seed 1", same: "model A: linear 3x3 seed 1, linear 3x3 seed 1"),
    Pair(
      line: "begin residual\n  layer linear 3x3 seed 1\n  relu\nend",
      same: "residual (linear 3x3 seed 1, relu)"),
    Pair(line: "residual (linear 3x3 seed 1,\n relu)", same: "residual (linear 3x3 seed 1, relu)"),
    Pair(line: "set colour never", same: "set color never"),
    Pair(line: "bound relu box -1..1 norm inf", same: "bound relu norm inf box -1..1"),
    Pair(line: "estimate sigmoid from -1 to 1 points 10", same: "estimate sigmoid points 10 to 1 from -1"),
    Pair(line: "input normal shape 2x3 seed 1", same: "input normal 2x3 seed 1"),
  ]

  @Test("two spellings of one thing", arguments: pairs)
  func same(_ pair: Pair) {
    var (one, other) = (Notebook(), Notebook())
    let lines = (one.output(of: pair.line), other.output(of: pair.same))
    #expect(lines.0 == lines.1)
    #expect(!lines.0.isEmpty)
    #expect(State(one).isSameWork(as: State(other)))
  }

  @Test("other languages' spellings are understood, with a friendly word")
  func foreign() {
    for line in ["layer linear 5x3 --seed 42", "layer linear 5x3 seed=42", "layer linear 5x3 --seed=42"] {
      var notebook = Notebook()
      let execution = notebook.run(line).first
      #expect(execution?.isOK == true)
      #expect(execution?.warnings.count == 1)
      #expect(execution?.lines.first?.plain.contains("no dashes and no = are needed") == true)
      #expect(notebook.output(of: "bound") == ["  L = 2.782368   exact, 2-norm"])
    }
  }

  @Test(
    "a line of Python is answered with the line to type",
    arguments: [
      ("nn.Linear(3, 5)", "layer linear 3->5"), ("torch.nn.Linear(3,5,bias=False)", "layer linear 3->5"),
      ("np.random.seed(42)", "seed 42"), ("torch.manual_seed(7)", "seed 7"), ("nn.ReLU()", "activation relu"),
      ("np.random.default_rng(42)", "seed 42 rng default_rng"), ("torch.randn(32, 10)", "input normal 32x10"),
      ("quit()", "exit"),
    ])
  func python(_ line: String, _ translation: String) throws {
    var notebook = Notebook()
    let problem = try notebook.problem(of: line)
    #expect(problem.code == .unknownCommand)
    #expect(problem.hints == ["here it is:  \(translation)"])
    #expect(notebook.run(translation).first?.verb == translation.split(separator: " ").first.map(String.init))
  }

  @Test("beginnings are enough for somebody who types, and saved as whole words")
  func prefixes() {
    var typed = Notebook()
    typed.isTyped = true
    _ = typed.output(of: "layer linear 5x3 se 42; est sam 5 se 2")
    #expect(typed.executions.map(\.text) == ["layer linear 5x3 seed 42", "estimate samples 5 seed 2"])
    #expect(typed.executions.map(\.verb) == ["layer", "estimate"])
  }

  @Test("a beginning that several share is refused, with all of them")
  func several() throws {
    var typed = Notebook()
    typed.isTyped = true
    let problem = try typed.problem(of: "re")
    #expect(problem.message == "'re' could be residual, rename, replot, rerun, redo, reset")
    #expect(try typed.problem(of: "estimate relu s 5").code == .unknownOption, "one letter is too few")
  }

  @Test("a script writes whole words", arguments: ["inp normal 5x3", "layer linear 5x3 se 42"])
  func script(_ line: String) throws {
    var notebook = Notebook()
    let problem = try notebook.problem(of: line)
    #expect([.unknownCommand, .unknownOption].contains(problem.code))
    #expect(!problem.suggestions.isEmpty)
    var typed = Notebook()
    typed.isTyped = true
    typed.access.scriptFolder = "."
    #expect(try typed.problem(of: line).code == problem.code, "a file that is run by somebody who types")
  }

  @Test("somebody's name is not taken for a beginning")
  func names() {
    var typed = Notebook(after: ["model nor: linear 3x3 seed 1", "model B: linear 2x2 seed 1"])
    let lines = typed.output(of: "bound nor")
    #expect(lines == typed.output(of: "bound nor norm 2"))
  }

  @Test("a bare name shows what it is")
  func bare() {
    var notebook = Notebook(after: ["layer linear 5x3 seed 42", "let r = 1/4", "input 1,2,3 as p"])
    for name in ["linear1", "net", "r", "p"] {
      #expect(notebook.output(of: name) == notebook.output(of: "show \(name)"))
    }
  }

  @Test(
    "numbers",
    arguments: [
      ("-2^2", -4.0), ("2^3^2", 512), ("50%", 0.5), ("10k", 10_000), ("2pi", 2 * Double.pi), ("1/4", 0.25),
      ("1e-6", 1e-6), ("500ms", 0.5), ("2min", 120), ("max(1, 2) + 3*(4 - 1)", 11),
      ("sqrt(2)^2", 2.0000000000000004),
    ])
  func numbers(_ text: String, _ value: Double) {
    var notebook = Notebook()
    _ = notebook.output(of: "let a = \(text)")
    #expect(notebook.workspace.variables["a"] == value)
    _ = notebook.output(of: text)
    #expect(notebook.workspace.lastNumber == value)
  }
}
