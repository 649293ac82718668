import TerminalText

/// A rectangle of character cells to write on; whatever falls outside is cut off.
struct TextGrid {
  let columns: Int
  let rows: Int
  private var cells: [Cell]

  private struct Cell {
    /// Empty in the second column of a wide character.
    var text: String
    var style: Style
  }

  init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: Cell(text: " ", style: .plain), count: self.columns * self.rows)
  }

  mutating func put(_ text: String, row: Int, column: Int, style: Style = .plain) {
    guard row >= 0, row < rows else { return }
    var place = column
    for character in text.visible {
      let letter = String(character)
      let width = letter.columns
      guard width > 0, place + width <= columns else {
        if width == 0 { continue }
        return
      }
      if place >= 0 {
        for cell in place..<place + width { clear(row * columns + cell) }
        cells[row * columns + place] = Cell(text: letter, style: style)
        for extra in 1..<max(2, width) where width > 1 {
          cells[row * columns + place + extra] = Cell(text: "", style: style)
        }
      }
      place += width
    }
  }

  mutating func put(_ character: Character, row: Int, column: Int, style: Style = .plain) {
    guard row >= 0, row < rows, column >= 0, column < columns else { return }
    clear(row * columns + column)
    cells[row * columns + column] = Cell(text: String(character), style: style)
  }

  /// Blanks a cell, and with it the other half of a wide character.
  private mutating func clear(_ index: Int) {
    var first = index
    while first > 0, cells[first].text.isEmpty { first -= 1 }
    for cell in first..<first + max(1, cells[first].text.columns) { cells[cell].text = " " }
    cells[index].text = " "
  }

  /// The rows as text, without blanks at their ends.
  var lines: [StyledText] {
    (0..<rows).map { row in
      var line = cells[row * columns..<(row + 1) * columns]
      while line.last?.text == " " { line.removeLast() }
      return line.reduce(into: StyledText()) { $0.append($1.text, $1.text == " " ? .plain : $1.style) }
    }
  }
}

extension String {
  /// The text cut to a number of columns.
  func cut(to width: Int) -> String {
    guard columns > width else { return self }
    var result = ""
    var used = 0
    for character in self {
      let next = String(character).columns
      if used + next > width { break }
      result.append(character)
      used += next
    }
    return result
  }
}
