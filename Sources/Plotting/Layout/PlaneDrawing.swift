import TerminalText

/// The marks of a plane on the dots and cells of a canvas.
///
/// Regions are in `PlaneRegions.swift`, the way to characters in `PlaneWriting.swift`.
struct PlaneDrawing {
  let horizontal: AxisFrame
  let vertical: AxisFrame
  let pen: Pen
  /// Whether lines are broken, each in its own way.
  let hasDashes: Bool
  var raster: Raster
  /// Signs that stand above the dots, and those that stand below them.
  var signs: [Sign] = []
  var texts: [Sign] = []
  var shades: [Sign] = []

  struct Sign {
    var text: String
    var column: Int
    var row: Int
    var style: Style
  }

  init(horizontal: AxisFrame, vertical: AxisFrame, pen: Pen, hasDashes: Bool = false) {
    self.hasDashes = hasDashes
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
  func dots(_ point: Point) -> Point {
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
    let stroke = Stroke(series: series, dash: hasDashes ? Dash(series: series) : nil)
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
}
