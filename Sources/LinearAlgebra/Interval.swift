/// All numbers between two doubles: what a computed number is known to be.
///
/// Every operation contains every result of its operands in exact arithmetic (outward rounding, see `Rounding`).
/// A bound may be infinite. Not a number is never inside: operations that have no answer give `-inf...inf`.
public struct Interval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  /// The interval from `lower` to `upper`, where -0 is 0; everything, if either is not a number.
  public init(_ lower: Double, _ upper: Double) {
    if lower.isNaN || upper.isNaN {
      self.lower = -.infinity
      self.upper = .infinity
    } else {
      precondition(lower <= upper, "an interval from \(lower) to \(upper)")
      self.lower = lower + 0
      self.upper = upper + 0
    }
  }

  /// The one number.
  public init(_ value: Double) { self.init(value, value) }

  /// Everything within `radius` of `value`.
  public init(_ value: Double, radius: Double) {
    self.init(Rounding.sumDown(value, -radius), Rounding.sumUp(value, radius))
  }

  public static let everything = Interval(-.infinity, .infinity)
  public static let zero = Interval(0)

  public var isPoint: Bool { lower == upper }
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// A double in the middle; finite for every interval.
  public var midpoint: Double {
    if lower == -.infinity { return upper == .infinity ? 0 : -Double.greatestFiniteMagnitude }
    if upper == .infinity { return .greatestFiniteMagnitude }
    return lower == upper ? lower : Swift.min(Swift.max(0.5 * lower + 0.5 * upper, lower), upper)
  }

  /// At least the distance from `midpoint` to either end.
  public var radius: Double {
    let middle = midpoint
    return Swift.max(Rounding.sumUp(upper, -middle), Rounding.sumUp(middle, -lower))
  }

  /// The largest magnitude inside.
  public var magnitude: Double { Swift.max(lower.magnitude, upper.magnitude) }

  /// The magnitudes of everything inside.
  public var absolute: Interval {
    if lower >= 0 { return self }
    if upper <= 0 { return Interval(-upper, -lower) }
    return Interval(0, magnitude)
  }

  /// The smallest interval around both.
  public func union(_ other: Interval) -> Interval {
    Interval(Swift.min(lower, other.lower), Swift.max(upper, other.upper))
  }

  /// What is in both, or nil.
  public func intersection(_ other: Interval) -> Interval? {
    let low = Swift.max(lower, other.lower)
    let high = Swift.min(upper, other.upper)
    return low <= high ? Interval(low, high) : nil
  }

  public static prefix func - (a: Interval) -> Interval { Interval(-a.upper, -a.lower) }

  public static func + (a: Interval, b: Interval) -> Interval {
    Interval(Rounding.sumDown(a.lower, b.lower), Rounding.sumUp(a.upper, b.upper))
  }

  public static func - (a: Interval, b: Interval) -> Interval { a + -b }

  public static func * (a: Interval, b: Interval) -> Interval {
    let pairs = [(a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper)]
    var low = Double.infinity
    var high = -Double.infinity
    for (x, y) in pairs {
      low = Swift.min(low, Rounding.productDown(x, y))
      high = Swift.max(high, Rounding.productUp(x, y))
    }
    return Interval(low, high)
  }

  /// The quotient; everything, if the divisor may be zero.
  public static func / (a: Interval, b: Interval) -> Interval {
    if b.contains(0) { return .everything }
    var low = Double.infinity
    var high = -Double.infinity
    for (x, y) in [(a.lower, b.lower), (a.lower, b.upper), (a.upper, b.lower), (a.upper, b.upper)] {
      low = Swift.min(low, Rounding.quotientDown(x, y))
      high = Swift.max(high, Rounding.quotientUp(x, y))
    }
    return Interval(low, high)
  }

  /// The root of what is not negative inside.
  public var squareRoot: Interval {
    Interval(
      Rounding.squareRootDown(Swift.max(0, lower)), Rounding.squareRootUp(Swift.max(0, upper)))
  }

  /// The square, which is never negative.
  public var square: Interval {
    let size = absolute
    return Interval(
      Rounding.productDown(size.lower, size.lower), Rounding.productUp(size.upper, size.upper))
  }
}
