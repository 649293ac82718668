import LinearAlgebra

/// `x ↦ x`.
public struct Identity: ScalarFunction {
  public static let name = "identity"
  public static let summary = "x"
  public init() {}

  public var ulps: Int { 0 }
  public var steepest: Steepest { Steepest(.at(0), slope: Interval(1)) }

  public func value(_ x: Double) -> Double { x }
  public func slope(_ x: Double) -> Double { 1 }
}
