import LinearAlgebra

/// `x / (1 + |x|)`.
public struct Softsign: ScalarFunction {
  public static let name = "softsign"
  public static let summary = "x / (1 + |x|)"
  public init() {}

  public var ulps: Int { 4 }
  public var turningPoints: [TurningPoint] { [TurningPoint(0, slope: Interval(1))] }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(1)) }

  public func value(_ x: Double) -> Double {
    x.isInfinite ? (x > 0 ? 1 : -1) : x / (1 + x.magnitude)
  }
  public func slope(_ x: Double) -> Double {
    let growth = 1 + x.magnitude
    return x.isInfinite ? 0 : 1 / growth / growth  // the square might overflow
  }
}
