import Foundation
import Language
import Testing

@Suite struct ArithmeticTests {
  /// The value of a line, where `$_` is 2.5, `$x` is 3 and `$A.upper` is 7.
  static func value(of text: String) throws -> Double {
    let statement = try #require(try parse(text).first?.get())
    guard case .expression(let expression) = statement.body else {
      throw SyntaxError("'\(text)' is no arithmetic", at: 0..<0)
    }
    return try expression.value { name, member in
      switch (name, member) {
      case ("_", nil): 2.5
      case ("x", nil): 3
      case ("A", "upper"): 7
      default: nil
      }
    }
  }

  static let exact: [(String, Double)] = [
    ("1+2*3", 7), ("(1+2)*3", 9), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("2^3^2", 512), ("8/4/2", 1),
    ("8-4-2", 2), ("8/4*2", 4), ("2--2", 4), ("--2", 2), ("1/4", 0.25), ("0.1+0.2", 0.1 + 0.2), ("5 -3", 2),
    (".5", 0.5), ("007", 7), ("50%", 0.5), ("200%*50%", 1), ("10k", 1e4), ("1.5k", 1500), ("2M", 2e6),
    ("250ms", 0.25),
    ("3s", 3), ("2min", 120), ("1e3", 1000), ("1e-6", 1e-6), ("1E+2", 100), ("2.5e2k", 250_000),
    ("4.9e-324", 0x1p-1074), ("1.7976931348623157e308", 0x1.fffffffffffffp1023),
    ("2pi", 2 * Double.pi), ("0.5pi", Double.pi / 2), ("pi/2", Double.pi / 2), ("e", 2.718281828459045),
    ("$_", 2.5), ("$_*2", 5), ("$x^2", 9), ("-$x", -3), ("$A.upper/$x", 7.0 / 3), ("2*$x+1", 7),
    ("sqrt(16)", 4), ("sqrt(2)^2", 2.0.squareRoot() * 2.0.squareRoot()), ("abs(-3)", 3), ("min(3, 1, 2)", 1),
    ("max(3, 1, 2)", 3), ("max(7)", 7), ("exp(0)", 1), ("log(1)", 0), ("log10(1000)", 3), ("cos(0)", 1),
    ("sin(0)", 0),
    ("tanh(0)", 0), ("max(sqrt(9), 2+2)", 4), ("0^0", 1), ("0*5", 0), ("5\u{2212}3", 2),
  ]
  @Test(arguments: exact) func exactValues(_ text: String, _ expected: Double) throws {
    #expect(try Self.value(of: text) == expected)
  }

  /// To 50 digits by bc, then rounded.
  static let rounded: [(String, Double)] = [
    ("sqrt(2)", 1.4142135623730951), ("exp(1)", 2.718281828459045), ("log(2)", 0.6931471805599453),
    ("log10(2)", 0.3010299956639812), ("sin(1)", 0.8414709848078965), ("cos(1)", 0.5403023058681398),
    ("tanh(1)", 0.7615941559557649), ("2^0.5", 1.4142135623730951), ("e^2", 7.38905609893065),
    ("10^-3", 0.001), ("sin(2pi/12)", 0.5),
  ]
  @Test(arguments: rounded) func functionValues(_ text: String, _ expected: Double) throws {
    let value = try Self.value(of: text)
    #expect(abs(value - expected) <= 2 * expected.ulp, "\(value)")
  }

  struct Bad: CustomTestStringConvertible, Sendable {
    var text: String
    /// `^` under the offending characters.
    var carets: String
    var message: String
    init(_ text: String, _ carets: String, _ message: String) {
      self.text = text
      self.carets = carets
      self.message = message
    }
    var testDescription: String { text }
  }

  static let errors = [
    Bad("1 + 2/0", "      ^", "division by zero"), Bad("1/(2-2) + 1", "  ^^^^^", "division by zero"),
    Bad("1/-0", "  ^^", "division by zero"),
    Bad("2 * sqrt(-1)", "    ^^^^^^^^", "this has no value"),
    Bad("1 + log(0)", "    ^^^^^^", "this is infinite"),
    Bad("1 + 1e400", "    ^^^^^", "this number is too large"),
    Bad("-1e400", " ^^^^^", "this number is too large"),
    Bad("1 + 1e308*10", "    ^^^^^^^^", "this is infinite"),
    Bad("(-8)^0.5 + 1", "^^^^^^^^", "this has no value"),
    Bad("1 + 0^-1", "    ^^^^", "this is infinite"), Bad("exp(1000)", "^^^^^^^^^", "this is infinite"),
    Bad("2*$y", "  ^^", "$y has no value yet"), Bad("$A.lower + 1", "^^^^^^^^", "$A.lower has no value yet"),
    Bad("1 + sqrt(1, 2)", "    ^^^^^^^^^^", "sqrt takes 1 argument, not 2"),
    Bad(
      "max(" + String(repeating: "1,", count: 100) + "1)", String(repeating: "^", count: 206),
      "max takes 1 to 100 arguments, not 101"),
  ]
  @Test(arguments: errors) func refusals(_ c: Bad) throws {
    let error = try #require(throws: SyntaxError.self) { try Self.value(of: c.text) }
    #expect(error.message == c.message)
    #expect(error.description == c.message)
    #expect(error.carets == c.carets)
  }

  @Test func whatHasNoValueSaysHowToGetOne() {
    for (text, hint) in [("$_", "$_ is the last number that was printed"), ("$y", "let y = 1  gives it one")]
    {
      guard case .success(let statement) = parse(text).first,
        case .expression(let expression) = statement.body
      else {
        Issue.record("\(text) is no arithmetic")
        continue
      }
      let error = #expect(throws: SyntaxError.self) { try expression.value { _, _ in nil } }
      #expect(error?.hint == hint)
    }
  }

  /// Every number of the machine is read as Foundation reads it.
  @Test func numbersAreReadToTheLastBit() throws {
    var random = TestRandom(seed: 1)
    for _ in 0..<1000 {
      let number = Double(bitPattern: random.next() & 0x7fff_ffff_ffff_ffff)
      guard number.isFinite else { continue }
      #expect(try Self.value(of: "\(number)") == number)
    }
  }

  /// A random expression has the value that Swift's own operators give.
  @Test func randomExpressions() throws {
    var random = TestRandom(seed: 2)
    func build(_ depth: Int) -> (text: String, value: Double) {
      guard depth > 0 else {
        let number = Int(random.next() % 9) + 1
        return ("\(number)", Double(number))
      }
      let a = build(depth - 1)
      let b = build(depth - 1)
      let blank = random.next() % 2 == 0 ? " " : ""
      switch random.next() % 6 {
      case 0: return ("(\(a.text)\(blank)+\(blank)\(b.text))", a.value + b.value)
      case 1: return ("(\(a.text)\(blank)-\(blank)\(b.text))", a.value - b.value)
      case 2: return ("(\(a.text)\(blank)*\(blank)\(b.text))", a.value * b.value)
      case 3: return ("max(\(a.text),\(blank)\(b.text))", max(a.value, b.value))
      case 4: return ("-\(a.text)", -a.value)
      default: return ("(\(a.text)\(blank)/\(blank)((\(b.text))^2+1))", a.value / (pow(b.value, 2) + 1))
      }
    }
    for _ in 0..<200 {
      let (text, value) = build(4)
      #expect(try Self.value(of: text) == value, "\(text)")
    }
  }

  /// A tree is walked by recursion, so the number of operators has a limit, and below it all is well.
  @Test func longSums() throws {
    #expect(try Self.value(of: String(repeating: "1+", count: 1000) + "1") == 1001)
    let text = String(repeating: "1+", count: 50_000) + "1"
    guard case .failure(let error) = try #require(parse(text).first) else {
      Issue.record("50,000 operators were read")
      return
    }
    #expect(error.message == "more than 1000 operations in one number")
    #expect(error.range == 2001..<2002)
    let nested =
      String(repeating: "(" + String(repeating: "1*", count: 100), count: 50) + "1"
      + String(repeating: ")", count: 50)
    #expect(LanguageTests.reading(of: nested) == ["error: more than 1000 operations in one number"])
  }
}

extension SyntaxError {
  /// `^` under the offending characters.
  var carets: String {
    String(repeating: " ", count: range.lowerBound) + String(repeating: "^", count: range.count)
  }
}

/// Splitmix64, so that random cases are the same everywhere.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
