import LinearAlgebra
import RealModule

/// `σ(x) = 1 / (1 + e⁻ˣ)`.
public struct Sigmoid: ScalarFunction {
  public static let name = "sigmoid"
  public static let summary = "1 / (1 + e^-x)"
  public init() {}

  public var ulps: Int { 6 }
  public var turningPoints: [TurningPoint] { [TurningPoint(0, slope: Interval(0.25))] }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(0.25)) }

  public func value(_ x: Double) -> Double {
    let decay = Double.exp(-x.magnitude)
    return (x < 0 ? decay : 1) / (1 + decay)
  }

  /// `σ(x) σ(−x)`, by the one exponential that cannot overflow.
  public func slope(_ x: Double) -> Double {
    let decay = Double.exp(-x.magnitude)
    let growth = 1 + decay
    return decay / (growth * growth)
  }
}
