public import LinearAlgebra

/// `x ↦ √x` from 0 on, vertical at 0: not Lipschitz near there.
public struct SquareRoot: ScalarFunction {
  public static let name = "sqrt"
  public static let summary = "the root of x"
  public init() {}

  public var ulps: Int { 2 }
  public var domain: Interval { Interval(0, .infinity) }
  public var steepest: Steepest { Steepest(.towards(0), slope: Interval(.infinity)) }

  public func value(_ x: Double) -> Double { x.squareRoot() }
  /// `1 / (2 √x)`, +inf at 0 of either sign.
  public func slope(_ x: Double) -> Double { 0.5 / x.squareRoot().magnitude }
}
