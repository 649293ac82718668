import LinearAlgebra

/// `x` cut to -1...1, with slope 0 at both kinks.
public struct HardTanh: ScalarFunction {
  public static let name = "hardtanh"
  public static let summary = "max(-1, min(x, 1))"
  public init() {}

  public var ulps: Int { 0 }
  public var kinks: [Double] { [-1, 1] }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { x < -1 ? -1 : x > 1 ? 1 : x }
  public func slope(_ x: Double) -> Double { x.magnitude < 1 ? 1 : 0 }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (x > -1 && x <= 1 ? 1 : 0, x >= -1 && x < 1 ? 1 : 0)
  }
}
