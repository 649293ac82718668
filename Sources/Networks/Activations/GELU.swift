import LinearAlgebra
import RealModule

/// `x Φ(x)`, where Φ is the distribution function of a standard normal variable.
///
/// This is the exact one by the error function, not its approximation by a hyperbolic tangent.
///
/// - Source: Hendrycks and Gimpel 2016, arXiv:1606.08415.
public struct GELU: ScalarFunction {
  public static let name = "gelu"
  public static let summary = "x Phi(x), with Phi the normal distribution function"
  public init() {}

  static let steepestSlope = Interval(1.1289041451851547, 1.128904145185155)
  static let turns = [
    TurningPoint(-1.4142135623730951, slope: Interval(-0.1289041451851548, -0.12890414518515478)),
    TurningPoint(1.4142135623730951, slope: steepestSlope),
  ]
  static let valley = Extreme(
    -0.7517915246935645, value: Interval(-0.16997120747990369, -0.16997120747990366))

  /// Of which the C library's erfc has five, each worth up to two halves.
  public var ulps: Int { 18 }
  public var turningPoints: [TurningPoint] { Self.turns }
  public var extremes: [Extreme] { [Self.valley] }
  public var steepest: Steepest { Steepest(.at(1.4142135623730951), slope: Self.steepestSlope) }

  public func value(_ x: Double) -> Double {
    if x > 40 { return x }
    if x < -40 { return -0.0 }
    if x < -12 { return Self.tail(x).value }
    return x * Self.distribution(x)
  }

  public func slope(_ x: Double) -> Double {
    if x > 40 { return 1 }
    if x < -40 { return -0.0 }
    if x < -12 { return Self.tail(x).slope }
    let distance = (x - Self.valley.x) - Self.beyondValley
    if distance.magnitude < 0.6 { return Self.slopeNearValley(distance) }
    return Self.distribution(x) + x * Self.density(x)
  }

  /// `Φ(x)` for x from −12 to 40.
  static func distribution(_ x: Double) -> Double {
    let argument = -x * rootOfHalf
    if x > -0.5 { return 0.5 - 0.5 * Double.erf(argument) }
    // Far left, erfc multiplies the argument's relative error by 2x²: the part that was rounded off counts.
    let rest = (-argument).addingProduct(-x, rootOfHalf) - x * rootOfHalfRest
    return 0.5 * (.erfc(argument) - 1.1283791670955126 * .exp(-argument * argument) * rest)
  }

  /// `φ(x) = exp(−x²/2) / √(2π)`, with the part of x² that was rounded off.
  static func density(_ x: Double) -> Double {
    let (square, rest) = squared(x)
    return 0.3989422804014327 * (.exp(-0.5 * square) * (1 - 0.5 * rest))
  }

  /// Value and slope below −12, by the asymptotic series `Φ(x) = φ(x)/|x| (1 − 1/x² + 3/x⁴ − 15/x⁶ ...)`.
  ///
  /// The first term left out is below `10⁻¹⁸`. The density comes as a product of two halves, each far from
  /// underflow.
  ///
  /// - Source: Abramowitz and Stegun, 26.2.12.
  static func tail(_ x: Double) -> (value: Double, slope: Double) {
    let (square, rest) = squared(x)
    var series = 1.0
    for odd in stride(from: 35.0, through: 1, by: -2) { series = 1 - odd / square * series }
    let root = Double.exp(-0.25 * square)
    let scale = -0.3989422804014327 * (1 - 0.5 * rest) * root
    return (scale * series * root, scale * ((square - series) / -x) * root)
  }

  /// `x²` as a double and what it lacks.
  private static func squared(_ x: Double) -> (Double, Double) {
    let square = x * x
    return (square, (-square).addingProduct(x, x))
  }

  /// The slope at a distance of at most 0.6 from its zero, to a relative error of `10⁻¹⁷` before rounding.
  ///
  /// There `Φ(x) + x φ(x)` cancels. The polynomial interpolates `slope / distance` at 18 Chebyshev points.
  static func slopeNearValley(_ distance: Double) -> Double {
    distance * slopeCoefficients.reversed().reduce(0) { $0 * distance + $1 }
  }

  private static let slopeCoefficients = [
    0.43149399231404695, 0.388284982990552, -0.0181996763986717, -0.11400823329722175,
    -0.014771522148198754, 0.01942167983819242, 0.004539228377824106, -0.0022395380681693076,
    -0.0007448268200537191, 0.00018633974760441332, 8.61593287959612e-05, -1.1214391241169773e-05,
    -7.747752167563044e-06, 4.328974836992842e-07, 5.683142226346548e-07, -1.7499802578510455e-09,
    -3.2509670100256916e-08, -1.1765815671985354e-09,
  ]

  /// What `valley.x` lacks.
  private static let beyondValley = 1.4956759177009883e-17
  private static let rootOfHalf = 0.7071067811865476
  private static let rootOfHalfRest = -4.833646656726457e-17
}
