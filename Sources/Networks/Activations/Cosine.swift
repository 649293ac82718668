public import LinearAlgebra
import RealModule

/// The cosine; without limits at ±infinity, where it is not a number.
public struct Cosine: ScalarFunction {
  public static let name = "cos"
  public static let summary = "the cosine of x radians"
  public init() {}

  public var ulps: Int { 1 }
  public var steepest: Steepest { Steepest(.at(-0.5 * .pi), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { .cos(x) }
  public func slope(_ x: Double) -> Double { -.sin(x) }
  public func slopes(on interval: Interval) -> Interval { -Sine().enclosure(of: interval) }
  public func enclosure(of interval: Interval) -> Interval {
    Sinusoid(value: value, slope: slope, ulps: ulps).range(on: interval)
  }
}
