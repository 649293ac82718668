import Foundation
import Testing

@testable import Explorer

/// What is wrong is refused with one clear error at the characters to blame, and changes nothing.
@Suite struct BadInputTests {
  /// A line, the characters to blame, the code and words of the message.
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let code: Problem.Code
    /// The text to blame: its last occurrence in the line; nil for the place behind the line.
    let blamed: String?
    let says: String
    let suggests: [String]
    init(_ line: String, _ code: Problem.Code, at blamed: String?, _ says: String, suggests: [String] = []) {
      (self.line, self.code, self.blamed, self.says, self.suggests) = (line, code, blamed, says, suggests)
    }
    var testDescription: String { line }
  }

  /// What stands before: a model of two layers, a second model, a batch and a variable.
  static let setting = [
    "model other: linear 4x4 seed 1", "model net: linear 5x3 seed 42, relu", "input normal 2x3 seed 1 as x",
    "let r = 1/4", "plot relu", "bound", "estimate samples 5", "set precision 7", "seed 3",
  ]

  static let cases = [
    // Words.
    Case("bond", .unknownCommand, at: "bond", "'bond'", suggests: ["bound"]),
    Case("nn.Linear(3,5)", .unknownCommand, at: "nn.Linear(3,5)", "nn.Linear(3,5)"),
    Case("np.random.seed(3)", .unknownCommand, at: "np.random.seed(3)", "np.random.seed(3)"),
    Case("linear 5x3", .unknownCommand, at: "linear", "'linear' is a kind of layer"),
    Case("relu", .unknownCommand, at: "relu", "'relu' is a kind of layer"),
    Case("ex", .unknownCommand, at: "ex", "'ex' could be"),
    Case("layer linaer 5x3", .unknownLayer, at: "linaer", "'linaer'", suggests: ["linear"]),
    Case("layer 5x3 linear", .badValue, at: "5x3", "layer linear 5x3"),
    Case("layer", .badValue, at: nil, "layer needs KIND"),
    Case("activation rleu", .unknownLayer, at: "rleu", "'rleu'", suggests: ["relu"]),
    Case("activation linear 5x5", .unknownLayer, at: "linear", "'linear'"),
    Case("layer linear 5x5 sede 4", .unknownOption, at: "sede", "'sede'", suggests: ["seed"]),
    Case("estimate epss 1e-6", .unknownOption, at: "epss", "'epss'", suggests: ["eps"]),
    Case("layer relu 5x3", .unknownOption, at: "5x3", "'5x3'"),
    Case("models 5", .unknownOption, at: "5", "'5'"),
    Case("estimate relu points 99999999999", .tooLarge, at: "99999999999", "at most 100000000"),
    Case("plot sin from 1e300 to 2e300", .outOfRange, at: "2e300", "an axis ends at 1e+300"),
    Case("export html a.html svg", .badValue, at: "svg", "no SVG files beside it"),
    // Shapes and sizes.
    Case("layer linear", .badValue, at: nil, "RxC|IN->OUT"),
    Case("layer linear 5", .shape, at: "5", "rows x columns"),
    Case("layer linear 5x5x5", .shape, at: "5x5x5", "rows x columns"),
    Case("layer linear 5x0", .shape, at: "5x0", "5x0"),
    Case("layer linear 0->5", .shape, at: "0->5", "0->5"),
    Case("layer linear 99999999x99999999", .tooLarge, at: "99999999x99999999", "71.1 PiB"),
    Case("layer linear 4x7", .shape, at: "4x7", "linear2 takes 7 inputs, but relu1 gives 5"),
    Case("layer relu input 3", .shape, at: "3", "gives 5, not 3"),
    Case("model A: linear 3x4, linear 3x4", .shape, at: "3x4", "takes 4 inputs, but linear1 gives 3"),
    Case("model A: relu", .badValue, at: "relu", "relu"),
    Case("model A: repeat 99999 relu", .tooLarge, at: "99999", "10000 layers"),
    Case("model A: repeat 0 relu", .syntax, at: "0", "repeat"),
    Case("residual (linear 4x5)", .shape, at: "residual", "takes 5 inputs, but its branch gives 4"),
    Case("residual", .badValue, at: "residual", "needs its layers"),
    Case("input normal 0x3", .shape, at: "0x3", "0x3"),
    Case("input normal 99999x99999", .shape, at: "99999x99999", "99999x99999"),
    Case("input normal -3", .shape, at: "-3", "-3"),
    Case("forward 1,2", .shape, at: "1,2", "takes 3 numbers, not 2"),
    Case("bound around 1,2 radius 1", .shape, at: "1,2", "takes 3 numbers, not 2"),
    Case("estimate at 1,2", .shape, at: "1,2", "takes 3 numbers, not 2"),
    // Files.
    Case("load", .badValue, at: nil, "load needs FILE"),
    Case("load nosuch.npz", .io, at: "nosuch.npz", "cannot read 'nosuch.npz'"),
    Case("load net.pt", .unsupported, at: "net.pt", "'net.pt' is no file of arrays"),
    Case("load /dev/zero", .unsupported, at: "/dev/zero", "no file of arrays"),
    Case("load net.npz activation rleu", .unknownLayer, at: "rleu", "'rleu'", suggests: ["relu"]),
    Case("layer linear 5x5 from nosuch.csv", .io, at: "nosuch.csv", "cannot read 'nosuch.csv'"),
    Case("layer linear 5x5 array W1", .badValue, at: "W1", "from FILE array"),
    Case("layer linear 5x5 bias b1", .badValue, at: "b1", "'b1' is neither on nor off"),
    // Values.
    Case("layer linear 5x5 seed -1", .outOfRange, at: "-1", "-1"),
    Case("layer linear 5x5 seed 1.5", .badValue, at: "1.5", "1.5 is not a whole number"),
    Case("layer linear 5x5 seed 4294967296", .outOfRange, at: "4294967296", "4294967296"),
    Case("layer linear 5x5 seed", .badValue, at: "seed", "seed needs a value"),
    Case("layer linear 5x5 seed 1 seed 2", .badValue, at: "seed", "seed is given twice"),
    Case("layer linear 5x5 shape 5x5", .badValue, at: "shape", "shape is given twice"),
    Case("layer linear 5x5 init gaussian", .badValue, at: "gaussian", "'gaussian'"),
    Case("layer linear 5x5 init unifrom", .badValue, at: "unifrom", "'unifrom'", suggests: ["uniform"]),
    Case("layer linear 5x5 bias maybe", .badValue, at: "maybe", "'maybe'"),
    Case("layer linear 5x5 scale 1e400", .syntax, at: "1e400", "too large"),
    Case("layer linear 5x5 scale 1,5", .badValue, at: "1,5", "decimal point, please: 1.5"),
    Case("layer linear 5x5 scale nan", .badValue, at: "nan", "'nan'"),
    Case("layer leakyrelu alpha x", .badValue, at: "x", "'x'"),
    Case("estimate eps 0", .outOfRange, at: "0", "0 is not positive"),
    Case("estimate eps -1", .outOfRange, at: "-1", "-1 is not positive"),
    Case("estimate eps nan", .badValue, at: "nan", "'nan'"),
    Case("estimate samples 0", .outOfRange, at: "0", "0 is not positive"),
    Case("estimate samples 1.5", .badValue, at: "1.5", "1.5"),
    Case("estimate sigmoid from 5 to -5", .outOfRange, at: "-5", "from 5 to -5"),
    Case("bound box 1..-1", .outOfRange, at: "1..-1", "1..-1"),
    Case("bound box 1", .badValue, at: "1", "-1..1"),
    Case("bound around 1,2,3", .badValue, at: "1,2,3", "needs a radius"),
    Case("bound radius 3", .badValue, at: "3", "needs its point"),
    Case("bound around 1,2,3 radius -1", .outOfRange, at: "-1", "-1"),
    Case("bound norm 3", .badValue, at: "3", "'3'"),
    Case("plot relu from 5 to -5", .outOfRange, at: "-5", "from 5 to -5"),
    Case("plot relu width 2", .outOfRange, at: "2", "not 2"),
    Case("seed", .badValue, at: nil, "seed needs N"),
    Case("seed abc", .badValue, at: "abc", "'abc'"),
    Case("set precision 0", .outOfRange, at: "0", "not 0"),
    Case("set norm 4", .badValue, at: "4", "'4'"),
    Case("set limit 99999G", .outOfRange, at: "99999G", "99999G"),
    Case("set strict maybe", .badValue, at: "maybe", "'maybe'"),
    Case("set precison 3", .unknownName, at: "precison", "'precison'", suggests: ["precision"]),
    Case("exit 256", .outOfRange, at: "256", "256"),
    Case("undo 0", .outOfRange, at: "0", "0"),
    Case("history 1.5", .badValue, at: "1.5", "1.5"),
    Case("rerun 99", .outOfRange, at: "99", "no such lines"),
    Case("rerun 5..3", .outOfRange, at: "5..3", "5..3"),
    Case("input 1,a", .badValue, at: "1,a", "'a'"),
    Case("input foo 3", .badValue, at: "foo", "'foo'"),
    Case("export png a.svg", .badValue, at: "png", "'png'"),
    // Names.
    Case("layer linear 5x5 as relu", .badValue, at: "relu", "'relu'"),
    Case("layer linear 5x5 as linear1", .badValue, at: "linear1", "'linear1' already"),
    Case("layer linear 5x5 as 5a", .badValue, at: "5a", "'5a'"),
    Case("model relu", .badValue, at: "relu", "'relu'"),
    Case("use nett", .unknownName, at: "nett", "'nett'", suggests: ["net"]),
    Case("copy net as relu", .badValue, at: "relu", "'relu'"),
    Case("copy net", .badValue, at: nil, "copy needs NAME"),
    Case("rename net as other", .badValue, at: "other", "'other'"),
    Case("drop ohter", .unknownName, at: "ohter", "'ohter'", suggests: ["other"]),
    Case("show nosuch", .unknownName, at: "nosuch", "'nosuch'"),
    Case("bound linaer1", .unknownName, at: "linaer1", "'linaer1'", suggests: ["linear1"]),
    Case("explain nosuch", .unknownName, at: "nosuch", "'nosuch'"),
    Case("forward y", .unknownName, at: "y", "'y'"),
    Case("plot sigmiod", .unknownName, at: "sigmiod", "'sigmiod'", suggests: ["sigmoid"]),
    Case("plot weights relu", .unsupported, at: "weights relu", "no linear layer"),
    Case("help nosuch", .unknownName, at: "nosuch", "'nosuch'"),
    // Methods.
    Case("bound method svdd", .unknownMethod, at: "svdd", "'svdd'", suggests: ["svd"]),
    Case("bound method jacobian", .badValue, at: "jacobian", "estimate method jacobian"),
    Case("estimate method svd", .badValue, at: "svd", "bound method svd"),
    Case("bound method svd", .unsupported, at: "svd", "svd needs"),
    Case("estimate points 10", .unknownOption, at: "10", "pairs takes no points"),
    // Training.
    Case("train nett steps 5 lr 1", .unknownName, at: "nett", "'nett'", suggests: ["net"]),
    Case("train net net steps 5 lr 1", .badValue, at: "net net", "named twice"),
    Case("train net steps 5", .badValue, at: nil, "train needs R"),
    Case("train net steps 0 lr 1", .outOfRange, at: "0", "0 is not positive"),
    Case("train net steps 1e9 lr 1", .tooLarge, at: "1e9", "1000000000 steps"),
    Case("train net steps 5 lr -1", .outOfRange, at: "-1", "-1 is negative"),
    Case("train net steps 5 lr 1 optimizer adm", .badValue, at: "adm", "'adm'", suggests: ["adam"]),
    Case("train net steps 5 lr 1 batch 0", .outOfRange, at: "0", "0"),
    Case("train net steps 5 lr 1 constrain 0", .outOfRange, at: "0", "0"),
    Case("train net steps 5 lr 1 penalty spectral", .badValue, at: "penalty", "penalty needs a value"),
    Case("train net steps 5 lr 1 penalty foo 0.1", .badValue, at: "foo 0.1", "'foo'"),
    Case("train net steps 5 lr 1 penalty spectral x", .badValue, at: "spectral x", "'x'"),
    Case("train net steps 5 lr 1 penalty spectral -1", .outOfRange, at: "spectral -1", "-1"),
    Case(
      "train net steps 5 lr 1 data moons", .shape, at: "moons",
      "moons has 2 inputs and 2 classes, but net takes 3 and gives 5"),
    Case("train net steps 5 lr 1 data regression", .shape, at: "regression", "1 output"),
    Case("train net steps 5 lr 1 data mons", .unknownName, at: "mons", "'mons'", suggests: ["moons"]),
    Case("train net other steps 5 lr 1", .shape, at: "net other", "net is 3 -> 5, but other 4 -> 4"),
    Case("train other steps 5 lr 1 data x", .shape, at: "x", "x has 3 coordinates, but other takes 4"),
    Case("train net steps 5 lr 1 data x target x", .shape, at: "x", "x has 3 coordinates, but net gives 5"),
    Case("train net steps 5 lr 1 loss crossentropy", .badValue, at: "crossentropy", "for classes"),
    Case("train net steps 5 lr 1 target x", .shape, at: "x", "x has 2 points"),
    Case("normalize relu1 to 1", .unsupported, at: "relu1", "relu1 has no weights"),
    Case("normalize linaer1 to 1", .unknownName, at: "linaer1", "'linaer1'", suggests: ["linear1"]),
    Case("normalize linear1 to 0", .outOfRange, at: "0", "0 is not positive"),
    Case("normalize linear1", .badValue, at: nil, "normalize needs L"),
    Case("plot loss", .badValue, at: "loss", "nothing was trained"),
    Case("plot gradients", .badValue, at: "gradients", "nothing was trained"),
    Case("compare net loss", .badValue, at: "net loss", "nothing was trained"),
    Case("input 1,2 as moons", .badValue, at: "moons", "'moons'"),
    // Files.
    Case("source nosuch.lip", .io, at: "nosuch.lip", "'nosuch.lip'"),
    Case("source /dev/zero", .io, at: "/dev/zero", "no file"),
    Case("source /", .io, at: "/", "no file"),
    Case("check nosuch.lip", .io, at: "nosuch.lip", "'nosuch.lip'"),
    Case("save /nosuch/folder/a.lip", .io, at: "/nosuch/folder/a.lip", "/nosuch/folder"),
    // Numbers and variables.
    Case("let", .syntax, at: nil, "name is missing"),
    Case("let y =", .syntax, at: "=", "value is missing"),
    Case("let relu = 3", .badValue, at: "relu", "'relu'"),
    Case("let y = models", .badValue, at: "y", "needs a number"),
    Case("let y = undo", .badValue, at: "y", "needs a number"),
    Case("let y = reset", .badValue, at: "y", "needs a number"),
    Case("let y = $nosuch", .syntax, at: "$nosuch", "$nosuch"),
    Case("1e400", .syntax, at: "1e400", "too large"),
    Case("1/0", .syntax, at: "0", "division by zero"),
    Case("sqrt(-1)", .syntax, at: "sqrt(-1)", "no value"),
    Case("(1+2", .syntax, at: "(", "never closed"),
    Case("1+2)", .syntax, at: ")", "never opened"),
    Case("1 2", .syntax, at: "2", "does not belong"),
    Case("bound ,", .syntax, at: ",", "comma"),
    Case("plot relu,", .syntax, at: ",", "comma"),
    Case("source \"abc", .syntax, at: "\"", "never closed"),
    Case("layer linear 5x5 seed $", .syntax, at: "$", "name is missing"),
    Case("begin foo", .syntax, at: "foo", "residual"),
  ]

  @Test("there are enough cases")
  func count() { #expect(Self.cases.count >= 60) }

  @Test("an error has its code, its place and the value, and changes nothing", arguments: cases)
  func refused(_ c: Case) throws {
    var notebook = Notebook(after: Self.setting)
    let before = State(notebook)
    let executions = notebook.run(c.line)
    try #require(executions.count == 1)
    let execution = executions[0]
    guard case .failure(let problem) = execution.result else { throw Unexpected(text: c.line) }
    #expect(problem.code == c.code)
    #expect(problem.message.contains(c.says), "\(problem.message)")
    #expect(problem.suggestions.starts(with: c.suggests), "\(problem.suggestions)")
    #expect(execution.line == 1)
    if let blamed = c.blamed {
      let start = try #require(c.line.range(of: blamed, options: .backwards)).lowerBound
      #expect(execution.column == c.line.distance(from: c.line.startIndex, to: start) + 1)
      #expect(execution.length == blamed.count)
      let caret =
        String(repeating: " ", count: execution.column - 1) + String(repeating: "^", count: blamed.count)
      #expect(execution.caretLine(under: c.line) == caret)
    } else {
      #expect(execution.column == c.line.count + 1)
      #expect(execution.length == 1)
    }
    #expect(State(notebook) == before)
    #expect(notebook.output(of: "explain error").first?.contains(problem.message) == true)
    // The past is as it was: undo takes back what it would have taken back.
    var untouched = Notebook(after: Self.setting)
    let (undone, expected) = (notebook.output(of: "undo"), untouched.output(of: "undo"))
    #expect(undone == expected)
    #expect(State(notebook).isSameWork(as: State(untouched)))
  }

  @Test("a batch larger than a tensor may be is refused", arguments: ["bound", "estimate"])
  func hugeBatch(_ verb: String) throws {
    var notebook = Notebook(after: ["layer batchnorm 3"])
    let execution = try #require(notebook.run("\(verb) batch 9e15").last)
    guard case .failure(let problem) = execution.result else { throw Unexpected(text: verb) }
    #expect(problem.code == .tooLarge)
    #expect(problem.message.contains("at most 11184810 fit"))
    #expect(execution.column == verb.count + 8)
    // Where samples do not see each other, the batch has no part.
    #expect(notebook.run("\(verb) mode eval batch 9e15").last?.isOK == true)
  }

  @Test("an error in the middle leaves what stands around it")
  func around() {
    var notebook = Notebook()
    let executions = notebook.run("layer linear 5x3 seed 42; layer ,; bound; layer 4x4; seed 3")
    #expect(executions.map(\.isOK) == [true, false, true, false, true])
    #expect(executions.map(\.verb) == ["layer", "layer", "bound", "layer", "seed"])
    #expect(executions.map(\.column)[3] == 49)
    #expect(executions[1].text == "layer ,")
  }

  @Test("columns count characters, carets columns")
  func places() throws {
    var notebook = Notebook()
    let line = "let é = 1; \tbond 网"
    let execution = try #require(notebook.run(line, firstLine: 7).last)
    #expect(execution.line == 7)
    #expect(execution.column == 13)
    #expect(execution.caretLine(under: line) == "           \t^^^^")
    let later = try #require(notebook.run("seed 1\nseed 2\n  bond", firstLine: 3).last)
    #expect(later.line == 5)
    #expect(later.column == 3)
  }
}
