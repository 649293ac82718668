import Testing

@testable import LineEditor

@Suite struct CompletionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let candidates: [Candidate]
    let first: TabAction
    var second: TabAction?
  }

  static let cases = [
    Case(testDescription: "nothing fits", before: "layer zz", candidates: [], first: .beep),
    Case(
      testDescription: "the only one gets a blank", before: "layer li", candidates: [Candidate("linear")],
      first: .replace(erased: "li", with: "linear ")),
    Case(
      testDescription: "a folder gets none", before: "layer se",
      candidates: [Candidate("sessions/", appendsBlank: false)],
      first: .replace(erased: "se", with: "sessions/")),
    Case(
      testDescription: "a complete folder has nothing to add", before: "layer sessions/",
      candidates: [Candidate("sessions/", appendsBlank: false)], first: .beep),
    Case(
      testDescription: "as far as all agree", before: "layer l",
      candidates: [Candidate("lead"), Candidate("leave")],
      first: .replace(erased: "l", with: "lea")),
    Case(
      testDescription: "then a list", before: "layer lea",
      candidates: [Candidate("lead"), Candidate("leave", label: "to leave")], first: .beep,
      second: .list(["lead", "to leave"])),
    Case(
      testDescription: "the case of the candidates counts", before: "layer LI",
      candidates: [Candidate("linear")],
      first: .replace(erased: "LI", with: "linear ")),
    Case(
      testDescription: "what does not begin alike is not shortened", before: "layer abc",
      candidates: [Candidate("xabc"), Candidate("xabd")], first: .beep, second: .list(["xabc", "xabd"])),
    Case(
      testDescription: "the same twice is once", before: "layer b",
      candidates: [Candidate("bias"), Candidate("bias")],
      first: .replace(erased: "b", with: "bias ")),
    Case(
      testDescription: "letters are not cut into parts", before: "layer e",
      candidates: [Candidate("e\u{301}a"), Candidate("e\u{300}b")], first: .beep,
      second: .list(["e\u{301}a", "e\u{300}b"])),
  ]

  @Test(arguments: cases) func action(_ c: Case) {
    let completions = Completions(replacingFrom: 6, c.candidates)
    #expect(completions.action(before: c.before, isSecondTab: false) == c.first)
    if let second = c.second { #expect(completions.action(before: c.before, isSecondTab: true) == second) }
  }

  /// Any words in any terminal: no row is too wide, none is lost without being counted.
  ///
  /// Seed 7.
  @Test func listingsFit() {
    var random = SplitMix(state: 7)
    let letters = ["a", "bc", "日", "é", "-", "\u{1b}", "x/"]
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 1...160, using: &random)).map { index in
        "\(index)"
          + (0..<Int.random(in: 0...12, using: &random)).map { _ in letters.randomElement(using: &random)! }
          .joined()
      }
      let size = TerminalSize(
        columns: .random(in: 8...120, using: &random), rows: .random(in: 4...50, using: &random))
      let rows = Listing(words, fitting: size).rows
      #expect(rows.allSatisfy { columnCount($0) < size.columns })
      #expect(rows.count <= size.rows - 2)
      #expect(!rows.joined().contains("\u{1b}"))
      let listed = rows.joined(separator: " ").split(separator: " ")
      if let last = rows.last, last.hasPrefix("and ") {
        #expect(size.columns < 14 || Int(last.split(separator: " ")[1])! < words.count)
      } else {
        #expect(listed.count == words.count)
      }
    }
  }

  @Test func aListingReadsDownwards() {
    let rows = Listing(["a", "b", "c", "d", "e"], fitting: TerminalSize(columns: 8, rows: 24)).rows
    #expect(rows == ["a  c  e", "b  d"])
  }

  @Test func tab() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("lin\t")
    try terminal.expect(current: "lip> linear")
    terminal.send("|\r")
    try terminal.expect(line: "line <linear |>")
    terminal.send("s\t|\r")
    try terminal.expect(line: "line <sessions/|>")
    terminal.send("x la\t")
    try terminal.expect(current: "lip> x layer")
    terminal.send("\t")
    try terminal.expect("the list, and the line below it") {
      $0.lines.suffix(3) == ["lip> x layer", "layer   layers", "lip> x layer"]
    }
    terminal.send("s!\r")
    try terminal.expect(line: "line <x layers!>")
    let bells = terminal.screen.bells
    terminal.send("zz\t\t")
    try terminal.expect("two bells") { $0.bells == bells + 2 }
  }

  @Test func tabInsideALine() throws {
    let terminal = try PseudoTerminal.ready()
    try terminal.enter("é lin rest\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\tX", gives: "é linear X rest")
  }

  @Test(arguments: [(80, 24), (40, 10)]) func manyCandidates(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal.ready(columns: columns, rows: rows)
    terminal.send("many c\t")
    try terminal.expect(current: "lip> many candidate-number-")
    terminal.send("\t")
    try terminal.expect("a list that ends with a number") {
      $0.lines.dropLast().last?.hasSuffix(" more") == true
    }
    try terminal.expect(current: "lip> many candidate-number-")
    #expect(
      terminal.screen.rows.contains { $0.hasPrefix("lip> many") || $0.hasPrefix("candidate-number-1 ") })
  }
}

/// A generator of random numbers (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
