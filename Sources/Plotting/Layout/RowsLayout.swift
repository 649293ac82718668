import TerminalText

/// A panel with a name and a bar in each row, and the text of each bar behind the longest.
struct RowsLayout {
  let lines: [StyledText]

  init(_ panel: Panel, names: [String], pen: Pen, width: Int, height: Int) {
    var bars: [Int: (bar: Bar, series: Int)] = [:]
    for case .bars(let list, let series) in panel.marks {
      for bar in list
      where bar.position.isFinite && bar.position > -0.5 && bar.position < Double(names.count) - 0.5 {
        bars[Int(bar.position.rounded())] = (bar, series.index)
      }
    }
    let hasTitle = !panel.title.isEmpty && height > 1
    let legend = Legend(panel, pen: pen, width: width)
    let hasLegend = panel.series.count > 1 || panel.omitted > 0
    let notes = hasLegend ? legend.lines.prefix(max(0, height - names.count - (hasTitle ? 1 : 0))) : []
    let room = max(1, height - (hasTitle ? 1 : 0) - notes.count)
    let shown = names.count > room ? max(1, room - 1) : names.count
    let isCut = shown < names.count && room > 1
    var grid = TextGrid(columns: width, rows: (hasTitle ? 1 : 0) + shown + (isCut ? 1 : 0) + notes.count)
    if hasTitle { grid.put(pen.text(panel.title), row: 0, column: 0, style: pen.style(.bold)) }

    let labels = names.prefix(shown).map { pen.text($0).visible }
    let texts = (0..<shown).map { pen.text(bars[$0]?.bar.text ?? "").visible }
    let widest = texts.map(\.columns).max() ?? 0
    let texted = widest == 0 ? 0 : widest + 1
    let separator = 2
    // Bars keep a quarter of the width, at least; labels are cut before that.
    let label = min(
      labels.map(\.columns).max() ?? 0, max(1, width - separator - texted - max(4, width / 4)))
    let start = label + separator
    let length = max(1, width - start - texted)
    let scale = BarScale(panel, length: length, parts: pen.glyphs.bar.count)
    let row = hasTitle ? 1 : 0
    for index in 0..<shown {
      let text = labels[index].cut(to: label)
      grid.put(panel.y.isVisible ? text.leftPadded(to: label) : text, row: row + index, column: 0)
      if panel.y.isVisible { grid.put(pen.glyphs.tick, row: row + index, column: label + 1) }
      guard let (bar, series) = bars[index] else { continue }
      scale.draw(bar.value, pen: pen, series: series, row: row + index, column: start, on: &grid)
      grid.put(texts[index], row: row + index, column: start + length + 1)
    }
    if isCut {
      grid.put(pen.text("… \(names.count - shown) more"), row: row + shown, column: 0, style: pen.style(.dim))
    }
    for (index, line) in notes.enumerated() {
      grid.put(line, row: row + shown + (isCut ? 1 : 0) + index, column: 0)
    }
    lines = grid.lines
  }
}
