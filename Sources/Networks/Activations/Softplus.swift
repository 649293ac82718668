import LinearAlgebra
import RealModule

/// `ln(1 + eˣ)`, a smooth ReLU.
public struct Softplus: ScalarFunction {
  public static let name = "softplus"
  public static let summary = "ln(1 + e^x)"
  public init() {}

  public var ulps: Int { 4 }
  public var steepest: Steepest { Steepest(.towards(.infinity), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { max(x, 0) + .log(onePlus: .exp(-x.magnitude)) }
  public func slope(_ x: Double) -> Double { Sigmoid().value(x) }
}
