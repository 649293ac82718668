extension Argument {
  /// The one number written here.
  ///
  /// - Throws: an error that also knows the decimal comma: `1,5` gets "decimal point, please: 1.5".
  public func number() throws(ArgumentError) -> Double {
    switch value {
    case .number(let number):
      guard number.isFinite else {
        throw ArgumentError("\(text) is not a finite number", reason: .outOfRange)
      }
      return number
    case .list(let items):
      if items.count == 2, case .number = items[0].value, case .number = items[1].value,
        items.allSatisfy({ $0.text.allSatisfy(\.isNumber) })
      {
        throw ArgumentError("decimal point, please: \(items[0].text).\(items[1].text)")
      }
      throw ArgumentError("one number is due here, not a list of \(items.count)")
    default:
      throw ArgumentError("'\(text)' is not a number")
    }
  }

  /// The one whole number written here.
  public func integer() throws(ArgumentError) -> Int {
    let number = try number()
    guard let integer = Int(exactly: number), integer.magnitude < 1 << 53 else {
      throw ArgumentError("\(text) is not a whole number")
    }
    return integer
  }

  /// The word or quoted text written here; a number or a shape counts as the word it is.
  public var word: String {
    switch value {
    case .word(let word), .text(let word): word
    default: text
    }
  }
}

extension Double: ArgumentValue {
  public init(_ argument: Argument) throws(ArgumentError) { self = try argument.number() }
  public static let placeholder = "X"
  public var argumentText: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
  }
}

extension String: ArgumentValue {
  public init(_ argument: Argument) throws(ArgumentError) { self = argument.word }
  public static let placeholder = "TEXT"
  public var argumentText: String { self }
}

extension Bool: ArgumentValue {
  public init(_ argument: Argument) throws(ArgumentError) {
    switch argument.word.lowercased() {
    case "on", "yes", "true": self = true
    case "off", "no", "false": self = false
    default: throw ArgumentError("'\(argument.text)' is neither on nor off", candidates: ["on", "off"])
    }
  }
  public static let placeholder = "on|off"
  public static let completion = Completion.words(["on", "off"])
  public var argumentText: String { self ? "on" : "off" }
}

/// A seed: the generators start from 32 bits.
extension UInt32: ArgumentValue {
  public init(_ argument: Argument) throws(ArgumentError) {
    let integer = try argument.integer()
    guard let seed = UInt32(exactly: integer) else {
      throw ArgumentError("a seed is between 0 and 4294967295, not \(argument.text)", reason: .outOfRange)
    }
    self = seed
  }
  public static let placeholder = "N"
  public var argumentText: String { description }
}

extension Optional: ArgumentValue where Wrapped: ArgumentValue {
  public init(_ argument: Argument) throws(ArgumentError) { self = try Wrapped(argument) }
  public static var placeholder: String { Wrapped.placeholder }
  public static var completion: Completion { Wrapped.completion }
  public static var wordCount: Int { Wrapped.wordCount }
  public var argumentText: String { map(\.argumentText) ?? "" }
}

/// How many: a positive integer, so that `0` and `-1` are refused where they are typed.
public struct Count: ArgumentValue, Hashable, ExpressibleByIntegerLiteral {
  public let value: Int
  public init(integerLiteral value: Int) {
    precondition(value > 0, "a count of \(value)")
    self.value = value
  }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard value > 0 else {
      throw ArgumentError("\(argument.text) is not positive", reason: .outOfRange)
    }
  }
  public static let placeholder = "N"
  public var argumentText: String { description(of: value) }

  private func description(of value: Int) -> String { String(value) }
}

/// A number above zero.
public struct Positive: ArgumentValue, Hashable, ExpressibleByFloatLiteral {
  public let value: Double
  public init(floatLiteral value: Double) {
    precondition(value > 0, "\(value) is not positive")
    self.value = value
  }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.number()
    guard value > 0 else {
      throw ArgumentError("\(argument.text) is not positive", reason: .outOfRange)
    }
  }
  public static let placeholder = "X"
  public var argumentText: String { value.argumentText }
}

/// A path as it was typed.
public struct FilePath: ArgumentValue, Hashable {
  public let path: String
  public init(_ argument: Argument) throws(ArgumentError) {
    path = argument.word
    guard !path.isEmpty, !path.unicodeScalars.contains("\0") else {
      throw ArgumentError("a file needs a name")
    }
  }
  public static let placeholder = "FILE"
  public static let completion = Completion.files
  public var argumentText: String { path }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  public init(_ argument: Argument) throws(ArgumentError) {
    let word = argument.word.lowercased()
    let names = Self.allCases.map(\.rawValue)
    guard let value = Self(rawValue: word) else {
      throw ArgumentError(
        "'\(argument.text)' is not one of \(names.joined(separator: ", "))", candidates: names)
    }
    self = value
  }
  public static var placeholder: String { allCases.map(\.rawValue).joined(separator: "|") }
  public static var completion: Completion { .words(allCases.map(\.rawValue)) }
  public var argumentText: String { rawValue }
}
