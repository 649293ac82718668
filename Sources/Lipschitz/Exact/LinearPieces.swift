import LinearAlgebra
import Networks

/// The straight pieces of a function that is linear between its kinks, from left to right.
///
/// On piece p the function is `slopes[p] z + intercepts[p]`; it begins at `kinks[p - 1]` and ends at `kinks[p]`.
struct LinearPieces: Sendable {
  let kinks: [Double]
  let slopes: [Interval]
  let intercepts: [Interval]

  /// The pieces, or nil for a function with a curve in it.
  init?(of function: any ScalarFunction) {
    let ends = function.kinks
    guard function.domain == .everything else { return nil }
    var slopes: [Interval] = []
    var intercepts: [Interval] = []
    for piece in 0...ends.count {
      let left = piece == 0 ? -Double.infinity : ends[piece - 1].nextUp
      let right = piece == ends.count ? Double.infinity : ends[piece].nextDown
      let slope = function.slopes(on: Interval(left, right))
      guard slope.isPoint, slope.upper.isFinite else { return nil }
      // Every piece holds a kink, or the function is one line.
      let place = ends.isEmpty ? 0 : piece == 0 ? ends[0] : ends[piece - 1]
      slopes.append(slope)
      intercepts.append(function.enclosure(of: Interval(place)) - slope * Interval(place))
    }
    kinks = ends
    self.slopes = slopes
    self.intercepts = intercepts
  }

  var all: ClosedRange<Int> { 0...kinks.count }

  /// The pieces that an interval of arguments meets; one end of the interval at a kink meets no piece beyond it.
  func meeting(_ arguments: Interval) -> ClosedRange<Int> {
    let last = kinks.count { $0 < arguments.upper }
    let first = kinks.count { $0 <= arguments.lower }
    return min(first, last)...last
  }

  /// Every slope on some pieces.
  func slope(on pieces: ClosedRange<Int>) -> Interval {
    pieces.dropFirst().reduce(slopes[pieces.lowerBound]) { $0.union(slopes[$1]) }
  }

  /// Every intercept of some pieces.
  func intercept(on pieces: ClosedRange<Int>) -> Interval {
    pieces.dropFirst().reduce(intercepts[pieces.lowerBound]) { $0.union(intercepts[$1]) }
  }
}
