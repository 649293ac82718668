import Language

/// A text that is run: its characters, and where its lines start.
struct SourceText {
  private let characters: [Character]
  private let lineStarts: [Int]
  private let firstLine: Int

  /// A text whose first line is line `firstLine` of its file.
  init(_ text: String, firstLine: Int) {
    let characters = Array(text)
    lineStarts = [0] + characters.indices.filter { characters[$0].isNewline }.map { $0 + 1 }
    self.characters = characters
    self.firstLine = firstLine
  }

  /// The line in the file and the column of a character, both from 1.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (firstLine + low, offset - lineStarts[low] + 1)
  }

  /// A statement as it was typed.
  func text(_ range: Range<Int>) -> String { String(characters[range]).trimmingBlanks }

  /// A statement with whole words for what was shortened.
  func text(_ range: Range<Int>, expanding expansions: [Spanned<String>]) -> String {
    var statement = Array(characters[range])
    for expansion in expansions.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      let place =
        expansion.range.lowerBound - range.lowerBound..<expansion.range.upperBound - range.lowerBound
      // Another name of a command stays as it was typed.
      guard expansion.value.hasPrefix(String(statement[place]).lowercased()) else { continue }
      statement.replaceSubrange(place, with: Array(expansion.value))
    }
    return String(statement).trimmingBlanks
  }

  /// Where a statement that cannot be read starts, at or behind `offset`, and ends, behind the place to blame.
  func statement(from offset: Int, past blamed: Int) -> Range<Int> {
    func separates(_ character: Character) -> Bool { character == ";" || character.isNewline }
    let rest = characters[min(offset, characters.count)...]
    let start = rest.firstIndex { !separates($0) && !$0.isWhitespace } ?? rest.startIndex
    let end = characters[min(max(start, blamed), characters.count)...].firstIndex(where: separates)
    return start..<(end ?? characters.count)
  }
}

extension String {
  /// The text without white space before and behind it.
  var trimmingBlanks: String {
    var slice = self[...]
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice.drop(while: \.isWhitespace))
  }
}
