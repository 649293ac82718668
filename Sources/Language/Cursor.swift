/// What stands around a place in a line that is being typed: the basis of completion and of the live signature.
public struct Cursor: Hashable, Sendable {
  /// The verb, if one is complete before the cursor.
  public let verb: String?
  /// The complete operands behind the verb, or of the item that is being typed.
  public let operands: [Operand]
  /// Whether a layer of a list of items is being typed.
  public let isItem: Bool
  /// Whether a list goes on: the cursor stands behind a comma.
  public let isListContinued: Bool
  /// The part of a word before the cursor.
  public let partial: String
  /// Where that word starts, in characters.
  public let start: Int

  public init(_ line: String, at offset: Int) {
    let before = Array(line).prefix(max(0, offset))
    var start = before.count
    let quotation = Cursor.openQuotation(before)
    while start > (quotation.map { $0 + 1 } ?? 0), quotation != nil || !Cursor.separates(before[start - 1]) {
      start -= 1
    }
    if quotation == nil, start > 0, before[start - 1] == "$" || before[start - 1] == "?" {
      partial = String(before[(start - 1)...])
      self.start = start - 1
    } else {
      partial = String(before[start...])
      self.start = start
    }
    let head = Cursor.statement(Array(before[..<(quotation ?? self.start)]))
    isListContinued = head.last { !$0.isWhitespace } == ","
    var words = head
    if isListContinued, let comma = words.lastIndex(of: ",") { words.remove(at: comma) }
    if let items = Cursor.itemText(words) {
      isItem = true
      verb = items.verb
      operands = items.isFresh || isListContinued ? [] : Cursor.operands(items.text)
      return
    }
    isItem = false
    switch parse(String(words)).first {
    case .success(let statement):
      if case .command(let invocation) = statement.body {
        verb = invocation.verb.value
        operands = invocation.operands
      } else {
        verb = nil
        operands = []
      }
    case .failure:
      // Something is open yet, such as a parenthesis; what the verb is stands fast.
      var scanner = Scanner(String(words))
      let word = scanner.identifier()
      verb = scanner.isAtBoundary && word?.lowercased() != "let" ? word : nil
      operands = []
    case nil:
      verb = nil
      operands = []
    }
  }

  private static func separates(_ character: Character) -> Bool {
    character.isWhitespace || ",;()\":?$".contains(character)
  }

  /// Where the quotation starts that is open at the end of the text.
  private static func openQuotation(_ text: ArraySlice<Character>) -> Int? {
    var opening: Int?
    var isEscaped = false
    for (index, character) in text.enumerated() {
      if character.isNewline {
        opening = nil
      } else if character == "\"", !isEscaped {
        opening = opening == nil ? index : nil
      }
      isEscaped = opening != nil && character == "\\" && !isEscaped
    }
    return opening
  }

  /// The statement that is being typed: what follows the last separator outside quotes.
  private static func statement(_ text: [Character]) -> [Character] {
    var start = 0
    var isQuoted = false
    for (index, character) in text.enumerated() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == ";" || character.isNewline { start = index + 1 }
    }
    return Array(text[start...].drop { $0.isWhitespace })
  }

  /// The item being typed in `model NAME: …` or `residual (…`, with everything before it cut off.
  private static func itemText(_ text: [Character]) -> (verb: String, text: String, isFresh: Bool)? {
    guard
      let verb = text.split(whereSeparator: { $0.isWhitespace || "(:".contains($0) }).first.map({ String($0) }
      ),
      let opening = text.lastIndex(where: { $0 == ":" || $0 == "(" }),
      ["model", "residual"].contains(verb.lowercased())
    else { return nil }
    let inside = text[(opening + 1)...]
    let last = inside.lastIndex(of: ",").map { inside[($0 + 1)...] } ?? inside
    let item = String(last).drop { $0.isWhitespace }
    return (verb, String(item), item.isEmpty)
  }

  private static func operands(_ text: String) -> [Operand] {
    var parser = OperandParser(Scanner(text), commaEndsValue: true)
    let operands = (try? parser.operands()) ?? []
    guard operands.first?.word?.lowercased() == "repeat" else { return operands }
    return Array(operands.dropFirst(2))
  }
}
