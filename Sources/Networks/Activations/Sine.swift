public import LinearAlgebra
import RealModule

/// The sine; without limits at ±infinity, where it is not a number.
public struct Sine: ScalarFunction {
  public static let name = "sin"
  public static let summary = "the sine of x radians"
  public init() {}

  public var ulps: Int { 1 }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { .sin(x) }
  public func slope(_ x: Double) -> Double { .cos(x) }
  public func slopes(on interval: Interval) -> Interval { Cosine().enclosure(of: interval) }
  public func enclosure(of interval: Interval) -> Interval {
    Sinusoid(value: value, slope: slope, ulps: ulps).range(on: interval)
  }
}
