/// A rectangle in data coordinates that lines are cut to before they are scaled to a canvas.
struct ClippingRectangle: Hashable, Sendable {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>

  /// The part of a segment inside, or nil.
  ///
  /// Both ends may lie outside, and as far as 1e308 away: differences are taken of quarters and do not overflow.
  ///
  /// - Source: Liang and Barsky, "A new concept and method for line clipping", 1984.
  func clip(_ from: Point, _ to: Point) -> (Point, Point)? {
    var enter = 0.0
    var leave = 1.0
    func cut(_ start: Double, _ end: Double, _ range: ClosedRange<Double>) -> Bool {
      let delta = end / 4 - start / 4
      if delta == 0 { return range.contains(start) }
      let toLow = (range.lowerBound / 4 - start / 4) / delta
      let toHigh = (range.upperBound / 4 - start / 4) / delta
      enter = max(enter, min(toLow, toHigh))
      leave = min(leave, max(toLow, toHigh))
      return enter <= leave
    }
    guard from.x.isFinite, from.y.isFinite, to.x.isFinite, to.y.isFinite else { return nil }
    guard cut(from.x, to.x, x), cut(from.y, to.y, y) else { return nil }
    func at(_ t: Double) -> Point {
      if t <= 0 { return from }
      if t >= 1 { return to }
      // Rounding must not carry the end of a far segment out of the rectangle again.
      return Point(
        min(max(from.x * (1 - t) + to.x * t, x.lowerBound), x.upperBound),
        min(max(from.y * (1 - t) + to.y * t, y.lowerBound), y.upperBound))
    }
    return (at(enter), at(leave))
  }
}
