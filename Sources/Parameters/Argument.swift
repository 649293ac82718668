/// What somebody wrote in one place, after arithmetic.
public struct Argument: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case number(Double)
    case word(String)
    case text(String)
    /// `5x3`: rows × columns.
    case shape([Int])
    /// `3->5`: inputs to outputs.
    case sizes(inputs: Int, outputs: Int)
    case range(Double, Double, step: Double?)
    case list([Argument])
  }

  public let value: Value
  /// The characters as they were typed.
  public let text: String

  public init(_ value: Value, text: String) {
    self.value = value
    self.text = text
  }
}

/// Why an argument was refused; the message completes "…, but" or stands alone.
public struct ArgumentError: Error, Hashable {
  public enum Reason: Hashable, Sendable {
    case badValue, outOfRange, shape, unknownName, unknownLayer, unknownMethod
  }
  public let reason: Reason
  public let message: String
  /// The words that are legal here, from which the nearest are suggested.
  public let candidates: [String]

  public init(_ message: String, reason: Reason = .badValue, candidates: [String] = []) {
    self.message = message
    self.reason = reason
    self.candidates = candidates
  }
}

/// What Tab may offer for a value.
public enum Completion: Hashable, Sendable {
  case nothing
  case words([String])
  /// Names that only the notebook knows.
  case models, layers, targets, variables, data
  /// A target, or one of these words.
  case targetsOr([String])
  /// A batch, or one of these words.
  case dataOr([String])
  case files
  case topics
}

/// A type whose values can be written as one argument.
public protocol ArgumentValue: Sendable {
  init(_ argument: Argument) throws(ArgumentError)
  /// How help writes it: `N`, `RxC`, `FILE`.
  static var placeholder: String { get }
  static var completion: Completion { get }
  /// How many words it is written with behind its key, where the argument is their list: `penalty spectral 0.1` has two.
  static var wordCount: Int { get }
  /// The value as it would be typed.
  var argumentText: String { get }
}

extension ArgumentValue {
  public static var completion: Completion { .nothing }
  public static var wordCount: Int { 1 }
}
