/// Reads a line into statements.
///
/// Each statement is read for itself, so that an error in the third leaves the first two as they are. A wrong
/// statement is passed over with all that its open parentheses and blocks hold: none of it is a statement.
public func parse(_ text: String) -> [Result<Statement, SyntaxError>] {
  var parser = Parser(scanner: Scanner(text))
  return parser.statements()
}

/// The comments between, before and behind the statements of a line, without `#` and the blank after it.
public func comments(in text: String) -> [String] {
  guard text.contains("#") else { return [] }
  var parser = Parser(scanner: Scanner(text))
  _ = parser.statements()
  return parser.comments
}

struct Parser {
  var scanner: Scanner
  /// How many `begin` or `residual (` are open around.
  private var depth = 0
  /// What comments between statements say.
  private(set) var comments: [String] = []

  init(scanner: Scanner) { self.scanner = scanner }

  mutating func statements() -> [Result<Statement, SyntaxError>] {
    var results: [Result<Statement, SyntaxError>] = []
    while hasStatement() {
      let start = scanner.index
      do throws(SyntaxError) {
        results.append(.success(try statement()))
      } catch {
        results.append(.failure(error))
        scanner.index = start
        _ = scanner.skipStatement()
      }
    }
    return results
  }

  /// Passes over blanks, line breaks, comments and `;`, and says whether something follows.
  mutating func hasStatement() -> Bool {
    while let character = scanner.peek() {
      if character == ";" || character.isNewline {
        scanner.index += 1
      } else if character == "#" {
        let start = scanner.index + 1
        scanner.skipComment()
        let text = String(scanner.characters[start..<scanner.index])
        comments.append(text.hasPrefix(" ") ? String(text.dropFirst()) : text)
      } else if character.isWhitespace || (character == "\\" && scanner.peek(1)?.isNewline ?? true) {
        scanner.index += 1
      } else {
        return true
      }
    }
    return false
  }

  mutating func statement() throws(SyntaxError) -> Statement {
    let start = scanner.index
    let binding = try binding()
    let body = try body()
    let range = scanner.trimmed(start..<scanner.index)
    scanner.skipBlanks()
    if let character = scanner.peek(), !";#".contains(character), !character.isNewline {
      throw SyntaxError(
        character == ")" ? "this parenthesis was never opened" : "this does not belong here",
        at: scanner.index..<scanner.index + 1)
    }
    return Statement(binding: binding, body: body, range: range)
  }

  private mutating func binding() throws(SyntaxError) -> Spanned<String>? {
    var ahead = scanner
    guard ahead.identifier()?.lowercased() == "let", ahead.isAtBoundary else { return nil }
    ahead.skipBlanks()
    let start = ahead.index
    guard let name = ahead.identifier() else {
      throw SyntaxError("a name is missing after let", hint: "let r = 1/4", at: start..<start + 1)
    }
    let range = start..<ahead.index
    ahead.skipBlanks()
    let sign = ahead.index
    guard ahead.take("=") else {
      throw SyntaxError(
        "expected = after the name", hint: "let \(name) = 1/4", at: sign..<sign + 1)
    }
    ahead.skipBlanks()
    guard let next = ahead.peek(), !";#".contains(next), !next.isNewline else {
      throw SyntaxError("a value is missing after =", hint: "let \(name) = 1/4", at: sign..<sign + 1)
    }
    scanner = ahead
    return Spanned(name, range)
  }

  private mutating func body() throws(SyntaxError) -> Statement.Body {
    if scanner.take("?") {
      scanner.skipBlanks()
      let start = scanner.index
      var words: [String] = []
      while !scanner.isAtBoundary {
        words.append(scanner.chunk())
        scanner.skipBlanks()
      }
      return .help(
        words.isEmpty
          ? nil : Spanned(words.joined(separator: " "), scanner.trimmed(start..<scanner.index)))
    }
    if startsArithmetic {
      var parser = ExpressionParser(scanner: scanner, isArgument: false)
      let expression = try parser.expression()
      scanner = parser.scanner
      return .expression(expression)
    }
    return .command(try invocation())
  }

  /// Whether the statement is a number to compute: it begins like one, or with a function or constant.
  private var startsArithmetic: Bool {
    guard let first = scanner.peek() else { return false }
    if first.isASCII && first.isNumber || "($-\u{2212}".contains(first) { return true }
    if first == ".", let next = scanner.peek(1), next.isASCII, next.isNumber { return true }
    var ahead = scanner
    guard let name = ahead.identifier() else { return false }
    if name == "pi" || name == "e" { return ahead.isAtBoundary || "+-*/^".contains(ahead.peek() ?? " ") }
    return Functions.all[name] != nil && ahead.peek() == "("
  }

  private mutating func invocation() throws(SyntaxError) -> Invocation {
    let start = scanner.index
    var word = scanner.chunk()
    if word.count > 1, let colon = word.firstIndex(of: ":"), colon != word.startIndex {
      scanner.index -= word.distance(from: colon, to: word.endIndex)
      word = String(word[..<colon])
    }
    let isResidual = word.lowercased() == "residual"
    if !isResidual { word += scanner.parenthesised() }
    guard !word.isEmpty else {
      throw SyntaxError("a command is missing here", hint: "help lists them", at: start..<start + 1)
    }
    let verb = Spanned(word, start..<scanner.index)
    if isResidual {
      scanner.skipBlanks()
      if scanner.peek() == "(" {
        return Invocation(verb: verb, operands: [], items: try parenthesisedItems(), notes: [])
      }
    }
    if word.lowercased() == "begin" { return try block(verb) }
    var parser = OperandParser(scanner, commaEndsValue: false)
    let named = word.lowercased() == "model" ? try modelName() : nil
    if named != nil { parser.scanner = scanner }
    let operands = (named.map { [$0] } ?? []) + (try parser.operands())
    scanner = parser.scanner
    scanner.skipBlanks()
    var items: [Item]?
    if scanner.take(":") { items = try self.items(until: nil) }
    return Invocation(verb: verb, operands: operands, items: items, notes: parser.notes)
  }

  /// Reads the name in `model NAME: …`, whose colon may touch it.
  private mutating func modelName() throws(SyntaxError) -> Operand? {
    scanner.skipBlanks()
    let start = scanner.index
    var ahead = scanner
    guard let name = ahead.identifier(), ahead.peek() == ":" else { return nil }
    scanner = ahead
    let value = Value(literal: .word(name), text: name, range: start..<scanner.index)
    return Operand(values: [value], range: value.range)
  }

  // MARK: Items

  private mutating func nested<Result>(
    at place: Int, _ read: (inout Parser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    guard depth < 32 else {
      throw SyntaxError("too many blocks inside each other", at: place..<place + 1)
    }
    let wasBlank = scanner.breaksAreBlanks
    depth += 1
    defer {
      depth -= 1
      scanner.breaksAreBlanks = wasBlank
    }
    return try read(&self)
  }

  private mutating func parenthesisedItems() throws(SyntaxError) -> [Item] {
    let open = scanner.index
    return try nested(at: open) { (parser) throws(SyntaxError) in
      parser.scanner.index += 1
      parser.scanner.breaksAreBlanks = true
      let items = try parser.items(until: ")")
      guard parser.scanner.take(")") else {
        throw SyntaxError("this parenthesis is never closed", hint: "add a )", at: open..<open + 1)
      }
      return items
    }
  }

  /// Reads items between commas, up to a closing character or the end of the statement.
  private mutating func items(until close: Character?) throws(SyntaxError) -> [Item] {
    var items: [Item] = []
    while true {
      scanner.skipBlanks()
      let start = scanner.index
      let character = scanner.peek()
      if items.isEmpty, character == nil || character == close || character == ";" {
        throw SyntaxError(
          "a layer is missing here", hint: "linear 20x10, relu, linear 5x20", at: start..<start + 1)
      }
      items.append(try item())
      scanner.skipBlanks()
      guard scanner.take(",") else { return items }
    }
  }

  private mutating func item() throws(SyntaxError) -> Item {
    scanner.skipBlanks()
    let start = scanner.index
    let times = try repetition()
    scanner.skipBlanks()
    var ahead = scanner
    if ahead.identifier()?.lowercased() == "residual" {
      ahead.skipBlanks()
      if ahead.peek() == "(" {
        scanner = ahead
        let inner = try parenthesisedItems()
        return Item(times: times, content: .residual(inner), range: start..<scanner.index)
      }
    }
    var parser = OperandParser(scanner, commaEndsValue: true)
    let operands = try parser.operands()
    guard !operands.isEmpty else {
      throw SyntaxError("a layer is missing here", hint: "linear 5x3, relu", at: start..<start + 1)
    }
    scanner = parser.scanner
    return Item(
      times: times, content: .layer(operands), range: start..<operands[operands.count - 1].range.upperBound)
  }

  private mutating func repetition() throws(SyntaxError) -> Spanned<Int>? {
    var ahead = scanner
    guard ahead.identifier()?.lowercased() == "repeat" else { return nil }
    ahead.skipBlanks()
    let start = ahead.index
    let digits = ahead.digits()
    guard let times = Int(digits), times > 0, ahead.isAtBoundary else {
      throw SyntaxError(
        "repeat needs how many times", hint: "repeat 10 linear 10x10", at: start..<max(start + 1, ahead.index)
      )
    }
    scanner = ahead
    return Spanned(times, start..<ahead.index)
  }

  /// Reads `begin residual`, a layer a line, and `end`.
  private mutating func block(_ begin: Spanned<String>) throws(SyntaxError) -> Invocation {
    scanner.skipBlanks()
    let start = scanner.index
    guard scanner.identifier()?.lowercased() == "residual" else {
      throw SyntaxError(
        "begin opens a residual block", hint: "begin residual", at: start..<max(start + 1, scanner.index))
    }
    let verb = Spanned("residual", start..<scanner.index)
    let items = try nested(at: start) { (parser) throws(SyntaxError) in try parser.blockItems(begin) }
    return Invocation(verb: verb, operands: [], items: items, notes: [])
  }

  private mutating func blockItems(_ begin: Spanned<String>) throws(SyntaxError) -> [Item] {
    var items: [Item] = []
    while hasStatement() {
      let start = scanner.index
      var ahead = scanner
      let word = ahead.identifier()?.lowercased()
      if word == "end", ahead.isAtBoundary {
        scanner = ahead
        guard !items.isEmpty else {
          throw SyntaxError("this block holds no layer", at: begin.range)
        }
        return items
      }
      if word == "begin" {
        scanner = ahead
        let inner = try block(Spanned("begin", start..<ahead.index))
        items.append(
          Item(times: nil, content: .residual(inner.items ?? []), range: start..<scanner.index))
        continue
      }
      if word == "layer" || word == "activation" { scanner = ahead }
      items.append(try item())
      scanner.skipBlanks()
      _ = scanner.take(",")
    }
    throw SyntaxError("this block is never closed", hint: "close it with  end", at: begin.range)
  }
}
