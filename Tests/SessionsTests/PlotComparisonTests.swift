import Sessions
import Testing

@Suite struct PlotComparisonTests {
  static let sine = Samples.outputs[6]  // 5 rows of the plot, 66 cells wide: 330 cells, so 6 may be off

  /// The lines with one character of one line replaced.
  static func changing(_ lines: [String], _ changes: [(line: Int, from: Character, to: Character)])
    -> [String]
  {
    var lines = lines
    for change in changes {
      if let place = lines[change.line].firstIndex(of: change.from) {
        lines[change.line].replaceSubrange(place...place, with: [change.to])
      }
    }
    return lines
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var changes: [(line: Int, from: Character, to: Character)]
    var agrees: Bool
  }

  static let cases: [Case] = [
    Case(testDescription: "a dot moved within a cell", changes: [(0, "⢀", "⡀")], agrees: true),
    Case(testDescription: "a dot went", changes: [(0, "⢀", " ")], agrees: true),
    Case(testDescription: "a cell has four dots less", changes: [(1, "⣰", "⠠")], agrees: false),
    Case(
      testDescription: "six cells",
      changes: [(0, "⢀", "⡀"), (0, "⡀", " "), (0, "⡀", " "), (1, "⡀", " "), (2, "⢀", " "), (2, "⡀", "⢀")],
      agrees: true),
    Case(
      testDescription: "seven cells",
      changes: [
        (0, "⢀", "⢁"), (0, "⣠", "⣀"), (0, "⠤", "⠄"), (0, "⢤", "⢄"), (1, "⡀", " "), (2, "⢀", " "),
        (3, "⠓", "⠃"),
      ], agrees: false),
    Case(testDescription: "a label of the y axis", changes: [(2, "0", "1")], agrees: false),
    Case(testDescription: "a label of the x axis", changes: [(5, "5", "4")], agrees: false),
    Case(testDescription: "a tick", changes: [(4, "┬", "─")], agrees: false),
  ]

  @Test(arguments: cases) func braille(_ c: Case) {
    let got = Self.changing(Self.sine, c.changes)
    #expect(got != Self.sine)
    #expect((Comparison().difference(expected: Self.sine, got: got) == nil) == c.agrees)
  }

  @Test func aPlotIsCountedAsAWhole() throws {
    let got = Self.changing(Self.sine, Self.cases[4].changes)
    let difference = try #require(Comparison().difference(expected: Self.sine, got: got))
    #expect(difference.index == 0)
    #expect(difference.reason == .plotDots(differing: 7, allowed: 6, cells: 330))
    #expect(difference.gotColumns == 19..<20)
  }

  @Test func aFlatterCurveIsFound() {
    #expect(Comparison().difference(expected: Self.sine, got: [Self.sine[0]] + Self.sine[2...] + [""]) != nil)
    let flat = Self.sine.map { String($0.prefix(4)) }
    #expect(Comparison().difference(expected: Self.sine, got: flat) != nil)
  }

  @Test func asciiDotsMayMove() {
    let plot = Samples.outputs[7]
    #expect(Comparison().difference(expected: plot, got: Self.changing(plot, [(1, "_", "-")])) == nil)
    #expect(Comparison().difference(expected: plot, got: Self.changing(plot, [(0, "1", "2")])) != nil)
    let more = Self.changing(plot, Array(repeating: (0, "-", "\""), count: 8))
    #expect(Comparison().difference(expected: plot, got: more) != nil)
  }

  @Test func barsMayGrowByAnEighthOfManyCells() {
    let bars = (1...4).map { "   0.\($0) ┤██████████▊                    147\($0)" }
    #expect(Comparison().difference(expected: bars, got: Self.changing(bars, [(0, "▊", "▉")])) == nil)
    #expect(Comparison().difference(expected: bars, got: Self.changing(bars, [(0, "▊", "▎")])) != nil)
    #expect(Comparison().difference(expected: bars, got: Self.changing(bars, [(0, "7", "8")])) != nil)
  }

  @Test func numbersInPlotLikeLinesStayStrict() {
    let tree = ["  L ≤ 1.016727", "  ├─ linear1  20x10   σ₁ 1.145510   exact", "  │  └─ relu1"]
    for change in [(1, "5", "6"), (2, "1", "2")] as [(Int, Character, Character)] {
      #expect(Comparison().difference(expected: tree, got: Self.changing(tree, [change])) != nil)
    }
    #expect(Comparison().difference(expected: ["  | 0.5 |"], got: ["  | 0.6 |"]) != nil)
  }

  @Test func theRestOfAPlotMayBeOpen() {
    let want = [Self.sine[0], "   │ ...", "...", Self.sine[4]]
    #expect(Comparison().difference(expected: want, got: Array(Self.sine[0...4])) == nil)
    #expect(Comparison().difference(expected: want, got: Array(Self.sine[0...3])) != nil)
  }
}
