import TerminalText

/// The marks of a plane on the dots and cells of a canvas.
struct PlaneDrawing {
  private let horizontal: AxisFrame
  private let vertical: AxisFrame
  private let pen: Pen
  private var raster: Raster
  /// Signs that stand above the dots, and those that stand below them.
  private var signs: [Sign] = []
  private var texts: [Sign] = []
  private var shades: [Sign] = []

  private struct Sign {
    var text: String
    var column: Int
    var row: Int
    var style: Style
  }

  init(horizontal: AxisFrame, vertical: AxisFrame, pen: Pen) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.pen = pen
    raster = Raster(columns: horizontal.cells, rows: vertical.cells, dots: pen.canvas.dots)
  }

  /// Draws the bands first, then everything in order.
  mutating func draw(_ marks: [Mark]) {
    for case .band(let spans, let series) in marks { draw(band: spans, series.index) }
    for mark in marks {
      switch mark {
      case .line(let points, let series): draw(line: points, series.index)
      case .step(let points, let series): draw(line: Self.stairs(points), series.index)
      case .points(let points, let series): draw(points: points, series.index)
      case .bars(let bars, let series): draw(bars: bars, series.index)
      case .heat(let heat): draw(heat)
      case .horizontalRule(let y, let series): draw(rule: y, isVertical: false, series.index)
      case .verticalRule(let x, let series): draw(rule: x, isVertical: true, series.index)
      case .text(let text, let point): draw(text: pen.text(text), at: point)
      case .band: break
      case .end(let point, let closed, let series): draw(end: point, closed: closed, series.index)
      }
    }
  }

  /// Each value held until the next point.
  static func stairs(_ points: [Point]) -> [Point] {
    guard let first = points.first else { return [] }
    var stairs = [first]
    for (before, point) in zip(points, points.dropFirst()) { stairs += [Point(point.x, before.y), point] }
    return stairs
  }

  // MARK: - Coordinates

  private func scaled(_ point: Point) -> Point { Point(horizontal.scaled(point.x), vertical.scaled(point.y)) }

  private var rectangle: ClippingRectangle {
    ClippingRectangle(x: horizontal.low...horizontal.high, y: vertical.low...vertical.high)
  }

  /// Dots from the top left for a scaled point inside the rectangle.
  ///
  /// The outermost columns are filled to the edge, and a value in the middle of a cell, between two dots,
  /// goes to the one nearer to the middle of the plot.
  private func dots(_ point: Point) -> Point {
    let (width, height) = (Double(raster.width), Double(raster.height))
    let cell = Double(raster.dots.columns)
    let stretch = raster.columns > 1 ? width / (width - cell) : 1
    let x = horizontal.position(scaled: point.x) * cell
    let y = height - vertical.position(scaled: point.y) * Double(raster.dots.rows)
    let edge = 1e-9 * width
    return Point(
      min(max(width / 2 + (x - width / 2) * stretch, 0), width - edge),
      min(max(height / 2 + (y - height / 2) * (1 - 1e-6), 0), height - 1e-6))
  }

  private func cell(_ point: Point) -> (column: Int, row: Int)? {
    guard horizontal.contains(point.x), vertical.contains(point.y) else { return nil }
    let dot = dots(scaled(point))
    return (Int(dot.x) / raster.dots.columns, Int(dot.y) / raster.dots.rows)
  }

  // MARK: - Marks

  /// Draws what was gathered of a line, and gathers anew.
  private mutating func flush(_ piece: inout [Point], _ stroke: Stroke) {
    let places = piece.map(dots)
    stroke.draw(places, on: &raster)
    piece = []
  }

  private mutating func draw(line points: [Point], _ series: Int) {
    let rectangle = rectangle
    var pieces: [[Point]] = []
    var before: Point?
    var arrow = 0.0
    for point in points.map(scaled) {
      guard point.x.isFinite, point.y.isFinite else {
        // One arrow for all that stays infinite on one side.
        if point.x.isFinite, point.y.isInfinite, point.y != arrow, rectangle.x.contains(point.x) {
          draw(arrowAt: point.x, up: point.y > 0, series)
        }
        arrow = point.y.isInfinite ? point.y : 0
        before = nil
        continue
      }
      if let before {
        if let (from, to) = rectangle.clip(before, point) {
          // A piece goes on where the last segment ended inside; else a new one begins at the edge.
          if let last = pieces.indices.last, pieces[last].last == from {
            pieces[last].append(to)
          } else {
            pieces.append([from, to])
          }
        }
      } else if rectangle.x.contains(point.x), rectangle.y.contains(point.y) {
        pieces.append([point])
      }
      before = point
      arrow = 0
    }
    let stroke = Stroke(series: series)
    for piece in pieces { stroke.draw(piece.map(dots), on: &raster) }
  }

  private mutating func draw(arrowAt x: Double, up: Bool, _ series: Int) {
    let column = Int(dots(Point(x, vertical.low)).x) / raster.dots.columns
    signs.append(
      Sign(
        text: String(up ? pen.glyphs.up : pen.glyphs.down), column: column, row: up ? 0 : raster.rows - 1,
        style: pen.series(series)))
  }

  private mutating func draw(points: [Point], _ series: Int) {
    for point in points {
      let point = scaled(point)
      if point.x.isFinite, point.y.isInfinite, rectangle.x.contains(point.x) {
        draw(arrowAt: point.x, up: point.y > 0, series)
      } else if rectangle.x.contains(point.x), rectangle.y.contains(point.y) {
        let dot = dots(point)
        raster.set(Int(dot.x), Int(dot.y), series: series)
      }
    }
  }

  private mutating func draw(bars: [Bar], _ series: Int) {
    for bar in bars {
      let from = horizontal.isLog ? horizontal.low : max(horizontal.low, min(horizontal.high, 0))
      let to = horizontal.scaled(bar.value)
      guard to.isFinite, let row = vertical.cell(of: bar.position) else { continue }
      let ends = [from, max(horizontal.low, min(horizontal.high, to))].map { dots(Point($0, vertical.low)).x }
      for x in Int(min(ends[0], ends[1]))...Int(max(ends[0], ends[1])) {
        for y in 0..<raster.dots.rows {
          raster.set(x, (raster.rows - 1 - row) * raster.dots.rows + y, series: series)
        }
      }
    }
  }

  private mutating func draw(rule value: Double, isVertical: Bool, _ series: Int) {
    let axis = isVertical ? horizontal : vertical
    guard axis.contains(value) else { return }
    let scaled = axis.scaled(value)
    if isVertical {
      let x = Int(dots(Point(scaled, vertical.low)).x)
      for y in stride(from: 0, to: raster.height, by: 2) { raster.set(x, y, series: series) }
    } else {
      let y = Int(dots(Point(horizontal.low, scaled)).y)
      for x in stride(from: 0, to: raster.width, by: 2) { raster.set(x, y, series: series) }
    }
  }

  private mutating func draw(text: String, at point: Point) {
    guard !text.isEmpty, let column = horizontal.cell(of: point.x), let row = vertical.cell(of: point.y)
    else { return }
    let start = max(0, min(column, raster.columns - text.visible.columns))
    texts.append(Sign(text: text, column: start, row: raster.rows - 1 - row, style: .plain))
  }

  private mutating func draw(end point: Point, closed: Bool, _ series: Int) {
    guard let cell = cell(point) else { return }
    let sign = String(closed ? pen.glyphs.closed : pen.glyphs.open)
    signs.append(Sign(text: sign, column: cell.column, row: cell.row, style: pen.series(series)))
  }

  /// Shades the dots between the edges, which run straight from one place to the next.
  private mutating func draw(band spans: [Span], _ series: Int) {
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

  private mutating func draw(_ heat: Heat) {
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

  // MARK: - Writing

  /// Writes shades, then dots, then signs, letters and texts.
  func write(on grid: inout TextGrid, row top: Int, column left: Int, letters: [Int: Character]) {
    for sign in shades {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
    for row in 0..<raster.rows {
      for column in 0..<raster.columns {
        guard let cell = raster.cell(column: column, row: row, on: pen.canvas) else { continue }
        grid.put(cell.character, row: top + row, column: left + column, style: pen.series(cell.series))
      }
    }
    for sign in signs {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
    for (series, letter) in letters.sorted(by: { $0.key < $1.key }) {
      guard let spot = freeSpot(for: series) else { continue }
      grid.put(letter, row: top + spot.row, column: left + spot.column)
    }
    for sign in texts {
      grid.put(sign.text, row: top + sign.row, column: left + sign.column, style: sign.style)
    }
  }

  /// The cell of a series that is farthest from all others; ties go to the leftmost.
  private func freeSpot(for series: Int) -> (column: Int, row: Int)? {
    var others: [(column: Int, row: Int)] = signs.map { ($0.column, $0.row) }
    for other in raster.planes.indices where other != series {
      for row in 0..<raster.rows {
        for column in 0..<raster.columns where raster.isSet(other, column: column, row: row) {
          others.append((column, row))
        }
      }
    }
    var best: (column: Int, row: Int)?
    var distance = -1
    for column in 0..<raster.columns {
      guard let row = (0..<raster.rows).first(where: { raster.isSet(series, column: column, row: $0) }) else {
        continue
      }
      // A row is about as tall as two columns are wide. The edges count as neighbours a little.
      var nearest = min(column, raster.columns - 1 - column) + 6
      for other in others {
        if nearest <= distance { break }
        nearest = min(nearest, max(abs(other.column - column), 2 * abs(other.row - row)))
      }
      if nearest > distance {
        best = (column, row)
        distance = nearest
      }
    }
    return best
  }
}

extension Glyphs {
  /// The shade for a share of the largest magnitude, from -1 to 1.
  func shade(_ share: Double) -> Character {
    let magnitude = share.isNaN ? 0 : min(1, abs(share))
    return shades[min(shades.count - 1, Int(magnitude * Double(shades.count)))]
  }
}
