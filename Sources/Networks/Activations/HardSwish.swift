public import LinearAlgebra

/// `x (x + 3) / 6` between −3 and 3, 0 below and `x` above; at the kinks its slope is that of the middle.
///
/// - Source: Howard et al. 2019, arXiv:1905.02244.
public struct HardSwish: ScalarFunction {
  public static let name = "hardswish"
  public static let summary = "x max(0, min(x + 3, 6)) / 6"
  public init() {}

  public var ulps: Int { 3 }
  public var kinks: [Double] { [-3, 3] }
  public var extremes: [Extreme] { [Extreme(-1.5, value: Interval(-0.375))] }
  public var steepest: Steepest { Steepest(.towards(3), slope: Interval(1.5)) }

  public func value(_ x: Double) -> Double { x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6 }
  public func slope(_ x: Double) -> Double { x < -3 ? 0 : x > 3 ? 1 : (2 * x + 3) / 6 }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (x == -3 ? 0 : slope(x), x == 3 ? 1 : slope(x))
  }

  /// Outside of the middle exact.
  public func slopes(on interval: Interval) -> Interval {
    if interval.upper < -3 { return .zero }
    if interval.lower > 3 { return Interval(1) }
    let middle = Interval(min(max(interval.lower, -3), 3), min(max(interval.upper, -3), 3))
    var range = Interval(slope(middle.lower), ulps: ulps).union(Interval(slope(middle.upper), ulps: ulps))
    if interval.lower <= -3 { range = range.union(.zero) }
    if interval.upper >= 3 { range = range.union(Interval(1)) }
    return range.clamped(to: slopeHull)
  }
}
