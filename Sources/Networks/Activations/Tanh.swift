import LinearAlgebra
import RealModule

/// The hyperbolic tangent.
public struct Tanh: ScalarFunction {
  public static let name = "tanh"
  public static let summary = "(e^x - e^-x) / (e^x + e^-x)"
  public init() {}

  public var ulps: Int { 6 }
  public var turningPoints: [TurningPoint] { [TurningPoint(0, slope: Interval(1))] }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { .tanh(x) }

  /// `1 / cosh²`, where `1 − tanh²` would cancel.
  public func slope(_ x: Double) -> Double {
    let decay = Double.exp(-2 * x.magnitude)
    let growth = 1 + decay
    return 4 * decay / (growth * growth)
  }
}
