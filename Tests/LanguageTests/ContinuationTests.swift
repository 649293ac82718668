@testable import Language
import Testing

@Suite struct ContinuationTests {
  static let open = [
    "show \\", "\\", "residual (", "residual (relu,", "residual (\n relu", "(1 +", "f(",
    "residual (residual (relu)",
    "begin residual", "begin residual\nrelu", "BEGIN residual", "  begin residual # x",
    "show; begin residual",
    "show\nbegin residual\nbegin residual\nrelu\nend", "begin residual; relu", "begin",
    "begin residual\nlayer end",
    "residual ( # )", "residual ( \")\"", "residual (\nbegin", "show ) ; residual (", "end; begin residual",
    "begin residual\nrelu \\\n end", "begin residual\nend_1", "v ,1 \\",
  ]
  static let closed = [
    "", "  ", "show", "show A # \\", "show \\\n A", "show \\\n", "(1 + 2)", "(1 +\n2)", ")", "())", "f()",
    "residual (relu)",
    "residual (\nrelu\n)", "begin residual\nrelu\nend", "begin residual; relu; end",
    "begin residual\nbegin residual\nrelu\nend\nend",
    "begin residual\nrelu\nEND # done", "show begin", "help begin", "?begin", "beginner", "begin_1",
    "# begin residual",
    "# (", "\"(\"", "show \"(\\\"(\"", "show \"(", "end", "end\nend", "show A:(1)", "show \\x",
    "let begin = 3", "show \"\\",
  ]

  @Test(arguments: open) func goesOn(_ text: String) { #expect(isContinued(text)) }
  @Test(arguments: closed) func ends(_ text: String) { #expect(!isContinued(text)) }

  /// What is read without error asks for no more, and is over where it is passed over.
  @Test(arguments: StatementTests.all) func statementsEndWhereTheyAreReadTo(_ c: StatementTests.Case) throws {
    #expect(!isContinued(c.text))
    let characters = Array(c.text)
    for statement in RangeTests.statements(of: c.text) {
      var scanner = Scanner(c.text)
      scanner.index = statement.range.lowerBound
      let goesOn = scanner.skipStatement()
      #expect(!goesOn)
      var end = statement.range.upperBound
      while end < scanner.index, characters[end].isWhitespace || characters[end] == "\\" { end += 1 }
      #expect(end == scanner.index || characters[end] == "#")
    }
  }

  /// A block or a list in parentheses is continued in each of its lines but the last.
  @Test(arguments: [
    "begin residual\n  linear 3x3\n  begin residual\n    relu\n  end\n\n  # more\n  tanh\nend",
    "residual (\n  linear 3x3, # one\n  residual (relu,\n  tanh),\n  sin\n)", "show \\\n  A \\\n  B",
    "(1 +\n  2 *\n (3\n))",
  ])
  func linesBeforeTheLast(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 1...lines.count {
      #expect(
        isContinued(lines.prefix(count).joined(separator: "\n")) == (count < lines.count), "\(count) lines")
    }
  }
}
