/// A line on a raster, in dots from the top left: dot `i` covers `i ..< i + 1`.
struct Stroke {
  let series: Int
  var dash: Dash?

  /// Draws straight pieces through the points.
  ///
  /// Where the line runs steadily to one side, each column of dots shows what the line covers there: a single
  /// dot where it is flat, a vertical run where it is steep or has many points. So no spike is lost however
  /// many points share a column, and the cost is proportional to their number. Other lines go segment by
  /// segment.
  func draw(_ points: [Point], on raster: inout Raster) {
    guard let first = points.first else { return }
    if points.count == 1 {
      raster.set(floored(first.x), floored(first.y), series: series)
      return
    }
    let pairs = zip(points, points.dropFirst())
    if pairs.allSatisfy({ $0.x <= $1.x }) {
      drawColumns(points, on: &raster)
    } else if pairs.allSatisfy({ $0.x >= $1.x }) {
      drawColumns(points.reversed(), on: &raster)
    } else {
      for (start, end) in pairs { drawSegment(start, end, on: &raster) }
    }
  }

  /// A digital differential analyser: as many steps as the longer side has dots.
  func drawSegment(_ start: Point, _ end: Point, on raster: inout Raster) {
    let steps = max(1, floored(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up)))
    for step in 0...steps {
      let t = Double(step) / Double(steps)
      raster.set(
        floored(start.x + (end.x - start.x) * t), floored(start.y + (end.y - start.y) * t), series: series)
    }
  }

  /// What a line covers in one column of dots.
  private struct Run {
    var column: Int
    var entry: Double
    var exit: Double
    var low: Double
    var high: Double
    var centre: Double
    var distance = Double.infinity
    var isJoinedBefore: Bool
    var isJoinedAfter = false
  }

  private func drawColumns(_ points: [Point], on raster: inout Raster) {
    var run: Run?
    for (start, end) in zip(points, points.dropFirst()) {
      let columns = floored(start.x)...max(floored(start.x), floored(end.x))
      for column in columns {
        func height(at x: Double) -> Double {
          end.x > start.x ? start.y + (end.y - start.y) * ((x - start.x) / (end.x - start.x)) : end.y
        }
        let (left, right) = (max(start.x, Double(column)), min(end.x, Double(column + 1)))
        let from = left == start.x ? start.y : height(at: left)
        let to = right == end.x ? end.y : height(at: right)
        var current: Run
        if let open = run, open.column == column {
          current = open
        } else {
          if var open = run {
            open.isJoinedAfter = true
            fill(open, on: &raster)
          }
          current = Run(
            column: column, entry: from, exit: from, low: from, high: from, centre: from,
            isJoinedBefore: run != nil)
        }
        current.exit = to
        current.low = min(current.low, from, to)
        current.high = max(current.high, from, to)
        let middle = min(max(Double(column) + 0.5, left), max(left, right))
        let distance = abs(middle - Double(column) - 0.5)
        if distance < current.distance {
          current.distance = distance
          current.centre = middle == end.x ? end.y : height(at: middle)
        }
        run = current
      }
    }
    if let run { fill(run, on: &raster) }
  }

  private func fill(_ run: Run, on raster: inout Raster) {
    guard run.high - run.low > 1 else {
      if let dash, dash.isGap(cell: run.column / raster.dots.columns) { return }
      raster.set(run.column, floored(run.centre), series: series)
      return
    }
    // Where the line goes on in the next column, half a dot is left to it: steep lines stay thin.
    func isShared(_ value: Double) -> Bool {
      (run.isJoinedBefore && run.entry == value) || (run.isJoinedAfter && run.exit == value)
    }
    let top = floored(run.low + (isShared(run.low) ? 0.5 : 0))
    let bottom = floored(run.high - (isShared(run.high) ? 0.5 : 0))
    for y in min(top, bottom)...max(top, bottom) { raster.set(run.column, y, series: series) }
  }

  private func floored(_ value: Double) -> Int {
    Int(max(-1e6, min(1e6, value.isNaN ? -1e6 : value.rounded(.down))))
  }
}
