public import LinearAlgebra
public import Parameters

/// `x` above 0, `αx` below, with slope α at the kink.
public struct LeakyReLU: ScalarFunction {
  public static let name = "leakyrelu"
  public static let summary = "x for x > 0, alpha x below"
  public static let parameters: [Parameter<Self>] = [
    Parameter("alpha", \.alpha, "the slope below 0", role: .positional)
  ]
  /// The slope below 0: any finite number, also a negative one.
  public var alpha = 0.01
  public init() {}
  public init(alpha: Double) { self.alpha = alpha }

  /// Only `αx` is rounded.
  public var ulps: Int { 1 }
  public var kinks: [Double] { alpha == 1 ? [] : [0] }
  public var extremes: [Extreme] { alpha < 0 ? [Extreme(0, value: .zero)] : [] }
  public var steepest: Steepest {
    alpha.magnitude > 1
      ? Steepest(.at(-1), slope: Interval(alpha.magnitude)) : Steepest(.at(1), slope: Interval(1))
  }

  public func value(_ x: Double) -> Double {
    if x < 0 { return alpha == 0 ? 0 : alpha * x }  // 0 × -inf is not a number, the limit is 0
    return x
  }
  public func slope(_ x: Double) -> Double { x > 0 ? 1 : alpha }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (slope(x), x >= 0 ? 1 : alpha)
  }
  /// Exact.
  public func slopes(on interval: Interval) -> Interval {
    if interval.lower > 0 { return Interval(1) }
    if interval.upper < 0 { return Interval(alpha) }
    return Interval(alpha).union(Interval(1))
  }

  /// Exact but for one rounding of `αx`, and at 0 exact.
  public func enclosure(of interval: Interval) -> Interval {
    let below = Interval(alpha) * Interval(min(interval.lower, 0), min(interval.upper, 0))
    let above = Interval(max(interval.lower, 0), max(interval.upper, 0))
    if interval.lower >= 0 { return above }
    return interval.upper <= 0 ? below : below.union(above)
  }
}
