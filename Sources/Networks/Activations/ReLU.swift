import LinearAlgebra

/// `x ↦ max(x, 0)`, with slope 0 at the kink.
public struct ReLU: ScalarFunction {
  public static let name = "relu"
  public static let summary = "max(x, 0)"
  public init() {}

  public var ulps: Int { 0 }
  public var kinks: [Double] { [0] }
  public var steepest: Steepest { Steepest(.at(1), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { x < 0 ? 0 : x }
  public func slope(_ x: Double) -> Double { x > 0 ? 1 : 0 }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) { (slope(x), x >= 0 ? 1 : 0) }
}
