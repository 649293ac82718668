import Glibc
import TerminalText

/// How long bars are, in parts of a cell.
struct BarScale {
  private let low: Double
  private let high: Double
  private let isLog: Bool
  private let length: Int
  private let parts: Int

  /// A scale from 0 to the values of the panel; a log scale begins half a decade below them.
  init(_ panel: Panel, length: Int, parts: Int) {
    let limits = panel.xLimits
    isLog = panel.x.isLog
    self.length = length
    self.parts = parts
    low = isLog ? log10(limits.lowerBound) - 0.5 : min(0, limits.lowerBound)
    high = isLog ? log10(limits.upperBound) : max(0, limits.upperBound)
  }

  /// The share of the length at which a value lies, from 0 to 1.
  func share(_ value: Double) -> Double {
    let scaled = isLog ? (value > 0 ? log10(value) : -.infinity) : value
    let share = (scaled / 4 - low / 4) / (high / 4 - low / 4)
    return share.isNaN ? 0 : max(0, min(1, share))
  }

  /// Where bars begin.
  var base: Double { isLog ? 0 : share(0) }

  /// Draws a bar from the base to the value; one that is not zero has at least the smallest part.
  func draw(_ value: Double, pen: Pen, series: Int, row: Int, column: Int, on grid: inout TextGrid) {
    let style = pen.series(series)
    if value.isNaN {
      grid.put("?", row: row, column: column)
      return
    }
    let total = Double(length * parts)
    var start = Int((base * total).rounded())
    var end = Int((share(value) * total).rounded())
    if end < start || value < 0 {
      // Partial blocks grow from the left only: a bar to the left has whole cells.
      let cell = start / parts
      end = cell * parts
      start = min(max(0, cell - 1) * parts, Int((share(value) * total).rounded()) / parts * parts)
      if isLog { end = start }
    } else {
      start = start / parts * parts
      if value > 0, !(isLog && share(value) == 0) { end = max(end, start + 1) }
    }
    end = min(end, length * parts)
    for cell in start / parts..<max(start / parts, (end + parts - 1) / parts) {
      let filled = max(1, min(parts, end - cell * parts))
      grid.put(pen.glyphs.bar[filled - 1], row: row, column: column + cell, style: style)
    }
    if value.isInfinite {
      grid.put(
        value > 0 ? pen.glyphs.right : pen.glyphs.left, row: row,
        column: column + (value > 0 ? length - 1 : 0),
        style: style)
    }
  }
}
