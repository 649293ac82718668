import CLineEdit

/// Words in columns, read downwards, never wider than the terminal.
struct Listing {
  /// The most words that are shown.
  static let limit = 100

  /// The rows, each without a newline.
  let rows: [String]

  /// Words for a terminal, in which the line that is being typed has to find its place again.
  ///
  /// What is left out, being too much, is counted in a row of its own.
  init(_ words: [String], fitting size: TerminalSize, ellipsis: String = "…") {
    let width = max(1, size.columns - 1)  // a row that fills the terminal would wrap
    let candidates = words.prefix(Self.limit).map { fitted($0, to: width, ellipsis: ellipsis) }
    let cell = (candidates.map(columnCount).max() ?? 0) + 2
    let cellsInRow = max(1, (width + 2) / cell)
    let fits = words.count <= Self.limit && words.count <= cellsInRow * max(1, size.rows - 2)
    let shown = fits ? candidates : Array(candidates.prefix(cellsInRow * max(1, size.rows - 3)))

    let rowCount = (shown.count + cellsInRow - 1) / cellsInRow
    var rows = (0..<rowCount).map { row in
      stride(from: row, to: shown.count, by: rowCount).reduce(into: "") { text, index in
        let isLast = index + rowCount >= shown.count
        let padding = isLast ? 0 : cell - columnCount(shown[index])
        text += shown[index] + String(repeating: " ", count: padding)
      }
    }
    if shown.count < words.count {
      rows.append(fitted("and \(words.count - shown.count) more", to: width, ellipsis: ellipsis))
    }
    self.rows = rows
  }
}

/// How many columns the terminal gives a text, as libedit counts them.
func columnCount(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + Int(cle_columns($1.value)) }
}

/// The text without control characters, cut to a width.
private func fitted(_ text: String, to width: Int, ellipsis: String) -> String {
  let clean = String(
    String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 })
  )
  guard columnCount(clean) > width else { return clean }
  var cut = clean
  while !cut.isEmpty, columnCount(cut) + columnCount(ellipsis) > width { cut.removeLast() }
  return columnCount(cut + ellipsis) <= width ? cut + ellipsis : String(repeating: ".", count: width)
}
