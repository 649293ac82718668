import LinearAlgebra
import RealModule

/// `x tanh(ln(1 + eˣ))`.
///
/// With `w = eˣ` and `q = w(w + 2)`, the hyperbolic tangent is `q / (q + 2)`.
///
/// - Source: Misra 2019, arXiv:1908.08681.
public struct Mish: ScalarFunction {
  public static let name = "mish"
  public static let summary = "x tanh(ln(1 + e^x))"
  public init() {}

  static let steepestSlope = Interval(1.0884981612517277, 1.088498161251728)
  static let turns = [
    TurningPoint(-2.256376396360793, slope: Interval(-0.11252612238946257, -0.11252612238946255)),
    TurningPoint(1.4905711794854284, slope: steepestSlope),
  ]
  static let valley = Extreme(-1.1924312145154952, value: Interval(-0.30884341301725043, -0.3088434130172504))

  public var ulps: Int { 14 }
  public var turningPoints: [TurningPoint] { Self.turns }
  public var extremes: [Extreme] { [Self.valley] }
  public var steepest: Steepest { Steepest(.at(1.4905711794854284), slope: Self.steepestSlope) }

  public func value(_ x: Double) -> Double {
    if x < -1500 { return -0.0 }
    if x < -700 { return x.timesExponential(of: x) }
    let power = Double.exp(x)
    return x / (1 + 2 / (power * (power + 2)))
  }

  /// `w n(x) / (q + 2)²` with `n(x) = w³ + 4w² + 6w + 4 + 4x(w + 1)`.
  public func slope(_ x: Double) -> Double {
    if x > 800 { return 1 }
    if x < -1500 { return -0.0 }
    if x < -700 { return (1 + x).timesExponential(of: x) }
    if x >= 0 {  // both divided by w⁴
      let v = Double.exp(-x)
      let root = 1 + 2 * v * (1 + v)
      return (1 + v * (4 + v * (6 + 4 * v + 4 * x * (1 + v)))) / (root * root)
    }
    let w = Double.exp(x)
    let root = 2 + w * (2 + w)
    return w * (Self.numerator(x, power: w) / (root * root))
  }

  /// `4(x + 1) + w(4x + 6) + 4w² + w³`; near its zero x₀ as its rise from there, where nothing cancels.
  private static func numerator(_ x: Double, power w: Double) -> Double {
    let d = (x - valley.x) - beyondValley
    guard d.magnitude < 0.5 else { return 4 * (x + 1) + w * (4 * x + 6 + w * (4 + w)) }
    let rise = Double.expMinusOne(d)
    // The factors of `eᵈ − 1`, `d eᵈ`, `e²ᵈ − 1` and `e³ᵈ − 1`, powers of e^x₀ times 4x₀ + 6, 4, 4 and 1.
    let first = 0.3733670191691929 * rise + 1.2139301411261156 * (d * (1 + rise))
    let higher = 0.3684065968836178 * .expMinusOne(2 * d) + 0.027951242009170138 * .expMinusOne(3 * d)
    return 4 * d + (first + higher)
  }

  /// What `valley.x` lacks.
  private static let beyondValley = -4.8484829848031044e-17
}
