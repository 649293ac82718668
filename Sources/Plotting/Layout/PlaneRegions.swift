// Regions of a plane: bands between two edges, and tables of shades.

extension PlaneDrawing {
  /// Shades the dots between the edges, which run straight from one place to the next.
  mutating func draw(band spans: [Span], _ series: Int) {
    for (left, right) in zip(spans, spans.dropFirst()) {
      let (from, to) = (horizontal.scaled(left.x), horizontal.scaled(right.x))
      guard from.isFinite, to.isFinite, from < to, to >= horizontal.low, from <= horizontal.high else {
        continue
      }
      let first = Int(dots(Point(max(from, horizontal.low), vertical.low)).x)
      let last = Int(dots(Point(min(to, horizontal.high), vertical.low)).x)
      for x in first...max(first, last) {
        let position = (Double(x) + 0.5) / Double(raster.width) * (horizontal.high / 4 - horizontal.low / 4)
        let t = max(0, min(1, (position + horizontal.low / 4 - from / 4) / (to / 4 - from / 4)))
        func edge(_ start: Double, _ end: Double) -> Double? {
          let (start, end) = (vertical.scaled(start), vertical.scaled(end))
          if start.isNaN || end.isNaN { return nil }
          if start.isInfinite || end.isInfinite { return start.isInfinite ? start : end }
          return start * (1 - t) + end * t
        }
        guard let low = edge(left.lower, right.lower), let high = edge(left.upper, right.upper),
          low <= high, low <= vertical.high, high >= vertical.low
        else { continue }
        let top = Int(dots(Point(horizontal.low, min(high, vertical.high))).y)
        let bottom = Int(dots(Point(horizontal.low, max(low, vertical.low))).y)
        for y in top...max(top, bottom) where pen.canvas.shades(x, y) { raster.set(x, y, series: series) }
      }
    }
  }

  mutating func draw(_ heat: Heat) {
    guard heat.rows > 0 else { return }
    let (left, right) = (horizontal.scaled(heat.x.lowerBound), horizontal.scaled(heat.x.upperBound))
    let (bottom, top) = (vertical.scaled(heat.y.lowerBound), vertical.scaled(heat.y.upperBound))
    guard [left, right, bottom, top].allSatisfy(\.isFinite), left < right, bottom < top else { return }
    let isSigned = heat.values.contains { $0 < 0 }
    for row in 0..<raster.rows {
      let y = vertical.high + (vertical.low - vertical.high) * (Double(row) + 0.5) / Double(raster.rows)
      let fromTop = (top - y) / (top - bottom)
      guard fromTop >= 0, fromTop <= 1 else { continue }
      for column in 0..<raster.columns {
        let x =
          horizontal.low + (horizontal.high - horizontal.low) * (Double(column) + 0.5)
          / Double(raster.columns)
        let fromLeft = (x - left) / (right - left)
        guard fromLeft >= 0, fromLeft <= 1 else { continue }
        let value = heat[
          min(heat.rows - 1, Int(fromTop * Double(heat.rows))),
          min(heat.columns - 1, Int(fromLeft * Double(heat.columns)))]
        // Colour is not enough to tell the sign: every fourth column states it.
        let shade = value.isNaN ? "?" : pen.glyphs.shade(value / heat.largest)
        let sign: Character =
          isSigned && column % 4 == 0 ? (value > 0 ? "+" : value < 0 ? "-" : shade) : shade
        shades.append(
          Sign(text: String(sign), column: column, row: row, style: pen.series(value < 0 ? 0 : 1)))
      }
    }
  }
}

extension Glyphs {
  /// The shade for a share of the largest magnitude, from -1 to 1.
  func shade(_ share: Double) -> Character {
    let magnitude = share.isNaN ? 0 : min(1, abs(share))
    return shades[min(shades.count - 1, Int(magnitude * Double(shades.count)))]
  }
}
