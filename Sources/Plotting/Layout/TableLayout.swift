import TerminalText

/// A table of numbers with a shade behind each, or signs and shades alone where the numbers do not fit.
struct TableLayout {
  let lines: [StyledText]

  init(_ panel: Panel, heat: Heat, pen: Pen, width: Int, height: Int) {
    let titleRows = panel.title.isEmpty || height < 2 ? 0 : 1
    let room = max(1, height - titleRows)
    let texts = heat.texts.map { pen.text($0).visible }
    let entry = (texts.map(\.columns).max() ?? 0) + 1 + Self.swatch
    let fits = !texts.isEmpty && heat.columns > 0 && entry * heat.columns + 3 * (heat.columns - 1) <= width
    let body =
      fits && heat.rows <= room
      ? Self.table(heat, texts: texts, entry: entry, pen: pen, width: width)
      : Self.shades(heat, pen: pen, width: width, room: room)
    var grid = TextGrid(columns: width, rows: titleRows)
    if titleRows == 1 {
      let title = pen.text(panel.title).visible
      grid.put(title, row: 0, column: 0, style: pen.style(.bold))
      let shades = pen.glyphs.shades
      let key =
        fits ? "\(shades[1]) small   \(shades[4]) large" : "\(shades[1]) small \(shades[4]) large, signs + -"
      let start =
        fits ? max(title.columns + 3, min(width - key.columns, entry * heat.columns + 6)) : title.columns + 3
      if start + key.columns <= width { grid.put(key, row: 0, column: start, style: pen.style(.dim)) }
    }
    lines = grid.lines + body
  }

  private static let swatch = 2

  /// Every entry with its sign, its digits and its shade.
  private static func table(_ heat: Heat, texts: [String], entry: Int, pen: Pen, width: Int) -> [StyledText] {
    var grid = TextGrid(columns: width, rows: heat.rows)
    for row in 0..<heat.rows {
      for column in 0..<heat.columns {
        let value = heat[row, column]
        let start = column * (entry + 3)
        grid.put(texts[row * heat.columns + column], row: row, column: start)
        let shade = String(repeating: pen.glyphs.shade(value / heat.largest), count: swatch)
        grid.put(shade, row: row, column: start + entry - swatch, style: pen.series(value < 0 ? 0 : 1))
      }
    }
    return grid.lines
  }

  /// A sign and a shade for each entry, or for the largest of a block of them where there is no room for all.
  private static func shades(_ heat: Heat, pen: Pen, width: Int, room: Int) -> [StyledText] {
    guard heat.rows > 0, heat.columns > 0 else { return [StyledText("(empty)".cut(to: width))] }
    let across = (heat.columns - 1) / max(1, width / 2) + 1
    var down = (heat.rows - 1) / room + 1
    if across > 1 || down > 1, room > 1 { down = (heat.rows - 1) / (room - 1) + 1 }
    let columns = (heat.columns - 1) / across + 1
    let rows = (heat.rows - 1) / down + 1
    let cell = max(2, min(6, width / columns))
    let hasNote = across > 1 || down > 1
    var grid = TextGrid(columns: width, rows: rows + (hasNote && room > 1 ? 1 : 0))
    for row in 0..<rows {
      for column in 0..<columns {
        var value = 0.0
        var isNumber = true
        for i in row * down..<min(heat.rows, (row + 1) * down) {
          for j in column * across..<min(heat.columns, (column + 1) * across) {
            if heat[i, j].isNaN { isNumber = false }
            if abs(heat[i, j]) > abs(value) { value = heat[i, j] }
          }
        }
        let sign = !isNumber ? "?" : value > 0 ? "+" : value < 0 ? "-" : " "
        let shade = String(repeating: pen.glyphs.shade(value / heat.largest), count: cell - 1)
        grid.put(sign + shade, row: row, column: column * cell, style: pen.series(value < 0 ? 0 : 1))
      }
    }
    if hasNote {
      grid.put(
        "each cell: the largest of \(down) x \(across) entries", row: rows, column: 0, style: pen.style(.dim))
    }
    return grid.lines
  }
}
