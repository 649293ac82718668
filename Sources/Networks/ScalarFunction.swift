public import LinearAlgebra
public import Parameters

/// A function of one variable, as every activation is: value, slope, and how steep it can be.
///
/// A file in `Activations/` and a line in `Activations.all` make one; the language, the plots, the layers and
/// every bound method then know it. Most say where they turn and get their rigorous ranges from that, see
/// `ScalarFunctionRanges.swift`.
public protocol ScalarFunction: Configurable, Hashable {
  /// The word of the language.
  static var name: String { get }
  /// One line: the formula.
  static var summary: String { get }

  /// The function's value; at ±infinity the limit, outside the domain not a number.
  func value(_ x: Double) -> Double

  /// The derivative; at a kink the one that PyTorch uses; at ±infinity the limit.
  func slope(_ x: Double) -> Double

  /// `value` and `slope` differ from the exact ones by at most this many units in the last place.
  ///
  /// The unit is the `ulp` of what was computed. 0 says that both are exact.
  var ulps: Int { get }

  /// Where the function is defined.
  var domain: Interval { get }

  /// Where the slope jumps, ascending.
  var kinks: [Double] { get }

  /// Where the slope has a local extreme, ascending, with an enclosure of the slope there.
  ///
  /// Between neighbouring kinks and turning points the slope is monotone. Empty for a function that turns
  /// infinitely often; it has ranges of its own.
  var turningPoints: [TurningPoint] { get }

  /// Where the function itself has a local extreme, ascending, with an enclosure of its value there.
  ///
  /// Between neighbours the function is monotone. Empty for a function that turns infinitely often.
  var extremes: [Extreme] { get }

  /// The slope just left and just right of a point, limits included.
  func sidedSlopes(at x: Double) -> (left: Double, right: Double)

  /// Where the magnitude of the slope is largest.
  var steepest: Steepest { get }

  /// An enclosure of every slope that the function has in an interval: one-sided ones at kinks, limits at
  /// infinity.
  ///
  /// What lies outside the domain is moved to its nearest point. The ends exceed the exact range by a few
  /// `ulps` at most, and not at all on `-inf...inf` where the extreme slopes are doubles.
  func slopes(on interval: Interval) -> Interval

  /// An enclosure of every value that the function has in an interval, limits at infinity included.
  ///
  /// What lies outside the domain is moved to its nearest point. The ends exceed the exact range by a few
  /// `ulps` at most.
  func enclosure(of interval: Interval) -> Interval
}

/// A point at which the slope of a function is locally extreme.
public struct TurningPoint: Hashable, Sendable {
  /// The double nearest to the point.
  public let x: Double
  /// An enclosure of the slope at the exact point.
  public let slope: Interval
  public init(_ x: Double, slope: Interval) {
    self.x = x
    self.slope = slope
  }
}

/// A point at which a function is locally smallest or largest.
public struct Extreme: Hashable, Sendable {
  /// The double nearest to the point.
  public let x: Double
  /// An enclosure of the value at the exact point.
  public let value: Interval
  public init(_ x: Double, value: Interval) {
    self.x = x
    self.value = value
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
