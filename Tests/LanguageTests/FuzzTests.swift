import Foundation
import Language
import Testing

/// Whatever is typed, nothing traps, and it is read in time that grows with its length.
@Suite struct FuzzTests {
  /// Reads a text in every way, and holds what is true of every text.
  static func read(_ text: String, cursors: Int, _ random: inout TestRandom) {
    let count = text.count
    for result in parse(text) {
      let range: Range<Int>
      switch result {
      case .success(let statement): range = statement.range
      case .failure(let error):
        range = error.range
        #expect(!error.message.isEmpty)
      }
      // An error may stand one character behind the end.
      #expect(
        range.lowerBound <= count && range.upperBound <= count + 1 && !range.isEmpty,
        "\(text.debugDescription)")
    }
    _ = isContinued(text)
    for _ in 0..<cursors {
      let offset = Int.random(in: 0...count, using: &random)
      let cursor = Cursor(text, at: offset)
      #expect(cursor.start + cursor.partial.count == offset)
    }
  }

  @Test func randomBytes() {
    var random = TestRandom(seed: 10)
    for _ in 0..<1500 {
      let bytes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      Self.read(String(decoding: bytes, as: UTF8.self), cursors: 1, &random)
    }
  }

  /// Characters that mean something, in any order.
  @Test func randomSigns() {
    var random = TestRandom(seed: 11)
    let signs = [
      "let ", "begin ", "residual", "end", "model A:", "repeat ", "step ", "a", "x", "×", "e", "pi", "sin(",
      "max(", "1", "2.5",
      "..", ".", ",", ";", "(", ")", "\"", "\\", "\n", "\r\n", "\\\n", "#", "?", "$", "$_", "=", "--", "-",
      "−", "->", "→", "+",
      "*", "/", "^", "%", "k", ":", " ", "\t", "\u{301}", "\u{2028}", "\u{200d}", "🇩", "漢", "\0",
    ]
    for _ in 0..<2500 {
      let text = (0..<Int.random(in: 1...25, using: &random)).compactMap { _ in
        signs.randomElement(using: &random)
      }.joined()
      Self.read(text, cursors: 1, &random)
    }
  }

  /// Lines that are right but for a few characters.
  @Test func mutatedLines() {
    var random = TestRandom(seed: 12)
    let lines = StatementTests.all.map { Array($0.text) }.filter { !$0.isEmpty }
    let signs = Array("()\"\\,;:#$?=-x.1 \n\u{301}")
    for _ in 0..<1500 {
      var line = lines[Int.random(in: 0..<lines.count, using: &random)]
      for _ in 0..<Int.random(in: 1...3, using: &random) where !line.isEmpty {
        let place = Int.random(in: 0..<line.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: line.remove(at: place)
        case 1: line.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: place)
        case 2: line.swapAt(place, Int.random(in: 0..<line.count, using: &random))
        default: line.removeSubrange(place...)
        }
      }
      Self.read(String(line), cursors: 1, &random)
    }
  }

  struct Pattern: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var start = ""
    var unit: String
    var end = ""

    init(_ description: String, _ unit: String, after start: String = "", before end: String = "") {
      testDescription = description
      self.unit = unit
      self.start = start
      self.end = end
    }

    /// A text of about so many scalars, for combining marks make one character of any number.
    func text(_ length: Int) -> String {
      start + String(repeating: unit, count: length / unit.unicodeScalars.count) + end
    }
  }

  static let patterns = [
    Pattern("parentheses", "("), Pattern("closed parentheses", ")"),
    Pattern("parentheses behind a verb", "(", after: "v "),
    Pattern("pairs", "(1) ", after: "v "), Pattern("functions", "sin("),
    Pattern("words in parentheses", "a( ", after: "v "),
    Pattern("lines with parentheses", "v (\n"), Pattern("statements with parentheses", "a(;"),
    Pattern("commas", ",", after: "v "), Pattern("a list", "1,", after: "v ", before: "1"),
    Pattern("a long call", "1,", after: "max(", before: "1)"),
    Pattern("dots", ".", after: "v "), Pattern("ranges", "1..", after: "v "),
    Pattern("fractions", "1.", after: "v "),
    Pattern("digits", "1"), Pattern("digits behind a verb", "7", after: "v "),
    Pattern("a shape", "5x", after: "v ", before: "5"),
    Pattern("arrows", "5->", after: "v "), Pattern("exponents", "1e", after: "v "),
    Pattern("quotes", "\"", after: "v "), Pattern("quotations", "\"\" ", after: "v "),
    Pattern("an open quotation", "a", after: "v \""), Pattern("backslashes", "\\", after: "v "),
    Pattern("backslashes in a quotation", "\\", after: "v \""),
    Pattern("continued lines", "\\\n", after: "v "),
    Pattern("dollars", "$"), Pattern("dollars behind a verb", "$", after: "v "),
    Pattern("variables", "$a ", after: "v "),
    Pattern("combining marks", "\u{301}", after: "v a"), Pattern("combining marks alone", "\u{301}"),
    Pattern("letters with marks", "a\u{301}", after: "v "), Pattern("joined emoji", "👩\u{200d}", after: "v "),
    Pattern("flags", "🇩", after: "v "), Pattern("blanks", " ", after: "v 5", before: "5"),
    Pattern("values", "5 ", after: "v "),
    Pattern("minus signs", "-", after: "v "), Pattern("minus signs and blanks", "- ", after: "v "),
    Pattern("a sum", "1+", before: "1"), Pattern("a tower", "2^", after: "v ", before: "2"),
    Pattern("separators", ";"), Pattern("statements", "a;"), Pattern("line ends", "\n"),
    Pattern("comments", "#\n"),
    Pattern("bindings", "let "), Pattern("wrong bindings", "let ;"), Pattern("question marks", "? "),
    Pattern("colons", ":", after: "v "),
    Pattern("blocks", "begin residual\n"), Pattern("closed blocks", "begin residual\nrelu\nend\n"),
    Pattern("ends", "end\n"),
    Pattern("residuals", "residual ("), Pattern("wrong residuals", "residual (;)\n"),
    Pattern("layers", "relu, ", after: "model A: ", before: "relu"),
    Pattern("repetitions", "repeat 2 ", after: "model A: "),
    Pattern("assignments", "k= ", after: "v "), Pattern("dashes", "--k ", after: "v "),
    Pattern("steps", "1..2 step ", after: "v "),
  ]

  /// The time that this thread computes, whatever else the machine does.
  static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }

  static let readers: [(name: String, read: @Sendable (String) -> Void)] = [
    ("parse", { _ = parse($0) }), ("isContinued", { _ = isContinued($0) }),
    ("Cursor", { _ = Cursor($0, at: .max) }),
  ]

  /// Eight times the length takes about eight times as long; were it quadratic, it would take 64 times.
  @Test(arguments: patterns) func timeGrowsWithLength(_ pattern: Pattern) {
    #if DEBUG
      let length = 1_250
    #else
      let length = 12_500
    #endif
    let short = pattern.text(length)
    let long = pattern.text(8 * length)
    for (name, read) in Self.readers {
      let few = (0..<2).map { _ in Self.seconds { read(short) } }.min() ?? 0
      let many = Self.seconds { read(long) }
      #expect(many < 24 * few + 0.01, "\(name): \(few) s and \(many) s")
      #expect(many < 1, "\(name): \(many) s")
    }
  }

  @Test(arguments: patterns) func longLines(_ pattern: Pattern) {
    var random = TestRandom(seed: 13)
    Self.read(pattern.text(3_000), cursors: 1, &random)
  }
}
