/// Reads arithmetic: `1/4`, `2pi`, `50%`, `-2^2`, `$x + max(1, 2)`.
///
/// Between arguments a blank matters: `5 -3` are two values, `5 - 3` and `5-3` are one.
struct ExpressionParser {
  var scanner: Scanner
  /// Whether blanks separate values here.
  let isArgument: Bool
  /// How many parentheses are open around.
  var depth = 0
  /// How many operators were read: a tree of them is walked by recursion, so its depth has a limit.
  private var operations = 0
  private static let mostOperations = 1000

  init(scanner: Scanner, isArgument: Bool) {
    self.scanner = scanner
    self.isArgument = isArgument
  }

  mutating func expression() throws(SyntaxError) -> Expression {
    var left = try term()
    while let sign = takeOperator([.plus, .minus]) {
      try countOperation()
      left = combine(sign, left, try term())
    }
    return left
  }

  private mutating func term() throws(SyntaxError) -> Expression {
    var left = try factor(signs: 0)
    while let sign = takeOperator([.times, .over]) {
      try countOperation()
      left = combine(sign, left, try factor(signs: 0))
    }
    return left
  }

  private mutating func factor(signs: Int) throws(SyntaxError) -> Expression {
    guard signs < 16 else {
      throw SyntaxError("too many signs in a row", at: scanner.index..<scanner.index + 1)
    }
    scanner.skipBlanks()
    let start = scanner.index
    if scanner.takeMinus() {
      let inner = try factor(signs: signs + 1)
      return Expression(term: .negated(inner), range: start..<inner.range.upperBound)
    }
    let base = try atom()
    guard let sign = takeOperator([.power]) else { return base }
    return combine(sign, base, try factor(signs: signs + 1))
  }

  private mutating func countOperation() throws(SyntaxError) {
    operations += 1
    guard operations <= Self.mostOperations else {
      throw SyntaxError(
        "more than \(Self.mostOperations) operations in one number", hint: "let a = ...  names a part of it",
        at: scanner.index - 1..<scanner.index)
    }
  }

  private func combine(_ sign: Expression.Operator, _ left: Expression, _ right: Expression) -> Expression {
    Expression(
      term: .operation(sign, left, right), range: left.range.lowerBound..<right.range.upperBound)
  }

  private mutating func takeOperator(_ allowed: [Expression.Operator]) -> Expression.Operator? {
    var ahead = scanner
    ahead.skipBlanks()
    let hasBlankBefore = ahead.index > scanner.index
    guard let character = ahead.peek() else { return nil }
    let spelling: Character = character == "\u{2212}" ? "-" : character
    guard let sign = Expression.Operator(rawValue: spelling), allowed.contains(sign) else { return nil }
    ahead.index += 1
    if sign == .minus, ahead.peek() == ">" { return nil }
    let hasBlankAfter = ahead.peek()?.isWhitespace ?? true
    if isArgument, hasBlankBefore, !hasBlankAfter, sign == .plus || sign == .minus { return nil }
    scanner = ahead
    return sign
  }

  private mutating func atom() throws(SyntaxError) -> Expression {
    let start = scanner.index
    guard let character = scanner.peek() else {
      throw SyntaxError("a number is missing at the end", at: start..<start + 1)
    }
    if character == "(" { return try parenthesised(from: start) }
    if character == "$" { return try variable(from: start) }
    if character.isASCII, character.isNumber || character == "." { return try number(from: start) }
    if let name = scanner.identifier() { return try named(name, from: start) }
    throw SyntaxError("expected a number here", at: start..<start + 1)
  }

  private mutating func parenthesised(from start: Int) throws(SyntaxError) -> Expression {
    let value = try inParentheses { (inner) throws(SyntaxError) in try inner.expression() }
    return Expression(term: value.term, range: start..<scanner.index)
  }

  /// Reads `( inside )` with the reader of a level deeper, where line breaks are blanks.
  private mutating func inParentheses<Result>(
    _ read: (inout ExpressionParser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    let open = scanner.index
    guard depth < 64 else {
      throw SyntaxError("too many parentheses inside each other", at: open..<open + 1)
    }
    scanner.index += 1
    var inner = ExpressionParser(scanner: scanner, isArgument: false)
    inner.depth = depth + 1
    inner.operations = operations
    inner.scanner.breaksAreBlanks = true
    let result = try read(&inner)
    inner.scanner.skipBlanks()
    guard inner.scanner.take(")") else {
      throw SyntaxError("this parenthesis is never closed", hint: "add a )", at: open..<open + 1)
    }
    scanner.index = inner.scanner.index
    operations = inner.operations
    return result
  }

  private mutating func variable(from start: Int) throws(SyntaxError) -> Expression {
    scanner.index += 1
    guard let name = scanner.identifier() else {
      throw SyntaxError(
        "a name is missing after $", hint: "$_ is the last number, $x what `let x = …` named",
        at: start..<start + 1)
    }
    var member: String?
    if scanner.peek() == ".", let next = scanner.peek(1), next.isLetter {
      scanner.index += 1
      member = scanner.identifier()
    }
    return Expression(term: .variable(name, member: member), range: start..<scanner.index)
  }

  private mutating func number(from start: Int) throws(SyntaxError) -> Expression {
    var text = scanner.digits()
    if scanner.peek() == ".", let next = scanner.peek(1), next.isASCII, next.isNumber {
      scanner.index += 1
      text += (text.isEmpty ? "0." : ".") + scanner.digits()
    }
    guard !text.isEmpty else { throw SyntaxError("expected a number here", at: start..<start + 1) }
    text += exponent()
    guard var value = Double(text) else {
      throw SyntaxError("'\(text)' is not a number", at: start..<scanner.index)
    }
    let unitStart = scanner.index
    if scanner.take("%") {
      value /= 100
    } else if let unit = scanner.identifier() {
      guard let factor = Self.units[unit] else {
        throw SyntaxError(
          "unknown unit '\(unit)'", hint: "units: % k M ms s min, and pi", at: unitStart..<scanner.index)
      }
      value = unit == "ms" ? value / 1000 : value * factor
    }
    return Expression(term: .number(value), range: start..<scanner.index)
  }

  private static let units: [String: Double] = [
    "k": 1e3, "M": 1e6, "ms": 1e-3, "s": 1, "min": 60, "pi": .pi,
  ]

  /// Reads `e-6`; gives nothing where `e` starts something else.
  private mutating func exponent() -> String {
    guard scanner.peek() == "e" || scanner.peek() == "E" else { return "" }
    var ahead = scanner
    ahead.index += 1
    var sign = ""
    if ahead.takeMinus() { sign = "-" } else if ahead.take("+") { sign = "+" }
    let digits = ahead.digits()
    guard !digits.isEmpty else { return "" }
    scanner = ahead
    return "e" + sign + digits
  }

  private mutating func named(_ name: String, from start: Int) throws(SyntaxError) -> Expression {
    let range = start..<scanner.index
    if name == "pi" || name == "e" {
      return Expression(term: .number(name == "pi" ? .pi : 2.718281828459045), range: range)
    }
    guard Functions.all[name] != nil else {
      throw SyntaxError(
        "'\(name)' is not a number", hint: "$\(name) recalls what `let \(name) = …` named", at: range)
    }
    guard scanner.peek() == "(" else {
      throw SyntaxError("\(name) needs its argument in parentheses", at: range)
    }
    let arguments = try inParentheses { (inner) throws(SyntaxError) in
      var arguments: [Expression] = []
      repeat {
        arguments.append(try inner.expression())
        inner.scanner.skipBlanks()
      } while inner.scanner.take(",")
      return arguments
    }
    return Expression(term: .call(name, arguments), range: start..<scanner.index)
  }
}
