import Sessions
import Testing

@Suite struct QuestionTests {
  /// The question of a file, read from the lines behind `#?`.
  static func read(_ lines: String...) -> (question: Question?, issues: [SessionFile.Issue]) { read(lines) }

  static func read(_ lines: [String]) -> (question: Question?, issues: [SessionFile.Issue]) {
    let session = file("#| lip 1\n" + lines.map { "#?" + $0 + "\n" }.joined() + "bound\n")
    return (session.steps.first?.question, session.issues)
  }

  @Test func choices() throws {
    let question = try #require(
      Self.read(
        " Which one?", "  Think first.", "   ( ) the first       why: no,", "        never",
        "   (x) the second",
        "   why: of course", "   () the third", "", "   hint: not odd", "   if third: almost"
      ).question)
    #expect(question.text == "Which one?\nThink first.")
    #expect(
      question.answer
        == .choices([
          Question.Choice(text: "the first", isRight: false, why: "no, never"),
          Question.Choice(text: "the second", isRight: true, why: "of course"),
          Question.Choice(text: "the third", isRight: false, why: nil),
        ]))
    #expect(question.hints == ["not odd"])
    #expect(question.diagnoses == [Question.Diagnosis(value: "third", text: "almost")])
  }

  static let answers: [(String, Question.Answer)] = [
    ("= 1/4", .number(expression: "1/4", tolerance: nil)),
    ("= 1/4 tol 1%", .number(expression: "1/4", tolerance: .relative(0.01))),
    ("= 1/4 [tol 1%]", .number(expression: "1/4", tolerance: .relative(0.01))),
    ("=max(1, 2) tol abs 0.1   why: so", .number(expression: "max(1, 2)", tolerance: .absolute(0.1))),
    ("expect bound == 1", .effect(command: "bound", relation: .equal, expression: "1", tolerance: nil)),
    (
      "expect bound norm inf <= 2*3",
      .effect(command: "bound norm inf", relation: .atMost, expression: "2*3", tolerance: nil)
    ),
    (
      "expect estimate >= 1/2 tol 5%",
      .effect(command: "estimate", relation: .atLeast, expression: "1/2", tolerance: .relative(0.05))
    ),
  ]

  @Test(arguments: answers) func answer(text: String, answer: Question.Answer) {
    let (question, issues) = Self.read(" What?", "   " + text, "   if 4: that is 1/L, not L")
    #expect(issues == [])
    #expect(question?.answer == answer)
    #expect(question?.why == (text.contains("why:") ? "so" : nil))
    #expect(question?.diagnoses == [Question.Diagnosis(value: "4", text: "that is 1/L, not L")])
  }

  @Test func theFirstLineIsAlwaysText() {
    #expect(Self.read(" if 3: what is L?", " = 3").question?.text == "if 3: what is L?")
  }

  static let flaws: [(lines: [String], line: Int, flaw: Question.Flaw)] = [
    (["", " "], 2, .noText), ([" = 3"], 2, .noText), ([" What?"], 2, .noAnswer),
    ([" What?", " hint: x"], 2, .noAnswer),
    ([" What?", " (x) a"], 2, .oneChoice), ([" What?", " ( ) a", " ( ) b"], 2, .noRightChoice),
    ([" What?", " ( ) a", " = 3"], 4, .severalAnswers), ([" What?", " = 3", " = 4"], 4, .severalAnswers),
    ([" What?", " = 3", " (x) b"], 4, .severalAnswers),
    ([" What?", " = 3", " expect bound == 1"], 4, .severalAnswers),
    ([" What?", " ( ) a", " (y) b"], 4, .strayLine("(y) b")),
    ([" What?", " ( )", " (x) b"], 3, .emptyItem("( )")),
    ([" What?", " =", " hint: x"], 3, .emptyItem("=")),
    ([" What?", " = 3", " hint:"], 4, .emptyItem("hint:")),
    ([" What?", " = 3 tol x"], 3, .badTolerance("x")),
    ([" What?", " = 3 [tol 1"], 3, .badTolerance("[tol 1")),
    ([" What?", " expect bound"], 3, .badEffect("bound")),
    ([" What?", " expect == 1"], 3, .badEffect("== 1")),
    ([" What?", " expect bound =="], 3, .badEffect("bound ==")),
    ([" What?", " = 3", " if : x"], 4, .badDiagnosis(": x")),
    ([" What?", " = 3", " if 4:"], 4, .badDiagnosis("4:")), ([" What?", " why: x", " = 3"], 3, .strayReason),
    ([" What?", " = 3", " why: x", " why: y"], 5, .strayReason),
  ]

  @Test(arguments: flaws) func flaw(lines: [String], line: Int, flaw: Question.Flaw) {
    let (question, issues) = Self.read(lines)
    #expect(question == nil)
    #expect(issues == [SessionFile.Issue(line: line, kind: .question(flaw))])
    #expect(!flaw.description.isEmpty)
  }
}
