import LinearAlgebra
import RealModule

/// `λx` above 0, `λα(eˣ − 1)` below, with slope λα at the kink.
///
/// λ = 1.0507009873554804934193349852946 and α = 1.6732632423543772848170429916717, not the doubles next to
/// them.
///
/// - Source: Klambauer et al. 2017, arXiv:1706.02515.
public struct SELU: ScalarFunction {
  public static let name = "selu"
  public static let summary = "1.0507 x for x > 0, 1.7581 (e^x - 1) below"
  public init() {}

  static let lambda = 1.0507009873554805
  static let lambdaAlpha = 1.7580993408473768
  static let exactLambdaAlpha = Interval(1.7580993408473768, 1.758099340847377)

  public var ulps: Int { 6 }
  public var kinks: [Double] { [0] }
  public var turningPoints: [TurningPoint] { [TurningPoint(0, slope: Self.exactLambdaAlpha)] }
  public var extremes: [Extreme] { [Extreme(-.infinity, value: -Self.exactLambdaAlpha)] }
  public var steepest: Steepest { Steepest(.towards(-0.0), slope: Self.exactLambdaAlpha) }

  public func value(_ x: Double) -> Double {
    x < 0 ? Self.lambdaAlpha * .expMinusOne(x) : Self.lambda * x
  }
  public func slope(_ x: Double) -> Double {
    x > 0 ? Self.lambda : Self.lambdaAlpha.timesExponential(of: x)
  }
  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) {
    (slope(x), x == 0 ? Self.lambda : slope(x))
  }
}
