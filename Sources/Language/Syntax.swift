/// A piece of syntax and where it stands, in characters from the start of the text.
public struct Spanned<Value: Hashable & Sendable>: Hashable, Sendable {
  public let value: Value
  public let range: Range<Int>
  public init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

/// One thing to do.
public struct Statement: Hashable, Sendable {
  public enum Body: Hashable, Sendable {
    case command(Invocation)
    case expression(Expression)
    /// `?` or `?TOPIC`.
    case help(Spanned<String>?)
  }
  /// The name of `let NAME = …`.
  public let binding: Spanned<String>?
  public let body: Body
  public let range: Range<Int>
}

/// A verb and what it applies to.
public struct Invocation: Hashable, Sendable {
  public let verb: Spanned<String>
  public let operands: [Operand]
  /// What stands behind the colon of `model NAME: …` or in the parentheses of `residual (…)`.
  public let items: [Item]?
  /// Other languages' spellings that were understood, with the words to use instead.
  public let notes: [Spanned<String>]
}

/// One layer of a model as it is written in a list of items.
public struct Item: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// A kind and its arguments.
    case layer([Operand])
    case residual([Item])
  }
  public let times: Spanned<Int>?
  public let content: Content
  public let range: Range<Int>
}

/// A value, or several between commas.
public struct Operand: Hashable, Sendable {
  public let values: [Value]
  public let range: Range<Int>
  public init(values: [Value], range: Range<Int>) {
    self.values = values
    self.range = range
  }

  /// The word, if that is all it is.
  public var word: String? {
    guard values.count == 1, case .word(let word) = values[0].literal else { return nil }
    return word
  }
}

/// One value: what it was read as, and the characters it was read from.
public struct Value: Hashable, Sendable {
  public indirect enum Literal: Hashable, Sendable {
    case expression(Expression)
    case range(Expression, Expression, step: Expression?)
    case shape([Int])
    case sizes(inputs: Int, outputs: Int)
    case word(String)
    case string(String)
  }
  public let literal: Literal
  public let text: String
  public let range: Range<Int>
}

/// Arithmetic.
public struct Expression: Hashable, Sendable {
  public enum Operator: Character, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }
  public indirect enum Term: Hashable, Sendable {
    case number(Double)
    case variable(String, member: String?)
    case negated(Expression)
    case operation(Operator, Expression, Expression)
    case call(String, [Expression])
  }
  public let term: Term
  public let range: Range<Int>
}

/// Text that is not in the language, and where.
public struct SyntaxError: Error, Hashable, CustomStringConvertible {
  public let message: String
  public let hint: String?
  public let range: Range<Int>

  public init(_ message: String, hint: String? = nil, at range: Range<Int>) {
    self.message = message
    self.hint = hint
    self.range = range
  }

  public var description: String { message }
}
