/// A position in a text, and what can be read from there.
///
/// Typographic spellings are read as their plain ones: `×` as `x`, `−` as `-`, `→` as `->`.
struct Scanner {
  let characters: [Character]
  var index: Int
  /// Inside parentheses and blocks a line break is a blank.
  var breaksAreBlanks = false

  init(_ text: String) {
    characters = Array(text)
    index = 0
  }

  var isAtEnd: Bool { index >= characters.count }

  func peek(_ distance: Int = 0) -> Character? {
    let place = index + distance
    return characters.indices.contains(place) ? characters[place] : nil
  }

  /// Reads a character if it is the one expected.
  mutating func take(_ character: Character) -> Bool {
    guard peek() == character else { return false }
    index += 1
    return true
  }

  /// Reads `-` in either spelling.
  mutating func takeMinus() -> Bool { take("-") || take("\u{2212}") }

  /// Reads `->` in either spelling.
  mutating func takeArrow() -> Bool {
    if take("→") { return true }
    guard peek() == "-" || peek() == "\u{2212}", peek(1) == ">" else { return false }
    index += 2
    return true
  }

  /// Passes over blanks, continued line ends and, where breaks are blanks, line breaks and comments.
  mutating func skipBlanks() {
    while let character = peek() {
      if character == "\\", let next = peek(1), next.isNewline {
        index += 2
      } else if character.isNewline {
        guard breaksAreBlanks else { return }
        index += 1
      } else if character.isWhitespace {
        index += 1
      } else if character == "#", breaksAreBlanks {
        skipComment()
      } else {
        return
      }
    }
  }

  mutating func skipComment() {
    while let character = peek(), !character.isNewline { index += 1 }
  }

  /// Whether a value ends here: at a blank, a separator, a comment or the end.
  var isAtBoundary: Bool {
    guard let character = peek() else { return true }
    if character == "\\", let next = peek(1), next.isNewline { return true }
    return character.isWhitespace || ",;()\"#".contains(character)
  }

  /// Reads digits.
  mutating func digits() -> String {
    var result = ""
    while let character = peek(), character.isASCII, character.isNumber {
      result.append(character)
      index += 1
    }
    return result
  }

  /// Reads a letter and the letters, digits and underscores that follow.
  mutating func identifier() -> String? {
    guard let first = peek(), first.isLetter || first == "_" else { return nil }
    var result = ""
    while let character = peek(), character.isLetter || character.isNumber || character == "_" {
      if character == "×" { break }
      result.append(character)
      index += 1
    }
    return result
  }

  /// Reads everything up to the next boundary.
  mutating func chunk() -> String {
    var result = ""
    while !isAtBoundary, let character = peek() {
      result.append(character)
      index += 1
    }
    return result
  }

  /// Reads a balanced pair of parentheses with all that is inside, if one starts here.
  mutating func parenthesised() -> String {
    guard peek() == "(" else { return "" }
    var depth = 0
    var result = ""
    while let character = peek() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      result.append(character)
      index += 1
      if depth == 0 { break }
    }
    return result
  }

  func text(_ range: Range<Int>) -> String { String(characters[range]) }

  /// The range without the blanks and continued line ends at its end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, characters[end - 1].isWhitespace {
      end -= 1
      if characters[end].isNewline, end > range.lowerBound, characters[end - 1] == "\\" { end -= 1 }
    }
    return range.lowerBound..<end
  }
}
