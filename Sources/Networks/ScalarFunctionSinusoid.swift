import LinearAlgebra

/// The range over an interval of a function such as the sine, which swings between −1 and 1.
struct Sinusoid {
  let value: (Double) -> Double
  /// The derivative, of the right sign wherever it is not zero.
  let slope: (Double) -> Double
  let ulps: Int

  /// The range on an interval, by the signs of the derivative at the ends.
  ///
  /// Extremes are π apart, so an interval of length 3 has one inside only if the derivative changes its sign;
  /// one of length 2π or more has everything. Longer ones than 3 are halved.
  func range(on interval: Interval) -> Interval {
    let whole = Interval(-1, 1)
    let length = Rounding.sumUp(interval.upper, -interval.lower)
    // Also where the length is not a number: at an infinity, where there is no limit.
    guard length < 6.283185307179587 else { return whole }
    if length > 3 {
      let middle = interval.midpoint
      return range(on: Interval(interval.lower, middle)).union(range(on: Interval(middle, interval.upper)))
    }
    var range = Interval(value(interval.lower), ulps: ulps).union(Interval(value(interval.upper), ulps: ulps))
    let (before, after) = (slope(interval.lower), slope(interval.upper))
    if before > 0, after < 0 { range = range.union(Interval(1)) }
    if before < 0, after > 0 { range = range.union(Interval(-1)) }
    return range.clamped(to: whole)
  }
}
