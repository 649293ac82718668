extension SVG.Drawing {
  /// A panel with two axes of numbers.
  mutating func drawPlane(_ panel: Panel, in frame: SVG.PanelFrame) -> Int {
    let entries = panel.series.filter { !$0.label.isEmpty }
    let omitted = panel.omitted
    let shape = PlaneShape(panel, height: frame.height)
    let (top, vertical) = (shape.top, shape.vertical)
    let margin = max(shape.margin, frame.margin)
    let horizontal = AxisFrame(
      panel.xLimits, isLog: panel.x.isLog,
      room: AxisFrame.Room(
        cells: max(20, frame.width - margin - 8), target: max(2, frame.width / 110), around: false,
        extent: { 7 * $0.count }, overhang: (margin, 8), gap: 14, superscripts: true,
        isWhole: panel.x.isWhole))
    let plane = Plane(
      horizontal: horizontal, vertical: vertical, left: Double(frame.x + margin), top: Double(frame.y + top))
    let bottom = plane.top + Double(vertical.cells)
    let right = plane.left + Double(horizontal.cells)

    if !panel.title.isEmpty {
      text(panel.title, x: (plane.left + right) / 2, y: Double(frame.y) + 16, class: "title middle")
    }
    if !panel.y.label.isEmpty { text(panel.y.label, x: Double(frame.x), y: plane.top - 8, class: "note") }
    path(
      [Point(plane.left, plane.top), Point(plane.left, bottom), Point(right, bottom)], class: "axis")
    for tick in vertical.ticks {
      let y = bottom - Double(tick.cell) - 0.5
      line(Point(plane.left - 4, y), Point(plane.left, y), class: "axis")
      text(tick.label, x: plane.left - 7, y: y + 4, class: "end")
    }
    for tick in horizontal.ticks {
      let x = plane.left + Double(tick.cell) + 0.5
      line(Point(x, bottom), Point(x, bottom + 4), class: "axis")
      text(tick.label, x: x, y: bottom + 17, class: "middle")
    }
    draw(panel.marks, on: plane)

    var y = bottom + 24
    if !panel.x.label.isEmpty {
      text(panel.x.label, x: (plane.left + right) / 2, y: y + 8, class: "note middle")
      y += 16
    }
    for series in entries {
      let colour = series.index % 6
      line(Point(plane.left, y + 6), Point(plane.left + 30, y + 6), class: "line s\(colour)")
      text(series.label, x: plane.left + 36, y: y + 10)
      y += 18
    }
    if omitted > 0 {
      text(
        "\(omitted) \(omitted == 1 ? "value" : "values") ≤ 0 left out", x: plane.left, y: y + 10,
        class: "note")
      y += 18
    }
    return Int(y) - frame.y + 8
  }

  private mutating func draw(_ marks: [Mark], on plane: Plane) {
    for case .band(let spans, let series) in marks { draw(band: spans, series, on: plane) }
    for mark in marks {
      switch mark {
      case .line(let points, let series): draw(line: points, series, on: plane)
      case .step(let points, let series): draw(line: PlaneDrawing.stairs(points), series, on: plane)
      case .points(let points, let series):
        for point in points.map(plane.scaled) where plane.shows(point) {
          circle(plane.pixel(point), radius: 2, class: "f\(series.index % 6)")
        }
      case .bars(let bars, let series): draw(bars: bars, series, on: plane)
      case .heat(let heat): draw(heat, on: plane)
      case .horizontalRule(let y, let series):
        let (from, to) = (
          Point(plane.horizontal.low, plane.vertical.scaled(y)),
          Point(plane.horizontal.high, plane.vertical.scaled(y))
        )
        if plane.shows(from) { line(plane.pixel(from), plane.pixel(to), class: "rule s\(series.index % 6)") }
      case .verticalRule(let x, let series):
        let (from, to) = (
          Point(plane.horizontal.scaled(x), plane.vertical.low),
          Point(plane.horizontal.scaled(x), plane.vertical.high)
        )
        if plane.shows(from) { line(plane.pixel(from), plane.pixel(to), class: "rule s\(series.index % 6)") }
      case .text(let words, let point):
        let place = plane.scaled(point)
        guard !place.x.isNaN, !place.y.isNaN else { continue }
        let pixel = plane.pixel(
          Point(min(max(place.x, plane.horizontal.low), plane.horizontal.high), plane.clampedY(place.y)))
        text(words, x: pixel.x + 4, y: max(pixel.y, plane.top + 10))
      case .band: break
      case .end(let point, let closed, let series):
        let place = plane.scaled(point)
        guard plane.shows(place) else { continue }
        let colour = series.index % 6
        circle(plane.pixel(place), radius: 3.5, class: closed ? "f\(colour)" : "open s\(colour)")
      }
    }
  }

  private mutating func draw(line points: [Point], _ series: Series, on plane: Plane) {
    let name = "line s\(series.index % 6)"
    let rectangle = plane.rectangle
    var piece: [Point] = []
    var before: Point?
    var arrow = 0.0
    for point in points.map(plane.scaled) {
      guard point.x.isFinite, point.y.isFinite else {
        if point.x.isFinite, point.y.isInfinite, point.y != arrow, rectangle.x.contains(point.x) {
          let edge = Point(point.x, point.y > 0 ? plane.vertical.high : plane.vertical.low)
          let pixel = plane.pixel(edge)
          text(
            point.y > 0 ? "↑" : "↓", x: pixel.x, y: point.y > 0 ? pixel.y + 10 : pixel.y - 2,
            class: "middle f\(series.index % 6)")
        }
        path(thinned(piece), class: name)
        piece = []
        arrow = point.y.isInfinite ? point.y : 0
        before = nil
        continue
      }
      if let before, let (from, to) = rectangle.clip(before, point) {
        if piece.last != plane.pixel(from) {
          path(thinned(piece), class: name)
          piece = [plane.pixel(from)]
        }
        piece.append(plane.pixel(to))
      } else if before == nil, plane.shows(point) {
        piece = [plane.pixel(point)]
      }
      before = point
      arrow = 0
    }
    if piece.count == 1, points.count == 1 { circle(piece[0], radius: 2, class: "f\(series.index % 6)") }
    path(thinned(piece), class: name)
  }

  /// At most four points a pixel column: the first, the lowest, the highest and the last.
  private func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 2000 else { return points }
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      var end = start
      while end < points.count, points[end].x.rounded(.down) == points[start].x.rounded(.down) { end += 1 }
      let group = start..<end
      let low = group.min { points[$0].y < points[$1].y } ?? start
      let high = group.max { points[$0].y < points[$1].y } ?? start
      kept += Set([start, low, high, end - 1]).sorted().map { points[$0] }
      start = end
    }
    return kept
  }

  private mutating func draw(band spans: [Span], _ series: Series, on plane: Plane) {
    var outline: [Point] = []
    var upper: [Point] = []
    for (left, right) in zip(spans, spans.dropFirst()) {
      let (from, to) = (plane.horizontal.scaled(left.x), plane.horizontal.scaled(right.x))
      guard from.isFinite, to.isFinite, from < to else { continue }
      let edges = [(left.lower, right.lower), (left.upper, right.upper)].map {
        (plane.vertical.scaled($0), plane.vertical.scaled($1))
      }
      // Corners are the ends, and where an edge meets the frame.
      var corners = [0.0, 1.0]
      corners += [plane.horizontal.low, plane.horizontal.high].map { ($0 - from) / (to - from) }
      for (start, end) in edges {
        corners += [plane.vertical.low, plane.vertical.high].map {
          ($0 / 4 - start / 4) / (end / 4 - start / 4)
        }
      }
      for t in Set(corners.filter { $0 >= 0 && $0 <= 1 }).sorted() {
        let x = from * (1 - t) + to * t
        guard x >= plane.horizontal.low - 1e-9 * (to - from), x <= plane.horizontal.high + 1e-9 * (to - from)
        else {
          continue
        }
        let heights = edges.map { start, end in
          start.isInfinite ? start : end.isInfinite ? end : start * (1 - t) + end * t
        }
        guard !heights.contains(where: \.isNaN) else { continue }
        outline.append(plane.pixel(Point(x, plane.clampedY(heights[0]))))
        upper.append(plane.pixel(Point(x, plane.clampedY(heights[1]))))
      }
    }
    path(outline + upper.reversed(), isClosed: true, class: "band f\(series.index % 6)")
  }

  private mutating func draw(bars: [Bar], _ series: Series, on plane: Plane) {
    let base =
      plane.horizontal.isLog ? plane.horizontal.low : min(max(plane.horizontal.low, 0), plane.horizontal.high)
    for bar in bars {
      let place = plane.scaled(Point(bar.value, bar.position))
      guard place.x.isFinite, place.y.isFinite, plane.rectangle.y.contains(place.y) else { continue }
      let from = plane.pixel(Point(base, place.y))
      let to = plane.pixel(Point(min(max(place.x, plane.horizontal.low), plane.horizontal.high), place.y))
      rectangle(
        x: min(from.x, to.x), y: from.y - 5, width: abs(to.x - from.x), height: 10,
        class: "f\(series.index % 6)")
    }
  }

  private mutating func draw(_ heat: Heat, on plane: Plane) {
    guard heat.rows > 0 else { return }
    for row in 0..<heat.rows {
      for column in 0..<heat.columns {
        func along(_ range: ClosedRange<Double>, _ share: Double) -> Double {
          range.lowerBound * (1 - share) + range.upperBound * share
        }
        let (rows, columns) = (Double(heat.rows), Double(heat.columns))
        let corners = [
          Point(along(heat.x, Double(column) / columns), along(heat.y, 1 - Double(row) / rows)),
          Point(along(heat.x, Double(column + 1) / columns), along(heat.y, 1 - Double(row + 1) / rows)),
        ].map(plane.scaled)
        guard let (from, to) = plane.rectangle.clip(corners[0], corners[1]) else { continue }
        let (start, end) = (plane.pixel(from), plane.pixel(to))
        let value = heat[row, column]
        guard !value.isNaN else { continue }
        rectangle(
          x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y,
          class: value < 0 ? "f0" : "f1",
          opacity: min(1, abs(value) / heat.largest))
      }
    }
  }
}
