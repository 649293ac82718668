import Testing
import TerminalText

@Suite struct StyledTextTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var style: Style
    var escaped: String
  }

  static let cases = [
    Case(testDescription: "plain", style: .plain, escaped: "x"),
    Case(testDescription: "dim", style: .dim, escaped: "\u{1b}[2mx\u{1b}[0m"),
    Case(testDescription: "bold", style: .bold, escaped: "\u{1b}[1mx\u{1b}[0m"),
    Case(testDescription: "ok is green", style: .ok, escaped: "\u{1b}[32mx\u{1b}[0m"),
    Case(testDescription: "a warning is yellow", style: .warning, escaped: "\u{1b}[33mx\u{1b}[0m"),
    Case(testDescription: "an error is red", style: .error, escaped: "\u{1b}[31mx\u{1b}[0m"),
    Case(testDescription: "the prompt", style: .prompt, escaped: "\u{1b}[1;36mx\u{1b}[0m"),
    Case(testDescription: "the first series", style: .series(0), escaped: "\u{1b}[94mx\u{1b}[0m"),
    Case(testDescription: "the last series", style: .series(5), escaped: "\u{1b}[93mx\u{1b}[0m"),
    Case(testDescription: "the seventh is the first", style: .series(6), escaped: "\u{1b}[94mx\u{1b}[0m"),
    Case(testDescription: "counted backwards", style: .series(-1), escaped: "\u{1b}[93mx\u{1b}[0m"),
  ]
  @Test(arguments: cases) func escapes(_ c: Case) {
    let text = StyledText("x", c.style)
    #expect(text.escaped == c.escaped)
    #expect(text.plain == "x")
    #expect(text.width == 1)
  }

  @Test func sixSeriesCanBeToldApart() {
    #expect(Set((0..<6).map { StyledText("x", .series($0)).escaped }).count == 6)
  }

  @Test func neighboursOfOneStyleAreOneRun() {
    var text = StyledText("a", .bold)
    text.append("b", .bold)
    text.append("", .error)
    text.append("c")
    text.append("d")
    #expect(text.runs == [StyledText.Run("ab", .bold), StyledText.Run("cd", .plain)])
    #expect(text.escaped == "\u{1b}[1mab\u{1b}[0mcd")
  }

  @Test func emptyTextHasNoRuns() {
    #expect(StyledText().runs.isEmpty)
    #expect(StyledText("", .error).escaped == "")
    #expect(StyledText("").width == 0)
  }

  @Test func interpolationIsPlain() {
    let bound = 2.5
    let text: StyledText = "L ≤ \(bound)"
    #expect(text == StyledText("L ≤ 2.5", .plain))
  }

  static let parts: [StyledText] = [
    "", "a", StyledText("≤ ", .dim), StyledText("漢字", .error), StyledText("x", .dim) + "y",
    StyledText("e\u{301}", .series(2)),
  ]

  @Test(arguments: parts, parts) func sumsAddTextsAndWidths(_ left: StyledText, _ right: StyledText) {
    let sum = left + right
    #expect(sum.plain == left.plain + right.plain)
    #expect(sum.width == left.width + right.width)
    #expect(sum.width == sum.plain.columns)
    #expect(zip(sum.runs, sum.runs.dropFirst()).allSatisfy { $0.style != $1.style })
    #expect(!sum.runs.contains { $0.text.isEmpty })
    for third in Self.parts { #expect(sum + third == left + (right + third)) }
  }
}
