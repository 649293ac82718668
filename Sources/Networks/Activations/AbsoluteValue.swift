import LinearAlgebra

/// `x ↦ |x|`, with slope 0 at the kink.
public struct AbsoluteValue: ScalarFunction {
  public static let name = "abs"
  public static let summary = "|x|"
  public init() {}

  public var ulps: Int { 0 }
  public var kinks: [Double] { [0] }
  public var extremes: [Extreme] { [Extreme(0, value: .zero)] }
  public var steepest: Steepest { Steepest(.at(1), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { x.magnitude }
  public func slope(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (x > 0 ? 1 : -1, x >= 0 ? 1 : -1)
  }
}
