import Parameters
import Testing

/// Arguments as the language would read them.
extension Argument {
  static func number(_ value: Double, _ text: String? = nil) -> Argument {
    Argument(.number(value), text: text ?? value.argumentText)
  }
  static func word(_ word: String) -> Argument { Argument(.word(word), text: word) }
  static func quoted(_ text: String) -> Argument { Argument(.text(text), text: "\"\(text)\"") }
  static func list(_ items: [Argument]) -> Argument {
    Argument(.list(items), text: items.map(\.text).joined(separator: ","))
  }
  static let shape = Argument(.shape([5, 3]), text: "5x3")
  static let sizes = Argument(.sizes(inputs: 3, outputs: 5), text: "3->5")
  static let range = Argument(.range(-1, 1, step: nil), text: "-1..1")
}

/// A type with its name, so that a table can hold several.
struct Reading: Sendable {
  var type: String
  /// What the argument is read as, written back.
  var read: @Sendable (Argument) throws(ArgumentError) -> String

  init<Value: ArgumentValue>(_: Value.Type) {
    type = "\(Value.self)"
    read = { argument throws(ArgumentError) in try Value(argument).argumentText }
  }

  static let double = Reading(Double.self)
  static let string = Reading(String.self)
  static let bool = Reading(Bool.self)
  static let seed = Reading(UInt32.self)
  static let optional = Reading(Count?.self)
  static let count = Reading(Count.self)
  static let positive = Reading(Positive.self)
  static let file = Reading(FilePath.self)
  static let scheme = Reading(Sampling.Scheme.self)
}

@Suite struct ValueTests {
  struct Accepted: CustomTestStringConvertible, Sendable {
    var reading: Reading
    var argument: Argument
    var expected: String
    init(_ reading: Reading, _ argument: Argument, _ expected: String) {
      self.reading = reading
      self.argument = argument
      self.expected = expected
    }
    var testDescription: String { "\(argument.text) as \(reading.type)" }
  }

  static let accepted = [
    Accepted(.double, .number(2.5), "2.5"), Accepted(.double, .number(-0.125), "-0.125"),
    Accepted(.double, .number(3), "3"), Accepted(.double, .number(1e300), "1e+300"),
    Accepted(.double, .number(0.5, "50%"), "0.5"),
    Accepted(.string, .word("linear1"), "linear1"), Accepted(.string, .quoted("two words"), "two words"),
    Accepted(.string, .number(1e4, "10k"), "10k"), Accepted(.string, .shape, "5x3"),
    Accepted(.bool, .word("on"), "on"), Accepted(.bool, .word("YES"), "on"),
    Accepted(.bool, .word("true"), "on"),
    Accepted(.bool, .word("off"), "off"), Accepted(.bool, .word("no"), "off"),
    Accepted(.bool, .quoted("False"), "off"),
    Accepted(.seed, .number(0), "0"), Accepted(.seed, .number(4_294_967_295), "4294967295"),
    Accepted(.seed, .number(42, "6*7"), "42"),
    Accepted(.optional, .number(7), "7"),
    Accepted(.count, .number(1), "1"), Accepted(.count, .number(1e4, "10k"), "10000"),
    Accepted(.count, .number(9_007_199_254_740_991), "9007199254740991"),
    Accepted(.positive, .number(1e-6), "1e-06"),
    Accepted(.positive, .number(.leastNonzeroMagnitude), "5e-324"),
    Accepted(.file, .word("../a/b.npz"), "../a/b.npz"), Accepted(.file, .quoted("my net.npz"), "my net.npz"),
    Accepted(.file, .number(42), "42"),
    Accepted(.scheme, .word("jacobian"), "jacobian"), Accepted(.scheme, .quoted("Grid"), "grid"),
  ]
  @Test(arguments: accepted) func acceptance(_ c: Accepted) throws {
    #expect(try c.reading.read(c.argument) == c.expected)
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    var reading: Reading
    var argument: Argument
    var error: ArgumentError
    init(
      _ reading: Reading, _ argument: Argument, _ message: String,
      _ reason: ArgumentError.Reason = .badValue, candidates: [String] = []
    ) {
      self.reading = reading
      self.argument = argument
      error = ArgumentError(message, reason: reason, candidates: candidates)
    }
    var testDescription: String { "\(argument.text) as \(reading.type)" }
  }

  static let refused = [
    Refused(.double, .word("two"), "'two' is not a number"),
    Refused(.double, .quoted("2"), "'\"2\"' is not a number"),
    Refused(.double, .shape, "'5x3' is not a number"), Refused(.double, .sizes, "'3->5' is not a number"),
    Refused(.double, .range, "'-1..1' is not a number"),
    Refused(.double, .number(.infinity, "1e400"), "1e400 is not a finite number", .outOfRange),
    Refused(.double, .number(.nan, "0/0"), "0/0 is not a finite number", .outOfRange),
    Refused(.double, .list([.number(1), .number(5)]), "decimal point, please: 1.5"),
    Refused(.double, .list([.number(1), .number(5), .number(2)]), "one number is due here, not a list of 3"),
    Refused(.double, .list([.number(1), .word("x")]), "one number is due here, not a list of 2"),
    Refused(.double, .list([.number(1), .number(0.5)]), "one number is due here, not a list of 2"),
    Refused(.bool, .word("maybe"), "'maybe' is neither on nor off", candidates: ["on", "off"]),
    Refused(.bool, .number(1), "'1' is neither on nor off", candidates: ["on", "off"]),
    Refused(.seed, .number(-1), "a seed is between 0 and 4294967295, not -1", .outOfRange),
    Refused(
      .seed, .number(4_294_967_296), "a seed is between 0 and 4294967295, not 4294967296", .outOfRange),
    Refused(.seed, .number(0.5, "1/2"), "1/2 is not a whole number"),
    Refused(.seed, .word("x"), "'x' is not a number"),
    Refused(.count, .number(0), "0 is not positive", .outOfRange),
    Refused(.count, .number(-1), "-1 is not positive", .outOfRange),
    Refused(.count, .number(1.5), "1.5 is not a whole number"),
    Refused(.count, .number(9_007_199_254_740_992, "2^53"), "2^53 is not a whole number"),
    Refused(.count, .number(1e300), "1e+300 is not a whole number"),
    Refused(.count, .list([.number(1), .number(5)]), "decimal point, please: 1.5"),
    Refused(.count, .word("many"), "'many' is not a number"),
    Refused(.optional, .number(0), "0 is not positive", .outOfRange),
    Refused(.positive, .number(0), "0 is not positive", .outOfRange),
    Refused(.positive, .number(-0.5), "-0.5 is not positive", .outOfRange),
    Refused(.positive, .number(.infinity, "1e400"), "1e400 is not a finite number", .outOfRange),
    Refused(.positive, .word("eps"), "'eps' is not a number"),
    Refused(.file, .quoted(""), "a file needs a name"),
    Refused(.file, .quoted("a\0b"), "a file needs a name"),
    Refused(
      .scheme, .word("grd"), "'grd' is not one of pairs, jacobian, grid",
      candidates: ["pairs", "jacobian", "grid"]),
    Refused(
      .scheme, .number(1), "'1' is not one of pairs, jacobian, grid",
      candidates: ["pairs", "jacobian", "grid"]),
  ]
  @Test(arguments: refused) func refusal(_ c: Refused) {
    #expect(throws: c.error) { try c.reading.read(c.argument) }
  }

  @Test func placeholdersAndCompletions() {
    #expect(Double.placeholder == "X" && Double.completion == .nothing)
    #expect(String.placeholder == "TEXT" && String.completion == .nothing)
    #expect(Bool.placeholder == "on|off" && Bool.completion == .words(["on", "off"]))
    #expect(UInt32.placeholder == "N" && UInt32.completion == .nothing)
    #expect(Count.placeholder == "N" && Count.completion == .nothing)
    #expect(Positive.placeholder == "X" && Positive.completion == .nothing)
    #expect(FilePath.placeholder == "FILE" && FilePath.completion == .files)
    #expect(FilePath?.placeholder == "FILE" && FilePath?.completion == .files)
    #expect(Sampling.Scheme?.placeholder == "pairs|jacobian|grid")
  }

  @Test func anAbsentValueIsWrittenAsNothing() { #expect(Count?.none.argumentText == "") }

  /// What help prints for a number is that number when it is typed.
  @Test func numbersReadBack() {
    var values: [Double] = [
      0, 1, -1, 0.1, 1e-6, 999_999_999_999_999, 1e15, 1e16, 1.7976931348623157e308, .leastNonzeroMagnitude,
    ]
    var state: UInt64 = 42
    for _ in 0..<1000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      if value.isFinite { values.append(value) }
    }
    for value in values { #expect(Double(value.argumentText) == value) }
  }

  /// A value that is written and read again is the same.
  @Test(arguments: accepted) func textsReadBack(_ c: Accepted) throws {
    let text = try c.reading.read(c.argument)
    let again = Double(text).map { Argument.number($0, text) } ?? .word(text)
    #expect(try c.reading.read(again) == text)
  }

  @Test(arguments: [
    (Argument.word("a"), "a"), (.quoted("a b"), "a b"), (.number(1e4, "10k"), "10k"), (.shape, "5x3"),
    (.sizes, "3->5"), (.range, "-1..1"), (.list([.word("a"), .word("b")]), "a,b"),
  ])
  func anythingIsAWord(_ argument: Argument, _ word: String) { #expect(argument.word == word) }
}
