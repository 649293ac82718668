/// Whether a statement goes on in the next line: after `\`, in an open parenthesis, between `begin` and `end`.
public func isContinued(_ text: String) -> Bool {
  var scanner = Scanner(text)
  while !scanner.isAtEnd {
    if scanner.skipStatement() { return true }
    scanner.index += 1  // its `;` or line end
  }
  return false
}

extension Scanner {
  /// Passes over a statement up to its `;` or line end, and says whether it goes on after the end of the text.
  ///
  /// What stands in a parenthesis, or between `begin` and `end`, belongs to the statement.
  mutating func skipStatement() -> Bool {
    var parentheses = 0
    var blocks = 0
    var isAtStart = true
    while let character = peek() {
      if character == "#" {
        skipComment()
      } else if character == "\"" {
        skipString()
        isAtStart = false
      } else if character == "\\", peek(1)?.isNewline ?? true {
        if peek(1) == nil { return true }
        index += 2
      } else if character == ";" || character.isNewline {
        if parentheses == 0, blocks == 0 { return false }
        index += 1
        isAtStart = parentheses == 0
      } else if character.isWhitespace {
        index += 1
      } else if isAtStart, let word = identifier() {
        isAtStart = false
        guard isAtBoundary else { continue }
        if word.lowercased() == "begin" { blocks += 1 }
        if word.lowercased() == "end" { blocks = max(0, blocks - 1) }
      } else {
        isAtStart = false
        if character == "(" { parentheses += 1 }
        if character == ")" { parentheses = max(0, parentheses - 1) }
        index += 1
      }
    }
    return parentheses > 0 || blocks > 0
  }

  private mutating func skipString() {
    index += 1
    while let character = peek(), !character.isNewline {
      index += character == "\\" ? 2 : 1
      if character == "\"" { return }
    }
  }
}
