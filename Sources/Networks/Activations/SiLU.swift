import LinearAlgebra
import RealModule

/// `x σ(x)`, also called swish.
///
/// - Source: Elfwing, Uchibe and Doya 2018, arXiv:1702.03118.
public struct SiLU: ScalarFunction {
  public static let name = "silu"
  public static let summary = "x / (1 + e^-x)"
  public init() {}

  static let steepestSlope = Interval(1.0998393201288668, 1.099839320128867)
  static let turns = [
    TurningPoint(-2.3993572805154675, slope: Interval(-0.09983932012886693, -0.09983932012886691)),
    TurningPoint(2.3993572805154675, slope: steepestSlope),
  ]
  static let valley = Extreme(-1.2784645427610737, value: Interval(-0.2784645427610738, -0.27846454276107374))

  public var ulps: Int { 10 }
  public var turningPoints: [TurningPoint] { Self.turns }
  public var extremes: [Extreme] { [Self.valley] }
  public var steepest: Steepest { Steepest(.at(2.3993572805154675), slope: Self.steepestSlope) }

  public func value(_ x: Double) -> Double {
    if x < -1500 { return -0.0 }
    return x < -700 ? x.timesExponential(of: x) : x / (1 + .exp(-x))
  }

  /// `σ(x) (1 + x σ(−x))`, or `eˣ n(x) / (1 + eˣ)²` with `n(x) = 1 + x + eˣ`.
  public func slope(_ x: Double) -> Double {
    if x > 800 { return 1 }
    if x < -1500 { return -0.0 }
    if x < -700 { return (1 + x).timesExponential(of: x) }
    if x >= 0 {
      let decay = Double.exp(-x)
      let growth = 1 + decay
      return (1 + decay * (1 + x)) / (growth * growth)
    }
    let power = Double.exp(x)
    return Self.numerator(x, power: power) / ((1 + power) * (1 + 1 / power))
  }

  /// `1 + x + eˣ`; near its zero x₀ as `d + e^x₀ (e^d − 1)` with `d = x − x₀`, where nothing cancels.
  private static func numerator(_ x: Double, power: Double) -> Double {
    let distance = (x - valley.x) - beyondValley
    guard distance.magnitude < 1 else { return 1 + x + power }
    return distance + 0.2784645427610738 * .expMinusOne(distance)
  }

  /// What `valley.x` lacks.
  private static let beyondValley = -1.0946994183093437e-16
}
