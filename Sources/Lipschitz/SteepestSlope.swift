import LinearAlgebra
import Networks

/// The largest slope, by magnitude, that a function of one variable has on any of several intervals.
struct SteepestSlope {
  let enclosure: Interval
  let value: Double
  /// Where it is reached or approached, in words.
  let reason: String

  /// Whether the two ends of the enclosure agree to within rounding.
  var isExact: Bool {
    enclosure.lower == enclosure.upper || enclosure.upper - enclosure.lower <= 1e-12 * enclosure.upper
  }

  init(of function: any ScalarFunction, on box: [Interval]) {
    if box.contains(.everything) || box.isEmpty {
      let steepest = function.steepest
      enclosure = steepest.slope
      value = steepest.slope.midpointOrInfinity
      switch steepest.place {
      case .at(let x): reason = "reached at x = \(Self.text(x))"
      case .towards(let x): reason = "approached as x → \(Self.text(x))"
      }
      return
    }
    var best = Interval.zero
    var place: Double?
    var seen: Set<Interval> = []
    for part in box where seen.insert(part).inserted {
      // Outside its domain a function has no slope.
      guard let interval = part.intersection(function.domain) else { continue }
      let (slope, x) = Self.steepest(function, on: interval)
      if slope.upper > best.upper || (slope.upper == best.upper && slope.lower > best.lower) || place == nil {
        place = x
      }
      best = Interval(max(best.lower, slope.lower), max(best.upper, slope.upper))
    }
    enclosure = best
    value = best.midpointOrInfinity
    reason = place.map { "steepest at x = \(Self.text($0))" } ?? "no slope"
  }

  /// Upper end: every slope on the interval.
  ///
  /// Lower end: the slopes at the points where it can be largest.
  private static func steepest(_ function: any ScalarFunction, on interval: Interval) -> (Interval, Double) {
    // At an end that is a kink only the inner side belongs to the interval.
    var inner = interval
    var sides: [(Double, Interval)] = []
    let widening = Interval(1, radius: Double(function.ulps) * 2 * Rounding.unit)
    if interval.lower < interval.upper {
      if function.kinks.contains(interval.lower) {
        let right = Interval(function.sidedSlopes(at: interval.lower).right)
        sides.append((interval.lower, (function.ulps == 0 ? right : right * widening).absolute))
        inner = Interval(min(interval.lower.nextUp, interval.upper), inner.upper)
      }
      if function.kinks.contains(interval.upper) {
        let left = Interval(function.sidedSlopes(at: interval.upper).left)
        sides.append((interval.upper, (function.ulps == 0 ? left : left * widening).absolute))
        inner = Interval(inner.lower, max(interval.upper.nextDown, inner.lower))
      }
    }
    let all = sides.reduce(function.slopes(on: inner).absolute.upper) { max($0, $1.1.upper) }
    let points =
      [inner.lower, inner.upper] + function.turningPoints.map(\.x).filter(inner.contains)
      + function.kinks.filter(inner.contains)
    for x in points {
      guard function.kinks.contains(x) else {
        sides.append((x, function.slopes(on: Interval(x)).absolute))
        continue
      }
      let (left, right) = function.sidedSlopes(at: x)
      for side in [left, right] where !side.isNaN {
        let slope = function.ulps == 0 || side.isInfinite ? Interval(side) : Interval(side) * widening
        sides.append((x, slope.absolute))
      }
    }
    let top = sides.max { $0.1.lower < $1.1.lower } ?? (inner.lower, .zero)
    return (Interval(min(top.1.lower, all), all), top.0)
  }

  private static func text(_ x: Double) -> String {
    if x.isInfinite { return x > 0 ? "∞" : "-∞" }
    if x == x.rounded(), x.magnitude < 1e9 { return String(Int(x)) }
    let scaled = (x * 1e6).rounded() / 1e6
    return scaled.description
  }
}

extension Interval {
  /// The middle; infinite, if the interval reaches no further down than infinity.
  var midpointOrInfinity: Double { upper == .infinity ? .infinity : midpoint }
}
