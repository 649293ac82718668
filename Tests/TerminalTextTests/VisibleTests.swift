import Testing
import TerminalText

@Suite struct VisibleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var expected: String
  }

  static let cases = [
    Case(testDescription: "plain text stays", text: "L ≤ 2.5, exact", expected: "L ≤ 2.5, exact"),
    Case(testDescription: "a colour", text: "\u{1b}[31mred", expected: "␛[31mred"),
    Case(
      testDescription: "the clipboard", text: "\u{1b}]52;c;eA==\u{7}", expected: "␛]52;c;eA==␇"),
    Case(testDescription: "the one-byte introducer", text: "\u{9b}2J", expected: "⟪9B⟫2J"),
    Case(testDescription: "a tab is a blank", text: "a\tb", expected: "a b"),
    Case(testDescription: "line ends", text: "a\nb\r\nc", expected: "a␊b␍␊c"),
    Case(testDescription: "delete and nothing", text: "\u{7f}\0", expected: "␡␀"),
    Case(testDescription: "an override", text: "a\u{202e}b\u{202c}", expected: "a⟪202E⟫b⟪202C⟫"),
    Case(testDescription: "isolates", text: "\u{2066}x\u{2069}", expected: "⟪2066⟫x⟪2069⟫"),
    Case(
      testDescription: "marks of direction", text: "\u{200e}\u{200f}\u{61c}", expected: "⟪200E⟫⟪200F⟫⟪61C⟫"),
    Case(
      testDescription: "Unicode's line ends", text: "\u{2028}\u{2029}\u{85}", expected: "⟪2028⟫⟪2029⟫⟪85⟫"),
    Case(testDescription: "a byte-order mark", text: "\u{feff}let", expected: "⟪FEFF⟫let"),
    Case(
      testDescription: "accents and joined emoji stay", text: "e\u{301} 👩\u{200d}💻",
      expected: "e\u{301} 👩\u{200d}💻"),
  ]
  @Test(arguments: cases) func drawing(_ c: Case) {
    // Scalars, since equality of strings would overlook a difference between canonically equal ones.
    #expect(Array(c.text.visible.unicodeScalars) == Array(c.expected.unicodeScalars))
  }

  @Test func nothingActsOnTheTerminal() {
    let acting = (0...0x10ffff as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }.filter { scalar in
      String(scalar).visible.unicodeScalars.contains {
        $0.properties.isBidiControl
          || [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      }
    }
    #expect(acting == [])
  }

  @Test(arguments: cases) func oncePerText(_ c: Case) { #expect(c.text.visible.visible == c.text.visible) }
}
