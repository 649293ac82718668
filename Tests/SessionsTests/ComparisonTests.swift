import Sessions
import Testing

@Suite struct ComparisonTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var want: String
    var got: String
    var agrees: Bool
    var tolerance = Tolerance.standard
    var testDescription: String { "\(want) | \(got) | \(agrees)" }
    init(_ want: String, _ got: String, _ agrees: Bool, _ tolerance: Tolerance = .standard) {
      (self.want, self.got, self.agrees, self.tolerance) = (want, got, agrees, tolerance)
    }
  }

  static let numbers: [Case] = [
    Case("2.78", "2.775", true), Case("2.78", "2.785", true), Case("2.78", "2.7749", false),
    Case("2.78", "2.78500001", false), Case("2.78", "2.78", true), Case("2.78", "2.79", false),
    Case("2.78", "2.782368", true), Case("2.79", "2.782368", false), Case("2.77", "2.782368", false),
    Case("2.782368", "2.78", false), Case("2.500000", "2.5", true), Case("0.249999", "0.25", false),
    Case("9.99", "9.995", true), Case("10.00", "9.995", true), Case("10.00", "9.994", false),
    Case("0.00", "0.004", true), Case("0.00", "-0.004", true), Case("0.00", "0.006", false),
    Case("0.00", "-0.00", true), Case("0.01", "0.005", true), Case("0.01", "-0.005", false),
    Case("-0.5", "-0.54", true), Case("-0.5", "0.5", false), Case("-0.5", "-0.56", false),
    Case("+0.4967", "0.4967", true), Case(".5", "0.5", true),
    Case("1e-6", "1.4e-6", true), Case("1e-6", "1.6e-6", false), Case("1e-6", "1e-06", true),
    Case("1.1e-10", "1.14e-10", true), Case("1.1e-10", "1.2e-10", false), Case("3e5", "300000", true),
    Case("1.5e3", "1500", true), Case("1.5e3", "1551", false), Case("1e300", "1e-300", false),
    Case("0.1", "1e-999999999999", false), Case("0.0", "1e-999999999999", true),
    Case("1e999999999999", "1e999999999999", true), Case("1e999999999999", "1e999999999998", true),
    Case("3", "3", true), Case("3", "4", false), Case("3", "3.2", false), Case("3", "3.0", false),
    Case("3", "3e0", false), Case("+3", "3", true), Case("-3", "3", false), Case("3.0", "3", true),
    Case("20000000000000000000001", "20000000000000000000000", false),
    Case("slide-01", "slide-1", false),
    Case("2.7~", "2.782368", true, .relative(0.05)), Case("2.7~", "2.84", false, .relative(0.05)),
    Case("2.7~", "2.835", true, .relative(0.05)), Case("3~", "3.1", true, .relative(0.05)),
    Case("0.5~", "0.501", true, .absolute(1e-3)), Case("0.5~", "0.5011", false, .absolute(1e-3)),
    Case("0~", "0.001", true, .absolute(1e-3)), Case("2.7~", "2.782368", false), Case("2.7~", "inf", false),
    Case("1e400~", "1e400", true),
    Case("inf", "inf", true), Case("nan", "nan", true), Case("inf", "-inf", false),
    Case("inf", "1e308", false),
    Case("inf~", "inf", true), Case("nan", "inf", false),
  ]

  static let glued: [Case] = [
    Case("(0.25)", "(0.254)", true), Case("(0.25)", "(0.26)", false), Case("L=2", "L=3", false),
    Case("L=2.0", "L=2.04", true), Case("±0.12", "±0.124", true), Case("±0.12", "±0.13", false),
    Case("1.0,2.0", "1.04,2.04", true), Case("1.0,2.0", "1.0,2.1", false), Case("5x3", "5x3", true),
    Case("5x3", "5x4", false), Case("5x3", "6x3", false), Case("5e-3", "5.4e-3", true),
    Case("5e-3", "6e-3", false), Case("x1", "x2", false), Case("x1", "x1.2", false),
    Case("linear1", "linear2", false), Case("10⁻⁴", "10⁻⁴", true), Case("10⁻⁴", "10⁻⁵", false),
    Case("σ₁ = 2.7", "σ₂ = 2.7", false), Case("1.2.3", "1.2.4", false), Case("1.2.3", "1.21.3", false),
    Case("72%", "73%", false), Case("10k", "11k", false), Case("0.5..1.5", "0.5..1.6", false),
    Case("-5..-1.0", "-5..-1.04", true), Case("1-2.0", "1-2.04", true), Case("|J|=0.5", "|J|=0.6", false),
    Case("-0.392,", "-0.3924,", true), Case("2.0pi", "2.04pi", true), Case("2.0pi", "2.04 pi", false),
  ]

  static let words: [Case] = [
    Case("  L = 2.78", "L  =  2.782   ", true), Case("L = 2.78", "L=2.78", false),
    Case("L = 1", "L ≈ 1", false), Case("L = 1 exact", "L = 1 estimate", false),
    Case("L ≤ 1.0", "L ≥ 1.0", false),
    Case("L <= 1.0", "L >= 1.0", false), Case("", "   ", true), Case("", "a", false), Case("a", "", false),
    Case("a b", "a b c", false), Case("a b c", "a b", false), Case("é", "e\u{301}", false),
    Case("~= 178730.5", "~= 178730.52", true), Case("1", "1~", false), Case("1~ 2", "1 2", true),
  ]

  static let ellipses: [Case] = [
    Case("L ≥ 2.7 ...", "L ≥ 2.74 best of 1000 pairs", true), Case("L ≥ 2.7 ...", "L ≥ 2.7", true),
    Case("L ≥ 2.7 ...", "L ≥ 2.9 best", false), Case("L ≥ ...", "L ≤ 2", false),
    Case("L = 2.7...", "L = 2.7 x", true),
    Case("a ... z", "a b c z", true), Case("a ... z", "a z", true), Case("a ... z", "a b c", false),
    Case("a ... 3 ... z", "a 1 2 3 4 z", true), Case("a ... 3 ... z", "a 1 2 4 z", false),
    Case("a ... b b c", "a b b b c", true), Case("kinds: a ... 3", "kinds: a ... 4", false),
    Case("L ≥ 2.7 ...  a remark", "L ≥ 2.74 best", true), Case("L ≥ 2.7 ... best", "L ≥ 2.74 of 3", false),
    Case("....", "...", false),
  ]

  @Test(arguments: numbers + glued + words + ellipses) func line(_ c: Case) {
    let difference = Comparison(tolerance: c.tolerance).difference(expected: [c.want], got: [c.got])
    #expect((difference == nil) == c.agrees)
  }

  struct Block: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var want: [String]
    var got: [String]
    /// The line at which they differ.
    var index: Int?
  }

  static let blocks: [Block] = [
    Block(testDescription: "same", want: ["a", "b"], got: ["a", "b"], index: nil),
    Block(testDescription: "too short", want: ["a", "b"], got: ["a"], index: 1),
    Block(testDescription: "too long", want: ["a"], got: ["a", "b"], index: 1),
    Block(testDescription: "nothing expected", want: [""], got: [], index: nil),
    Block(testDescription: "nothing expected, something came", want: [""], got: ["a"], index: 0),
    Block(testDescription: "any lines", want: ["a", "...", "d"], got: ["a", "b", "c", "d"], index: nil),
    Block(testDescription: "no line for ...", want: ["a", "  ...", "d"], got: ["a", "d"], index: nil),
    Block(testDescription: "any lines at the end", want: ["a", "..."], got: ["a", "b", "c"], index: nil),
    Block(testDescription: "any lines alone", want: ["..."], got: [], index: nil),
    Block(testDescription: "found again later", want: ["...", "b", "c"], got: ["b", "b", "c"], index: nil),
    Block(testDescription: "not found", want: ["a", "...", "d"], got: ["a", "b", "c"], index: 2),
    Block(testDescription: "end differs", want: ["...", "b", "c"], got: ["b", "d"], index: 2),
    Block(
      testDescription: "two gaps", want: ["...", "b", "...", "c"], got: ["a", "b", "x", "b", "c"], index: nil),
  ]

  @Test(arguments: blocks) func block(_ c: Block) {
    #expect(Comparison().difference(expected: c.want, got: c.got)?.index == c.index)
  }

  @Test func columnsAreThoseOfTheTerminal() throws {
    let difference = try #require(
      Comparison().difference(expected: ["  語 L ≤ 2.31"], got: ["  語 L ≤ 2.4412"]))
    #expect(difference.expectedColumns == 9..<13)
    #expect(difference.gotColumns == 9..<15)
    #expect(difference.reason == .printedPrecision("0.005"))
  }

  static let reasons: [(String, String, String)] = [
    ("2.782368", "2.782369", "printed precision ±5e-7"), ("2.5", "3", "printed precision ±0.05"),
    ("3e5", "4e5", "printed precision ±50000"), ("3", "4", "an integer, compared exactly"),
    ("0.5", "abc", "text, compared exactly"), ("= 1", "≈ 1", "the status = became ≈"),
    ("1.0~", "2.0", "tolerance rel 1e-9"), ("a b", "a", "the line ends early"),
    ("a", "a b", "nothing more was expected on the line"), ("a b", "a(b", "text, compared exactly"),
    ("a (b", "a(b", "blanks between the same words"),
  ]

  @Test(arguments: reasons) func reason(want: String, got: String, reason: String) {
    #expect(Comparison().difference(expected: [want], got: [got])?.reason.description == reason)
  }

  @Test(arguments: [
    ("rel 1e-9", Tolerance.relative(1e-9)), ("rel 5%", .relative(0.05)), ("5%", .relative(0.05)),
    ("abs 1e-3", .absolute(1e-3)), ("0", .relative(0)), ("abs 5%", nil), ("rel", nil), ("", nil),
    ("rel -1", nil),
    ("rel 1e999", nil), ("rel 1 2", nil), ("rel inf", nil), ("rel 0x1", nil),
  ]) func tolerance(text: String, expected: Tolerance?) {
    #expect(Tolerance(text) == expected)
    if let expected { #expect(Tolerance(expected.description) == expected) }
  }
}
