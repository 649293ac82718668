import TerminalText

/// A panel with two axes of numbers: the frame, its ticks and labels, and the marks inside.
struct PlaneLayout {
  let lines: [StyledText]

  /// The columns left of the plot: labels, a blank and the axis.
  static func margin(of panel: Panel, pen: Pen, width: Int, height: Int) -> Int {
    guard panel.isPlane else { return 0 }
    let parts = Parts(panel, pen: pen, width: width, height: height)
    return margin(parts.vertical(rows: parts.plotRows))
  }

  /// The rows of plot that the tallest of some panels takes, so that those side by side stand on one line.
  static func commonRows(of panels: [Panel], pen: Pen, width: Int, height: Int) -> Int {
    let parts = panels.filter(\.isPlane).map { Parts($0, pen: pen, width: width, height: height) }
    let most = parts.map(\.plotRows).min() ?? 1
    return parts.map { $0.vertical(rows: most).cells }.max() ?? 1
  }

  private static func margin(_ axis: AxisFrame) -> Int {
    let widest = axis.ticks.map(\.label.columns).max() ?? 0
    return widest == 0 ? 1 : widest + 2
  }

  /// What stands above and below the plot, given up one after the other where there is no room.
  private struct Parts {
    let panel: Panel
    let pen: Pen
    var legend: Legend
    var legendLines: [StyledText]
    var hasTitle: Bool
    var hasName: Bool
    var hasAxis: Bool
    var hasAxisName: Bool
    var plotRows: Int

    init(_ panel: Panel, pen: Pen, width: Int, height: Int) {
      self.panel = panel
      self.pen = pen
      legend = Legend(panel, pen: pen, width: width)
      legendLines = legend.lines
      hasTitle = !panel.title.isEmpty
      hasName = !panel.y.label.isEmpty
      hasAxis = panel.x.isVisible
      hasAxisName = !panel.x.label.isEmpty
      plotRows = 0
      func room(_ parts: Parts) -> Int {
        height - (parts.hasTitle ? 1 : 0) - (parts.hasName ? 1 : 0) - (parts.hasAxis ? 2 : 0)
          - (parts.hasAxisName ? 1 : 0) - parts.legendLines.count
      }
      if room(self) < 3 { hasAxisName = false }
      if room(self) < 3 { hasName = false }
      while room(self) < 3, !legendLines.isEmpty { legendLines.removeLast() }
      if room(self) < 2 { hasTitle = false }
      if room(self) < 1 { hasAxis = false }
      plotRows = max(1, room(self))
    }

    func vertical(rows: Int) -> AxisFrame {
      AxisFrame(
        panel.yLimits, isLog: panel.y.isLog,
        room: AxisFrame.Room(
          cells: rows, target: max(3, rows / 4), around: true, extent: { _ in 1 }, overhang: (0, 0), gap: 0,
          superscripts: pen.glyphs.superscripts))
    }
  }

  init(_ panel: Panel, pen: Pen, width: Int, height: Int, margin widest: Int, rows: Int) {
    let parts = Parts(panel, pen: pen, width: width, height: height)
    var vertical = parts.vertical(rows: min(rows, parts.plotRows))
    vertical.extend(to: min(rows, parts.plotRows))
    var margin = max(widest, Self.margin(vertical))
    if width - margin < 8 {
      // Too narrow for labels.
      vertical.ticks = []
      margin = 1
    }
    let room = max(1, width - margin)
    let horizontal = AxisFrame(
      panel.xLimits, isLog: panel.x.isLog,
      room: AxisFrame.Room(
        cells: room, target: max(2, width / 14), around: false, extent: \.columns, overhang: (margin, 0),
        gap: 2, superscripts: pen.glyphs.superscripts, isWhole: panel.x.isWhole))
    let top = (parts.hasTitle ? 1 : 0) + (parts.hasName ? 1 : 0)
    let below = (parts.hasAxis ? 2 : 0) + (parts.hasAxisName ? 1 : 0) + parts.legendLines.count
    var grid = TextGrid(columns: width, rows: top + vertical.cells + below)
    let glyphs = pen.glyphs

    if parts.hasTitle {
      let title = pen.text(panel.title).visible.cut(to: width)
      let start = margin + (horizontal.cells - title.columns) / 2
      grid.put(title, row: 0, column: max(0, min(start, width - title.columns)), style: pen.style(.bold))
    }
    if parts.hasName { grid.put(pen.text(panel.y.label), row: top - 1, column: 0, style: pen.style(.dim)) }

    for row in 0..<vertical.cells { grid.put(glyphs.side, row: top + row, column: margin - 1) }
    for tick in vertical.ticks {
      let row = top + vertical.cells - 1 - tick.cell
      grid.put(tick.label.leftPadded(to: margin - 2), row: row, column: 0)
      grid.put(glyphs.tick, row: row, column: margin - 1)
    }

    var row = top + vertical.cells
    if parts.hasAxis {
      grid.put(glyphs.corner, row: row, column: margin - 1)
      for column in 0..<horizontal.cells { grid.put(glyphs.bottom, row: row, column: margin + column) }
      for tick in horizontal.ticks {
        grid.put(glyphs.bottomTick, row: row, column: margin + tick.cell)
        grid.put(tick.label, row: row + 1, column: margin + tick.cell - (tick.label.columns - 1) / 2)
      }
      row += 2
    }
    if parts.hasAxisName {
      let name = pen.text(panel.x.label).visible.cut(to: width)
      let start = margin + (horizontal.cells - name.columns) / 2
      grid.put(name, row: row, column: max(0, min(start, width - name.columns)), style: pen.style(.dim))
      row += 1
    }
    for line in parts.legendLines {
      grid.put(line, row: row, column: min(margin, max(0, width - line.width)))
      row += 1
    }

    var drawing = PlaneDrawing(
      horizontal: horizontal, vertical: vertical, pen: pen, hasDashes: panel.hasDashes(pen))
    drawing.draw(panel.marks)
    drawing.write(on: &grid, row: top, column: margin, letters: parts.legend.letters)
    lines = grid.lines
  }
}
