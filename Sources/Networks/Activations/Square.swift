public import LinearAlgebra

/// `x ↦ x²`, steeper without end: not Lipschitz on the whole line.
public struct Square: ScalarFunction {
  public static let name = "square"
  public static let summary = "x^2"
  public init() {}

  public var ulps: Int { 1 }
  public var extremes: [Extreme] { [Extreme(0, value: .zero)] }
  public var steepest: Steepest { Steepest(.towards(.infinity), slope: Interval(.infinity)) }

  public func value(_ x: Double) -> Double { x * x }
  public func slope(_ x: Double) -> Double { 2 * x }

  /// Doubling is exact.
  public func slopes(on interval: Interval) -> Interval {
    Interval(Rounding.productDown(2, interval.lower), Rounding.productUp(2, interval.upper))
  }
}
