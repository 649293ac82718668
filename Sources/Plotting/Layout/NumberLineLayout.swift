import TerminalText

/// A panel without a vertical axis: rules with their labels above a line, and a band as an interval on it.
///
/// A rule at the upper end of the band, or beyond it, closes the line from the right; the others stand on it.
struct NumberLineLayout {
  let lines: [StyledText]

  init(_ panel: Panel, pen: Pen, width: Int, height: Int) {
    let glyphs = pen.glyphs
    let line = NumberLine(panel)
    func place(_ value: Double) -> Int { Int((line.share(value) * Double(width - 1)).rounded()) }

    // Labels stand centred above their rules, in as many rows as they need.
    var rows: [[(start: Int, text: String, style: Style)]] = []
    for rule in line.rules where !rule.series.label.isEmpty {
      let text = pen.text(rule.series.label).visible.cut(to: width)
      let centred = max(0, min(width - text.columns, place(rule.value) - text.columns / 2))
      // A label may move to the right as long as it still covers the place of its rule.
      func start(in row: [(start: Int, text: String, style: Style)]) -> Int? {
        let start = max(centred, row.last.map { $0.start + $0.text.columns + 2 } ?? 0)
        return start <= max(centred, min(place(rule.value), width - text.columns)) ? start : nil
      }
      let free = rows.firstIndex { start(in: $0) != nil }
      let entry = (
        start: free.flatMap { start(in: rows[$0]) } ?? centred, text: text,
        style: pen.series(rule.series.index)
      )
      if let free { rows[free].append(entry) } else { rows.append([entry]) }
    }
    let hasTitle = !panel.title.isEmpty && height > 2
    let label = line.band.map { pen.text($0.series.label).visible.cut(to: width) } ?? ""
    let inside = line.band.map { place($0.high) - place($0.low) - 1 } ?? 0
    let hasLabelRow = !label.isEmpty && label.columns + 2 > inside && height > 2
    rows = Array(rows.prefix(max(0, height - 1 - (hasTitle ? 1 : 0) - (hasLabelRow ? 1 : 0))))

    let first = hasTitle ? 1 : 0
    let axis = first + rows.count
    var grid = TextGrid(columns: width, rows: axis + 1 + (hasLabelRow ? 1 : 0))
    if hasTitle { grid.put(pen.text(panel.title), row: 0, column: 0, style: pen.style(.bold)) }
    for (index, row) in rows.reversed().enumerated() {
      for entry in row { grid.put(entry.text, row: first + index, column: entry.start, style: entry.style) }
    }

    for column in 0..<width { grid.put(glyphs.bottom, row: axis, column: column) }
    if let band = line.band {
      let (from, to) = (place(band.low), place(band.high))
      let style = pen.style(.ok)
      for column in from...max(from, to) {
        grid.put(glyphs.interval, row: axis, column: column, style: style)
      }
      if hasLabelRow {
        let start = max(0, min(width - label.columns, (from + to) / 2 - label.columns / 2))
        grid.put(label, row: axis + 1, column: start, style: style)
      } else if !label.isEmpty, label.columns + 2 <= inside {
        grid.put(" \(label) ", row: axis, column: from + 1 + (inside - label.columns - 2) / 2, style: style)
      }
    }
    for rule in line.rules where rule.value.isFinite {
      let isUpper = line.band.map { rule.value >= $0.high && rule.value > $0.low } ?? false
      let sign = isUpper ? glyphs.upperBound : glyphs.lowerBound
      grid.put(sign, row: axis, column: place(rule.value), style: pen.series(rule.series.index))
    }
    if let band = line.band, band.low.isFinite, place(band.low) == place(band.high) {
      grid.put(glyphs.meeting, row: axis, column: place(band.low))
    }
    if line.isOpen { grid.put(glyphs.right, row: axis, column: width - 1) }
    lines = grid.lines
  }
}
