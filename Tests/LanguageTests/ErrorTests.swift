import Language
import Testing

@Suite struct ErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    /// `^` under the offending characters.
    var carets: String
    var message: String
    var hint: String?
    init(_ text: String, _ carets: String, _ message: String, hint: String? = nil) {
      self.text = text
      self.carets = carets
      self.message = message
      self.hint = hint
    }
    var testDescription: String { text }
  }

  static let arithmetic = [
    Case("1 +", "   ^", "a number is missing at the end"),
    Case("2 * ", "    ^", "a number is missing at the end"),
    Case("1 + ;", "    ^", "expected a number here"), Case("1 + *", "    ^", "expected a number here"),
    Case("-", " ^", "a number is missing at the end"),
    Case("(1", "^", "this parenthesis is never closed", hint: "add a )"),
    Case("1 + (2 * (3 + 4)", "    ^", "this parenthesis is never closed", hint: "add a )"),
    Case("max(1, 2", "   ^", "this parenthesis is never closed", hint: "add a )"),
    Case("()", " ^", "expected a number here"), Case("max()", "    ^", "expected a number here"),
    Case("1)", " ^", "this parenthesis was never opened"), Case("1 2", "  ^", "this does not belong here"),
    Case("1,5", " ^", "this does not belong here"), Case("3->5", " ^", "this does not belong here"),
    Case("2 $x", "  ^", "this does not belong here"),
    Case("$", "^", "a name is missing after $", hint: "$_ is the last number, $x what `let x = …` named"),
    Case(
      "1 + $5", "    ^", "a name is missing after $", hint: "$_ is the last number, $x what `let x = …` named"
    ),
    Case("1 + 3q", "     ^", "unknown unit 'q'", hint: "units: % k M ms s min, and pi"),
    Case("5x3", " ^^", "unknown unit 'x3'", hint: "units: % k M ms s min, and pi"),
    Case("2 + relu", "    ^^^^", "'relu' is not a number", hint: "$relu recalls what `let relu = …` named"),
    Case("2 + sin", "    ^^^", "sin needs its argument in parentheses"),
    Case("2 + sin 3", "    ^^^", "sin needs its argument in parentheses"),
    Case(
      String(repeating: "-", count: 80) + "1", String(repeating: " ", count: 16) + "^",
      "too many signs in a row"),
    Case(
      String(repeating: "(", count: 80) + "1" + String(repeating: ")", count: 80),
      String(repeating: " ", count: 64) + "^", "too many parentheses inside each other"),
  ]

  static let statements = [
    Case("let", "   ^", "a name is missing after let", hint: "let r = 1/4"),
    Case("let 5 = 3", "    ^", "a name is missing after let", hint: "let r = 1/4"),
    Case("let r", "     ^", "expected = after the name", hint: "let r = 1/4"),
    Case("let r 5", "      ^", "expected = after the name", hint: "let r = 1/4"),
    Case("let r =", "      ^", "a value is missing after =", hint: "let r = 1/4"),
    Case("let r = # one", "      ^", "a value is missing after =", hint: "let r = 1/4"),
    Case("let r = ;", "      ^", "a value is missing after =", hint: "let r = 1/4"),
    Case("\"A\"", "^", "a command is missing here", hint: "help lists them"),
    Case(", A", "^", "a command is missing here", hint: "help lists them"),
    Case(")", "^", "a command is missing here", hint: "help lists them"),
    Case("let r = )", "        ^", "a command is missing here", hint: "help lists them"),
    Case("show A)", "      ^", "this parenthesis was never opened"),
    Case("?a, b", "  ^", "this does not belong here"),
    Case("v 1,", "   ^", "a value is missing after this comma"),
    Case("v 1, # two", "   ^", "a value is missing after this comma"),
    Case("v 1,,2", "   ^", "a value is missing after this comma"),
    Case("v ,1", "  ^", "a value is missing before this comma"),
    Case("v :", "   ^", "a layer is missing here", hint: layer),
    Case("v 1,;show", "   ^", "a value is missing after this comma"),
    Case("v A \"b", "    ^", "this quotation is never closed", hint: "add a \""),
    Case("v A \"b\\\"", "    ^", "this quotation is never closed", hint: "add a \""),
    Case("v (1", "  ^", "this parenthesis is never closed", hint: "add a )"),
    Case("v (1)2", "     ^", "this does not belong to the number before it"),
    Case("v $", "  ^", "a name is missing after $", hint: "$_ is the last number, $x what `let x = …` named"),
    Case("v $x$y", "    ^", "this does not belong to the number before it"),
  ]

  static let layer = "linear 20x10, relu, linear 5x20"
  static let items = [
    Case("model A:", "        ^", "a layer is missing here", hint: layer),
    Case("model A: ;", "         ^", "a layer is missing here", hint: layer),
    Case("residual ()", "          ^", "a layer is missing here", hint: layer),
    Case("model A: relu,", "              ^", "a layer is missing here", hint: "linear 5x3, relu"),
    Case("model A: ,relu", "         ^", "a layer is missing here", hint: "linear 5x3, relu"),
    Case("model A: relu,,relu", "              ^", "a layer is missing here", hint: "linear 5x3, relu"),
    Case(
      "model A: repeat relu", "                ^", "repeat needs how many times",
      hint: "repeat 10 linear 10x10"),
    Case(
      "model A: repeat 0 relu", "                ^", "repeat needs how many times",
      hint: "repeat 10 linear 10x10"),
    Case(
      "model A: repeat 10x relu", "                ^^", "repeat needs how many times",
      hint: "repeat 10 linear 10x10"),
    Case("model A: repeat 2", "         ^", "a layer is missing here", hint: "linear 5x3, relu"),
    Case("residual (relu", "         ^", "this parenthesis is never closed", hint: "add a )"),
    Case("residual (residual (relu)", "         ^", "this parenthesis is never closed", hint: "add a )"),
    Case("residual (relu) tanh", "                ^", "this does not belong here"),
    Case("model A: relu)", "             ^", "this parenthesis was never opened"),
    Case("model A: relu : tanh", "              ^", "this does not belong here"),
    Case("begin", "     ^", "begin opens a residual block", hint: "begin residual"),
    Case("begin model", "      ^^^^^", "begin opens a residual block", hint: "begin residual"),
    Case("begin residual", "^^^^^", "this block is never closed", hint: "close it with  end"),
    Case("begin residual; relu", "^^^^^", "this block is never closed", hint: "close it with  end"),
    Case(
      "begin residual; begin residual; relu; end", "^^^^^", "this block is never closed",
      hint: "close it with  end"),
    Case("begin residual; end", "^^^^^", "this block holds no layer"),
    Case("begin residual; relu; end tanh", "                          ^", "this does not belong here"),
    Case(
      "begin residual; relu) ; end", "                    ^", "a layer is missing here",
      hint: "linear 5x3, relu"),
    Case(
      String(repeating: "residual (", count: 40), String(repeating: " ", count: 329) + "^",
      "too many blocks inside each other"),
  ]

  static let all = arithmetic + statements + items

  @Test(arguments: all) func placeAndMessage(_ c: Case) throws {
    guard case .failure(let error) = try #require(parse(c.text).first) else {
      Issue.record("no error")
      return
    }
    #expect(error.message == c.message)
    #expect(error.carets == c.carets)
    #expect(error.hint == c.hint)
  }

  /// An error leaves the statements around it as they are.
  @Test(arguments: all) func neighboursStand(_ c: Case) {
    #expect(LanguageTests.reading(of: "show A; \(c.text)").first == "show | 'A'")
    guard !isContinued(c.text) else { return }
    #expect(LanguageTests.reading(of: "\(c.text)\nlayers").last == "layers")
    #expect(
      LanguageTests.reading(of: "\(c.text);layers").last == "layers" || c.text.contains { "\"#".contains($0) }
    )
  }

  struct Recovery: CustomTestStringConvertible, Sendable {
    var text: String
    var readings: [String]
    init(_ text: String, _ readings: String...) {
      self.text = text
      self.readings = readings
    }
    var testDescription: String { text }
  }

  /// Nothing inside a wrong statement is run for itself.
  static let recoveries = [
    Recovery("v 1,,2; show A", "error: a value is missing after this comma", "show | 'A'"),
    Recovery("v ,\"a;b\"; show", "error: a value is missing before this comma", "show"),
    Recovery("v ,\"a\\\";b\"; show", "error: a value is missing before this comma", "show"),
    Recovery("v ,1 # ; exit\nshow", "error: a value is missing before this comma", "show"),
    Recovery("v ,1 \\\n exit\nshow", "error: a value is missing before this comma", "show"),
    Recovery("residual (relu,\n ,exit)\nshow", "error: a layer is missing here", "show"),
    Recovery("residual (relu; exit\n)\nshow", "error: this parenthesis is never closed", "show"),
    Recovery("begin residual\nrelu,,\nexit\nend\nshow", "error: a layer is missing here", "show"),
    Recovery(
      "begin residual\nbegin residual\n,\nend\nexit\nend\nshow", "error: a layer is missing here", "show"),
    Recovery("begin residual\nend\nshow", "error: this block holds no layer", "show"),
    Recovery("v \"a\nshow", "error: this quotation is never closed", "show"),
    Recovery("show A) ; show B", "error: this parenthesis was never opened", "show | 'B'"),
  ]
  @Test(arguments: recoveries) func recovery(_ c: Recovery) {
    #expect(LanguageTests.reading(of: c.text) == c.readings)
  }

  /// How deep a wrong statement was nested does not count for the next.
  @Test func depthIsForgotten() {
    let wrong = "residual (residual (,))\n"
    let readings = LanguageTests.reading(
      of: String(repeating: wrong, count: 100) + "residual (relu)\nshow\nlayers")
    #expect(readings.suffix(3) == ["residual {'relu'}", "show", "layers"])
    #expect(readings.dropLast(3).allSatisfy { $0 == "error: a layer is missing here" })
  }
}
