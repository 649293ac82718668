import LinearAlgebra
import RealModule

/// `x ↦ eˣ`, steeper without end: not Lipschitz on the whole line.
public struct Exponential: ScalarFunction {
  public static let name = "exp"
  public static let summary = "e^x"
  public init() {}

  public var ulps: Int { 1 }
  public var steepest: Steepest { Steepest(.towards(.infinity), slope: Interval(.infinity)) }

  public func value(_ x: Double) -> Double { .exp(x) }
  public func slope(_ x: Double) -> Double { .exp(x) }
}
