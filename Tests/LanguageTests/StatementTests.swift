import Language
import Testing

@Suite struct StatementTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var readings: [String]
    init(_ text: String, _ readings: String...) {
      self.text = text
      self.readings = readings
    }
    var testDescription: String { text }
  }

  static let statements = [
    Case(""), Case("   "), Case("# narration"), Case(";;;"), Case("\n\n"),
    Case("show", "show"), Case("  show  ", "show"), Case("show # the model", "show"),
    Case("show#the model", "show"),
    Case("show A", "show | 'A'"), Case("show A;", "show | 'A'"),
    Case("show A ; show B", "show | 'A'", "show | 'B'"),
    Case("show A;show B;;layers", "show | 'A'", "show | 'B'", "layers"),
    Case("show A # ; show B", "show | 'A'"), Case("show A\nshow B", "show | 'A'", "show | 'B'"),
    Case("show A\r\nshow B", "show | 'A'", "show | 'B'"),
    Case("bound norm 1 method product", "bound | 'norm' | 1 | 'method' | 'product'"),
    Case("BOUND Norm inf", "BOUND | 'Norm' | 'inf'"),
    Case("estimate linear1 log", "estimate | 'linear1' | 'log'"),
    Case("export svg", "export | 'svg'"), Case("exit", "exit"), Case("exit 3", "exit | 3"),
    Case("layer relu", "layer | 'relu'"), Case("plot tanh slope", "plot | 'tanh' | 'slope'"),
    Case("e2e", "e2e"), Case("maximum 3", "maximum | 3"), Case("pie", "pie"),
    Case("max 3", "max | 3"), Case("weights.relu", "weights.relu"), Case("été", "été"),
  ]

  static let bindings = [
    Case("let r = 1/4", "let r = (1 / 4)"), Case("LET r=0.25", "let r = 0.25"),
    Case("let r = bound A", "let r = bound | 'A'"), Case("let x_1 = $_", "let x_1 = $_"),
    Case("let a = 1; let b = $a", "let a = 1", "let b = $a"), Case("let  r  =  -2", "let r = (-2)"),
    Case("let r \\\n = 2", "let r = 2"), Case("letter A", "letter | 'A'"), Case("lets = 3", "lets | '=' | 3"),
  ]

  static let arithmetic = [
    Case("42", "42"), Case(".5", "0.5"), Case("1/4", "(1 / 4)"), Case("$_", "$_"), Case("$_ * 2", "($_ * 2)"),
    Case("$x.upper", "$x.upper"), Case("$A.linear1", "$A.linear1"),
    Case("$x . upper", "error: this does not belong here"),
    Case("2pi", "6.283185307179586"), Case("2 pi", "error: this does not belong here"),
    Case("pi", "3.141592653589793"),
    Case("e", "2.718281828459045"), Case("e^2", "(2.718281828459045 ^ 2)"), Case("50%", "0.5"),
    Case("10k", "10000"),
    Case("2M", "2000000"), Case("3ms", "0.003"), Case("3s", "3"), Case("2min", "120"),
    Case("1e-6", "1e-06"), Case("1E+3", "1000"), Case("1e\u{2212}3", "0.001"), Case("1e400", "inf"),
    Case("-2^2", "(-(2 ^ 2))"), Case("(-2)^2", "((-2) ^ 2)"), Case("2^-1", "(2 ^ (-1))"),
    Case("2^3^2", "(2 ^ (3 ^ 2))"), Case("8/4/2", "((8 / 4) / 2)"), Case("8-4-2", "((8 - 4) - 2)"),
    Case("1+2*3", "(1 + (2 * 3))"), Case("(1+2)*3", "((1 + 2) * 3)"), Case("--2", "(-(-2))"),
    Case("2--2", "(2 - (-2))"),
    Case("-2*3", "((-2) * 3)"), Case("5 -3", "(5 - 3)"), Case("5 - 3", "(5 - 3)"),
    Case("5\u{2212}3", "(5 - 3)"),
    Case("sqrt(2)", "sqrt(2)"), Case("max(1, 2,3)", "max(1, 2, 3)"),
    Case("sin( 2pi )", "sin(6.283185307179586)"),
    Case("(1 +\n 2)", "(1 + 2)"), Case("( # one\n 1)", "1"), Case("1 + \\\n 2", "(1 + 2)"),
    Case("((((7))))", "7"),
  ]

  static let values = [
    Case("v 5 -3", "v | 5 | (-3)"), Case("v 5 - 3", "v | (5 - 3)"), Case("v 5-3", "v | (5 - 3)"),
    Case("v 5- 3", "v | (5 - 3)"), Case("v 5 +3", "v | 5 | '+3'"), Case("v 2 *3", "v | (2 * 3)"),
    Case("v -3", "v | (-3)"), Case("v (5 -3)", "v | (5 - 3)"), Case("v max(5 -3, 1)", "v | max((5 - 3), 1)"),
    Case("v 1..2", "v | 1..2"), Case("v -1..1", "v | (-1)..1"), Case("v 0..1 step 0.1", "v | 0..1 step 0.1"),
    Case("v 0..1 STEP 1/4", "v | 0..1 step (1 / 4)"), Case("v 1e-6..1e-2", "v | 1e-06..0.01"),
    Case("v -pi..2pi", "v | (-3.141592653589793)..6.283185307179586"), Case("v 1.5..2.5", "v | 1.5..2.5"),
    Case("v 0..1 step up", "v | 0..1 | 'step' | 'up'"), Case("v 0..1 steps 5", "v | 0..1 | 'steps' | 5"),
    Case("v (1+1)..$b", "v | (1 + 1)..$b"), Case("v 3..5, 8..9", "v | 3..5, 8..9"),
    Case("v 5x3", "v | 5×3"), Case("v 5×3", "v | 5×3"), Case("v 1x4x4", "v | 1×4×4"),
    Case("v 1x4×4", "v | 1×4×4"),
    Case("v 5 x 3", "v | 5 | 'x' | 3"), Case("v x", "v | 'x'"), Case("v 5x", "v | '5x'"),
    Case("v x5", "v | 'x5'"),
    Case("v 5X3", "v | '5X3'"), Case("v -5x3", "v | '-5x3'"), Case("v 5.5x3", "v | '5.5x3'"),
    Case("v 5x0", "v | 5×0"),
    Case(
      "v 99999999999999999999x2", "v | 9223372036854775807×2"),
    Case("v 3->5", "v | 3→5"), Case("v 3→5", "v | 3→5"), Case("v 3\u{2212}>5", "v | 3→5"),
    Case("v 3 -> 5", "v | 3→5"),
    Case("v 3 → 5", "v | 3→5"), Case("v IN->5", "v | 'IN->5'"), Case("v 3->", "v | '3->'"),
    Case("v 1,2,3", "v | 1, 2, 3"), Case("v 1 , 2,  3", "v | 1, 2, 3"),
    Case("v A, B C", "v | 'A', 'B' | 'C'"),
    Case("v 1,\\\n2", "v | 1, 2"), Case("v \"a\",b,3->5", "v | \"a\", 'b', 3→5"), Case("v 1,5", "v | 1, 5"),
    Case("v 50% 10k 2pi", "v | 0.5 | 10000 | 6.283185307179586"), Case("v 50 %", "v | 50 | '%'"),
    Case("v nan inf", "v | 'nan' | 'inf'"), Case("v 3q", "v | '3q'"), Case("v $x $_", "v | $x | $_"),
    Case("v $x*2", "v | ($x * 2)"), Case("v sin(0)", "v | sin(0)"), Case("v sin", "v | 'sin'"),
    Case("v e pi", "v | 2.718281828459045 | 3.141592653589793"),
  ]

  static let words = [
    Case("source slide-01.lip", "source | 'slide-01.lip'"),
    Case("load ../a/b.npz as N", "load | '../a/b.npz' | 'as' | 'N'"),
    Case("source ./x", "source | './x'"), Case("source /tmp/x.lip", "source | '/tmp/x.lip'"),
    Case("source ~/x", "source | '~/x'"),
    Case("source ..", "source | '..'"), Case("source 01-intro.lip", "source | '01-intro.lip'"),
    Case("source 2024.lip", "source | '2024.lip'"), Case("source a:b", "source | 'a:b'"),
    Case("check *.lip", "check | '*.lip'"), Case("show A.linear1", "show | 'A.linear1'"),
    Case("source a\\b", "source | 'a\\b'"), Case("source 文件.lip", "source | '文件.lip'"),
    Case("layer nn.Linear(3, 5)", "layer | 'nn.Linear(3, 5)'"), Case("nn.Linear(3,5)", "nn.Linear(3,5)"),
    Case("f(g(1), 2) x", "f(g(1), 2) | 'x'"),
    Case("save \"my net.npz\"", "save | \"my net.npz\""), Case(#"save "a\"b""#, #"save | "a"b""#),
    Case(#"save "a\\b""#, #"save | "a\b""#), Case(#"save "a\nb\tc""#, "save | \"a\nb\tc\""),
    Case(#"save "a\q""#, #"save | "aq""#), Case(#"save "a # b; c""#, #"save | "a # b; c""#),
    Case(#"save """#, #"save | """#),
    Case(#"save "a""b""#, #"save | "a" | "b""#), Case(#"save a"b""#, #"save | 'a' | "b""#),
    Case("save \"a\\\nb\"", "save | \"a\nb\""),
  ]

  static let help = [
    Case("?", "help"), Case("?bound", "help 'bound'"), Case("? bound", "help 'bound'"),
    Case("?method   lipsdp  ", "help 'method lipsdp'"), Case("?bound # more", "help 'bound'"),
    Case("?bound; show", "help 'bound'", "show"), Case("??", "help '?'"),
    Case("help bound", "help | 'bound'"),
  ]

  static let foreign = [
    Case("layer linear 5x3 --seed 42", "layer | 'linear' | 5×3 | 'seed' | 42"),
    Case("layer linear 5x3 --seed=42", "layer | 'linear' | 5×3 | 'seed' | 42"),
    Case("layer linear 5x3 seed=42", "layer | 'linear' | 5×3 | 'seed' | 42"),
    Case("estimate --log", "estimate | 'log'"), Case("v a==b", "v | 'a==b'"), Case("v --42", "v | (-(-42))"),
    Case("v --", "v | '--'"), Case("v -x", "v | '-x'"),
  ]

  static let items = [
    Case("model A", "model | 'A'"), Case("model A: relu", "model | 'A' {'relu'}"),
    Case("model A:relu", "model | 'A' {'relu'}"), Case("model A : relu", "model | 'A' {'relu'}"),
    Case("model: relu", "model {'relu'}"), Case("MODEL A: relu", "MODEL | 'A' {'relu'}"),
    Case(
      "model A: repeat 10 linear 10x10 scale 1.0", "model | 'A' {10 of 'linear' | 10×10 | 'scale' | 1}"),
    Case(
      "model ffn: linear 20x10, relu, linear 5x20",
      "model | 'ffn' {'linear' | 20×10; 'relu'; 'linear' | 5×20}"),
    Case("model A: linear 3 -> 5, relu; show", "model | 'A' {'linear' | 3→5; 'relu'}", "show"),
    Case("model A: relu, # first\n show", "error: a layer is missing here", "show"),
    Case("model A: relu, \\\n tanh", "model | 'A' {'relu'; 'tanh'}"),
    Case("model A: leakyrelu alpha -0.1 , tanh", "model | 'A' {'leakyrelu' | 'alpha' | (-0.1); 'tanh'}"),
    Case("model A: linear 3x3 seed=1, relu", "model | 'A' {'linear' | 3×3 | 'seed' | 1; 'relu'}"),
    Case("residual (linear 3x3, relu)", "residual {'linear' | 3×3; 'relu'}"),
    Case("residual(relu)", "residual {'relu'}"), Case("RESIDUAL ( relu )", "RESIDUAL {'relu'}"),
    Case("residual", "residual"), Case("residual A", "residual | 'A'"),
    Case("residual (relu, residual (tanh), sin)", "residual {'relu'; residual {'tanh'}; 'sin'}"),
    Case("residual (residual (residual (relu)))", "residual {residual {residual {'relu'}}}"),
    Case("residual (\n  relu, # kink\n\n  tanh\n)", "residual {'relu'; 'tanh'}"),
    Case(
      "model A: linear 3x3, residual (linear 3x3, relu), relu",
      "model | 'A' {'linear' | 3×3; residual {'linear' | 3×3; 'relu'}; 'relu'}"),
    Case("model A: repeat 3 residual (relu)", "model | 'A' {3 of residual {'relu'}}"),
    Case("model A: REPEAT 2 Residual (repeat 4 relu)", "model | 'A' {2 of residual {4 of 'relu'}}"),
  ]

  static let blocks = [
    Case("begin residual\n  linear 3x3\n  relu\nend", "residual {'linear' | 3×3; 'relu'}"),
    Case("Begin Residual\nrelu\nEND", "residual {'relu'}"),
    Case("begin residual; relu; tanh; end; show", "residual {'relu'; 'tanh'}", "show"),
    Case("begin residual\n\n# kink\nrelu # flat\n\nend # done\nshow", "residual {'relu'}", "show"),
    Case("begin residual\nlayer linear 3x3\nactivation relu\nend", "residual {'linear' | 3×3; 'relu'}"),
    Case("begin residual\nlinear 3x3, relu,\ntanh\nend", "residual {'linear' | 3×3; 'relu'; 'tanh'}"),
    Case("begin residual\nrepeat 2 relu\nresidual (tanh)\nend", "residual {2 of 'relu'; residual {'tanh'}}"),
    Case(
      "begin residual\n  relu\n  begin residual\n    tanh\n  end\n  sin\nend",
      "residual {'relu'; residual {'tanh'}; 'sin'}"),
    Case("begin residual\nlinear \\\n 3x3\nend", "residual {'linear' | 3×3}"),
    Case("end", "end"), Case("beginner", "beginner"),
  ]

  static let continuations = [
    Case("show \\\n A", "show | 'A'"), Case("show \\\r\n A", "show | 'A'"), Case("show\\\nA", "show | 'A'"),
    Case("show A \\\n\nshow B", "show | 'A'", "show | 'B'"), Case("\\\nshow", "show"),
    Case("show A \\\n", "show | 'A'"),
  ]

  static let all =
    statements + bindings + arithmetic + values + words + help + foreign + items + blocks + continuations

  @Test(arguments: all) func reading(_ c: Case) { #expect(LanguageTests.reading(of: c.text) == c.readings) }

  /// Whatever stands before and after a statement, it is read alike.
  @Test(arguments: all) func neighboursDoNotMatter(_ c: Case) {
    #expect(
      LanguageTests.reading(of: "show A; \(c.text)\nlayers") == ["show | 'A'"] + c.readings + ["layers"])
  }

  @Test(arguments: [
    ("layer relu --alpha 1", ["alpha"], ["--alpha"]), ("layer relu alpha=1", ["alpha"], ["alpha="]),
    ("layer relu --alpha=1 --log beta=2", ["alpha", "log", "beta"], ["--alpha=", "--log", "beta="]),
    ("layer relu alpha 1", [], []), ("plot a==b --", [], []),
  ])
  func foreignSpellingsAreNoted(_ text: String, _ keys: [String], _ places: [String]) throws {
    let statement = try #require(try parse(text).first?.get())
    guard case .command(let invocation) = statement.body else {
      Issue.record("\(text) is no command")
      return
    }
    #expect(invocation.notes.map(\.value) == keys.map { "no dashes and no = are needed:  \($0) ..." })
    #expect(invocation.notes.map { String(Array(text)[$0.range]) } == places)
  }

  @Test func wordsKnowThatTheyAreOne() throws {
    let statement = try #require(try parse("v A \"B\" 3 C,D").first?.get())
    guard case .command(let invocation) = statement.body else {
      Issue.record("no command")
      return
    }
    #expect(invocation.operands.map(\.word) == ["A", nil, nil, nil])
  }
}
