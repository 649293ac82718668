import LinearAlgebra
public import Parameters
import RealModule

/// `x` above 0, `α(eˣ − 1)` below, with slope α at 0: a kink, unless α is 1.
public struct ELU: ScalarFunction {
  public static let name = "elu"
  public static let summary = "x for x > 0, alpha (e^x - 1) below"
  public static let parameters: [Parameter<Self>] = [
    Parameter("alpha", \.alpha, "how far below 0 it goes", role: .positional)
  ]
  /// Minus the limit at -inf: any finite number, also a negative one.
  public var alpha = 1.0
  public init() {}
  public init(alpha: Double) { self.alpha = alpha }

  public var ulps: Int { alpha.magnitude < 0x1p900 ? 5 : 7 }  // what `timesExponential` loses
  public var kinks: [Double] { alpha == 1 ? [] : [0] }
  public var extremes: [Extreme] { alpha < 0 ? [Extreme(0, value: .zero)] : [] }
  public var steepest: Steepest {
    alpha.magnitude > 1
      ? Steepest(.towards(-0.0), slope: Interval(alpha.magnitude)) : Steepest(.at(1), slope: Interval(1))
  }

  public func value(_ x: Double) -> Double { x < 0 ? alpha * .expMinusOne(x) : x }
  public func slope(_ x: Double) -> Double { x > 0 ? 1 : alpha.timesExponential(of: x) }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (slope(x), x == 0 ? 1 : slope(x))
  }
}
