/// Whether a statement goes on in the next line: after `\`, in an open parenthesis, between `begin` and `end`.
public func isContinued(_ text: String) -> Bool {
  var scanner = Scanner(text)
  var parentheses = 0
  var blocks = 0
  var isAtStart = true
  while let character = scanner.peek() {
    if character == "#" {
      scanner.skipComment()
    } else if character == "\"" {
      skipString(&scanner)
      isAtStart = false
    } else if character == "\\", scanner.peek(1)?.isNewline ?? true {
      if scanner.peek(1) == nil { return true }
      scanner.index += 2
    } else if character == ";" || character.isNewline {
      isAtStart = true
      scanner.index += 1
    } else if character.isWhitespace {
      scanner.index += 1
    } else if isAtStart, let word = scanner.identifier() {
      isAtStart = false
      if word.lowercased() == "begin" { blocks += 1 }
      if word.lowercased() == "end" { blocks -= 1 }
    } else {
      isAtStart = false
      if character == "(" { parentheses += 1 }
      if character == ")" { parentheses -= 1 }
      scanner.index += 1
    }
  }
  return parentheses > 0 || blocks > 0
}

private func skipString(_ scanner: inout Scanner) {
  scanner.index += 1
  while let character = scanner.peek(), !character.isNewline {
    scanner.index += character == "\\" ? 2 : 1
    if character == "\"" { return }
  }
}
