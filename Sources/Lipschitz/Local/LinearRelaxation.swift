import LinearAlgebra
import Networks

/// Two lines between which a function of one variable runs on an interval, proven.
///
/// Each line supports the hull of the graph at the middle of the interval, so that the area between it and the graph
/// is as small as a line can make it: the chord or a tangent, whatever fits; for ReLU the adaptive lower slope of
/// CROWN. Where that slope comes from does not matter for the proof: the intercept is found for it by bounding
/// `φ(z) − s z` on ever smaller pieces.
///
/// - Complexity: some dozen values and slopes.
/// - Source: Zhang et al. 2018, arXiv:1811.00866, for ReLU and S-shaped functions.
struct LinearRelaxation: Hashable, Sendable {
  /// `z ↦ slope · z + intercept`.
  struct Line: Hashable, Sendable {
    let slope: Double
    let intercept: Double
  }

  /// Not above the function.
  let lower: Line
  /// Not below the function.
  let upper: Line

  init(of function: any ScalarFunction, on range: Interval) {
    let values = function.enclosure(of: range)
    let flat = (Line(slope: 0, intercept: values.lower), Line(slope: 0, intercept: values.upper))
    guard !range.isPoint, range.magnitude.isFinite, values.magnitude.isFinite,
      function.domain.intersection(range) == range
    else {
      (lower, upper) = flat
      return
    }
    let slopes = function.slopes(on: range)
    if slopes.isPoint, slopes.lower.isFinite {
      let rise = function.rise(at: range.lower, above: slopes.lower)
      lower = Line(slope: slopes.lower, intercept: rise.lower)
      upper = Line(slope: slopes.lower, intercept: rise.upper)
      return
    }
    let nodes = function.nodes(on: range)
    let graph = nodes.map { function.value($0) }
    let middle = range.midpoint
    func line(_ side: Side) -> Line {
      let level = side == .below ? values.lower : values.upper
      let slope = min(
        max(hullSlope(nodes, graph.map { side.sign * $0 }, at: middle) * side.sign, slopes.lower),
        slopes.upper)
      guard slope.isFinite else { return Line(slope: 0, intercept: level) }
      let intercept = side.sign * function.floor(of: side, slope: slope, nodes: nodes)
      // A level line may be nearer where a function turns often.
      let gain = side.sign * (slope * middle + intercept - level)
      return gain >= 0 ? Line(slope: slope, intercept: intercept) : Line(slope: 0, intercept: level)
    }
    lower = line(.below)
    upper = line(.above)
  }
}

/// On which side of a graph a line is.
private enum Side {
  case below, above
  var sign: Double { self == .below ? 1 : -1 }
}

/// The slope at `x` of the largest convex function that is not above some points.
private func hullSlope(_ x: [Double], _ y: [Double], at place: Double) -> Double {
  var hull: [Int] = []
  for next in x.indices {
    while hull.count > 1 {
      let (first, last) = (hull[hull.count - 2], hull[hull.count - 1])
      let turn = (x[last] - x[first]) * (y[next] - y[first]) - (x[next] - x[first]) * (y[last] - y[first])
      guard turn <= 0 else { break }
      hull.removeLast()
    }
    hull.append(next)
  }
  let end = hull.indices.dropFirst().first { x[hull[$0]] >= place } ?? hull.count - 1
  let (left, right) = (hull[end - 1], hull[end])
  return (y[right] - y[left]) / (x[right] - x[left])
}

extension ScalarFunction {
  /// `φ(z) − slope · z` at one point.
  fileprivate func rise(at z: Double, above slope: Double) -> Interval {
    enclosure(of: Interval(z)) - Interval(slope) * Interval(z)
  }

  /// Points of an interval, ascending: both ends, where the function or its slope turns, and some between.
  fileprivate func nodes(on range: Interval) -> [Double] {
    let pieces = 15  // odd, so that an edge of the hull of a smooth graph has the slope of the middle
    var nodes = kinks + turningPoints.map(\.x) + extremes.map(\.x)
    for index in 1..<pieces {
      let share = Double(index) / Double(pieces)
      nodes.append(range.lower * (1 - share) + range.upper * share)
    }
    nodes = nodes.filter { range.lower < $0 && $0 < range.upper }.sorted()
    var result = [range.lower]
    for node in nodes + [range.upper] where node > result[result.count - 1] { result.append(node) }
    return result
  }

  /// A number that `φ(z) − slope · z`, or its opposite for a line above, is not below between the first and the last
  /// node.
  fileprivate func floor(of side: Side, slope: Double, nodes: [Double]) -> Double {
    func height(_ z: Double) -> Interval {
      let rise = rise(at: z, above: slope)
      return side == .below ? rise : -rise
    }
    func piece(_ a: Double, _ b: Double, _ heights: (Interval, Interval)) -> Piece {
      let ends = Interval(a, b)
      let difference = slopes(on: ends) - Interval(slope)
      let steepness = side == .below ? difference : -difference
      let simple = enclosure(of: ends) - Interval(slope) * ends
      let level = side == .below ? simple.lower : -simple.upper
      return Piece(
        ends: ends, heights: heights,
        floor: max(
          level,
          Piece.floor(heights.0.lower, heights.1.lower, over: ends, steepness: steepness)))
    }
    let heights = nodes.map(height)
    var lowestSeen = heights.reduce(Double.infinity) { min($0, $1.upper) }
    let spread = heights.reduce(0) { max($0, $1.upper) } - min(lowestSeen, 0)
    var pieces = nodes.indices.dropLast().map {
      piece(nodes[$0], nodes[$0 + 1], (heights[$0], heights[$0 + 1]))
    }
    for _ in 0..<40 {
      guard let lowest = pieces.indices.min(by: { pieces[$0].floor < pieces[$1].floor }) else { break }
      let worst = pieces[lowest]
      let middle = worst.ends.midpoint
      guard worst.floor < lowestSeen - 1e-9 * spread, worst.ends.lower < middle, middle < worst.ends.upper
      else { break }
      let seen = height(middle)
      lowestSeen = min(lowestSeen, seen.upper)
      pieces[lowest] = piece(worst.ends.lower, middle, (worst.heights.0, seen))
      pieces.append(piece(middle, worst.ends.upper, (seen, worst.heights.1)))
    }
    return pieces.reduce(Double.infinity) { min($0, $1.floor) }
  }
}

/// A part of an interval with what is known of a function's heights there.
private struct Piece {
  let ends: Interval
  let heights: (Interval, Interval)
  /// Not above any height in the part.
  let floor: Double

  /// What a function that rises with a slope in an interval is not below, if it starts and ends at least this high.
  ///
  /// It is above the lines that fall from both ends as steeply as it can, so above every mean of the two; the mean
  /// whose weights make it level is the best.
  static func floor(_ start: Double, _ end: Double, over ends: Interval, steepness: Interval) -> Double {
    if steepness.lower >= 0 { return start }
    if steepness.upper <= 0 { return end }
    guard steepness.magnitude.isFinite else { return -.infinity }
    let width = Interval(ends.upper) - Interval(ends.lower)
    let share = Interval(min(1, steepness.upper / (steepness.upper - steepness.lower)))
    let rest = Interval(1) - share
    let tilt = share * Interval(steepness.lower) + rest * Interval(steepness.upper)
    let level = share * Interval(start) + rest * (Interval(end) - Interval(steepness.upper) * width)
    return (level + Interval(min(0, tilt.lower)) * width).lower
  }
}
