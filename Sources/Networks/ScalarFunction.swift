public import LinearAlgebra
public import Parameters

/// A function of one variable, as every activation is: value, slope, and how steep it can be.
///
/// A file in `Activations/` and a line in `Activations.all` make one; the language, the plots, the layers and
/// every bound method then know it.
public protocol ScalarFunction: Configurable, Hashable {
  /// The word of the language.
  static var name: String { get }
  /// One line: the formula.
  static var summary: String { get }

  func value(_ x: Double) -> Double

  /// The derivative; at a kink the one that PyTorch uses; at ±infinity the limit.
  func slope(_ x: Double) -> Double

  /// `value` and `slope` differ from the exact ones by at most this many units in the last place.
  var ulps: Int { get }

  /// Where the function is defined.
  var domain: Interval { get }

  /// Where the slope jumps, ascending.
  var kinks: [Double] { get }

  /// Where the slope has a local extreme, ascending, with an enclosure of the slope there.
  ///
  /// Between neighbouring kinks and turning points the slope is monotone.
  var turningPoints: [TurningPoint] { get }

  /// Every slope that the function has in an interval: one-sided ones at kinks, limits at infinity.
  func slopes(on interval: Interval) -> Interval

  /// The slope just left and just right of a point, limits included.
  func sidedSlopes(at x: Double) -> (left: Double, right: Double)

  /// Where the magnitude of the slope is largest.
  var steepest: Steepest { get }
}

/// A point at which the slope of a function is locally extreme.
public struct TurningPoint: Hashable, Sendable {
  public let x: Double
  public let slope: Interval
  public init(_ x: Double, slope: Interval) {
    self.x = x
    self.slope = slope
  }
}

/// Where and how steeply a function is steepest.
public struct Steepest: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    case at(Double)
    /// Not reached, only approached: beside a kink, or towards an infinity.
    case towards(Double)
  }
  public let place: Place
  /// An enclosure of the slope's magnitude.
  public let slope: Interval
  public init(_ place: Place, slope: Interval) {
    self.place = place
    self.slope = slope
  }
}
