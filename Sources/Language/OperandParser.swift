/// Reads the values behind a verb.
///
/// Nothing that a word could be is an error here: what is no number, shape or range is a word, and who uses it
/// knows what was due in its place.
struct OperandParser {
  var scanner: Scanner
  /// In a list of items a comma ends the item.
  let commaEndsValue: Bool
  var notes: [Spanned<String>] = []

  init(_ scanner: Scanner, commaEndsValue: Bool) {
    self.scanner = scanner
    self.commaEndsValue = commaEndsValue
  }

  /// Reads operands up to a separator, a comment, a closing parenthesis or the end.
  mutating func operands() throws(SyntaxError) -> [Operand] {
    var result: [Operand] = []
    while true {
      scanner.skipBlanks()
      guard let character = scanner.peek(), !";#)".contains(character), !character.isNewline else {
        return result
      }
      if character == "," {
        if commaEndsValue { return result }
        throw SyntaxError("a value is missing before this comma", at: scanner.index..<scanner.index + 1)
      }
      if character == ":" { return result }
      if let key = foreignKey() {
        result.append(key)
      } else {
        result.append(try operand())
      }
    }
  }

  /// Reads `--seed`, `--seed=42` and `seed=42` up to the value.
  private mutating func foreignKey() -> Operand? {
    var ahead = scanner
    let start = ahead.index
    let hasDashes = ahead.peek() == "-" && ahead.peek(1) == "-"
    if hasDashes { ahead.index += 2 }
    let nameStart = ahead.index
    guard let name = ahead.identifier() else { return nil }
    let nameRange = nameStart..<ahead.index
    let hasEqual = ahead.peek() == "=" && ahead.peek(1) != "="
    guard hasEqual || (hasDashes && ahead.isAtBoundary) else { return nil }
    if hasEqual { ahead.index += 1 }
    scanner = ahead
    notes.append(
      Spanned("no dashes and no = are needed:  \(name) ...", start..<ahead.index)
    )
    let value = Value(literal: .word(name), text: name, range: nameRange)
    return Operand(values: [value], range: nameRange)
  }

  /// Reads a value, and further ones behind commas.
  private mutating func operand() throws(SyntaxError) -> Operand {
    var values = [try value()]
    while !commaEndsValue {
      var ahead = scanner
      ahead.skipBlanks()
      let comma = ahead.index
      guard ahead.take(",") else { break }
      ahead.skipBlanks()
      guard let next = ahead.peek(), !",;)#".contains(next), !next.isNewline else {
        throw SyntaxError("a value is missing after this comma", at: comma..<comma + 1)
      }
      scanner = ahead
      values.append(try value())
    }
    return Operand(values: values, range: values[0].range.lowerBound..<scanner.index)
  }

  mutating func value() throws(SyntaxError) -> Value {
    let start = scanner.index
    let literal = try literal()
    let range = start..<scanner.index
    return Value(literal: literal, text: scanner.text(range), range: range)
  }

  private mutating func literal() throws(SyntaxError) -> Value.Literal {
    if scanner.peek() == "\"" { return .string(try string()) }
    if let shape = attempt({ $0.shape() }) { return .shape(shape) }
    if let sizes = attempt({ $0.sizes() }) { return .sizes(inputs: sizes.0, outputs: sizes.1) }
    if let number = attempt({ $0.numberOrRange() }) { return number }
    if scanner.peek() == "(" || scanner.peek() == "$" {
      // Arithmetic for certain: its own error says more than "not a word".
      var parser = ExpressionParser(scanner: scanner, isArgument: true)
      let expression = try parser.expression()
      scanner = parser.scanner
      guard scanner.isAtBoundary else {
        throw SyntaxError(
          "this does not belong to the number before it", at: scanner.index..<scanner.index + 1)
      }
      return .expression(expression)
    }
    let word = scanner.chunk()
    return .word(word + scanner.parenthesised())
  }

  private mutating func attempt<Result>(_ read: (inout OperandParser) -> Result?) -> Result? {
    var copy = self
    guard let result = read(&copy), copy.scanner.isAtBoundary else { return nil }
    self = copy
    return result
  }

  private mutating func shape() -> [Int]? {
    var sizes: [Int] = []
    repeat {
      let digits = scanner.digits()
      guard !digits.isEmpty else { return nil }
      sizes.append(Int(digits) ?? .max)
    } while scanner.take("x") || scanner.take("×")
    return sizes.count > 1 ? sizes : nil
  }

  private mutating func sizes() -> (Int, Int)? {
    let inputs = scanner.digits()
    guard !inputs.isEmpty else { return nil }
    scanner.skipBlanks()
    guard scanner.takeArrow() else { return nil }
    scanner.skipBlanks()
    let outputs = scanner.digits()
    guard !outputs.isEmpty else { return nil }
    return (Int(inputs) ?? .max, Int(outputs) ?? .max)
  }

  private mutating func numberOrRange() -> Value.Literal? {
    guard let first = number() else { return nil }
    guard scanner.peek() == ".", scanner.peek(1) == "." else { return .expression(first) }
    scanner.index += 2
    guard let last = number() else { return nil }
    var ahead = self
    ahead.scanner.skipBlanks()
    if ahead.scanner.identifier()?.lowercased() == "step" {
      ahead.scanner.skipBlanks()
      if let step = ahead.number() {
        self = ahead
        return .range(first, last, step: step)
      }
    }
    return .range(first, last, step: nil)
  }

  private mutating func number() -> Expression? {
    var parser = ExpressionParser(scanner: scanner, isArgument: true)
    guard let expression = try? parser.expression() else { return nil }
    scanner = parser.scanner
    return expression
  }

  private mutating func string() throws(SyntaxError) -> String {
    let start = scanner.index
    scanner.index += 1
    var result = ""
    while let character = scanner.peek(), !character.isNewline {
      scanner.index += 1
      if character == "\"" { return result }
      guard character == "\\" else {
        result.append(character)
        continue
      }
      guard let escaped = scanner.peek() else { break }
      scanner.index += 1
      switch escaped {
      case "n": result.append("\n")
      case "t": result.append("\t")
      default: result.append(escaped)
      }
    }
    throw SyntaxError("this quotation is never closed", hint: "add a \"", at: start..<start + 1)
  }
}
