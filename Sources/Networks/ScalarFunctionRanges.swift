public import LinearAlgebra
public import Parameters

/// Ranges over an interval, from the points where a function and its slope turn.
///
/// A function is monotone between its extremes, so its range is spanned by its values at both ends of the
/// interval and at the extremes inside; likewise its slope, between kinks and turning points. What is computed
/// at an end is widened by `ulps`; what is known exactly bounds the result.
extension ScalarFunction {
  // What most functions have: nothing to set, no end, no corner.
  public static var parameters: [Parameter<Self>] { [] }
  public var variantParameters: [Parameter<Self>] { [] }
  public var domain: Interval { .everything }
  public var kinks: [Double] { [] }
  public var turningPoints: [TurningPoint] { [] }
  public var extremes: [Extreme] { [] }

  public func sidedSlopes(at x: Double) -> (left: Double, right: Double) { (slope(x), slope(x)) }

  /// The exact hull of all slopes: at turning points, beside kinks, at the ends of the domain.
  ///
  /// Slopes beside kinks and at the ends of the domain are exact, or a turning point there encloses them.
  var slopeHull: Interval {
    var hull = Interval(slope(domain.lower)).union(Interval(slope(domain.upper)))
    for turn in turningPoints { hull = hull.union(turn.slope) }
    for kink in kinks {
      let (left, right) = sidedSlopes(at: kink)
      hull = hull.union(Interval(left)).union(Interval(right))
    }
    return hull
  }

  /// The exact hull of all values: at extremes and at the ends of the domain.
  ///
  /// Values at the ends of the domain are exact, or an extreme there encloses them.
  var valueHull: Interval {
    extremes.reduce(Interval(value(domain.lower)).union(Interval(value(domain.upper)))) {
      $0.union($1.value)
    }
  }

  public func slopes(on interval: Interval) -> Interval {
    let interval = interval.moved(into: domain)
    var range = enclosure(ofComputed: slope(interval.lower), at: interval.lower)
      .union(enclosure(ofComputed: slope(interval.upper), at: interval.upper))
    for turn in turningPoints where interval.contains(turn.x) { range = range.union(turn.slope) }
    for kink in kinks where interval.contains(kink) {
      let (left, right) = sidedSlopes(at: kink)
      range = range.union(enclosure(ofComputed: left, at: kink))
        .union(enclosure(ofComputed: right, at: kink))
    }
    return range.clamped(to: slopeHull)
  }

  public func enclosure(of interval: Interval) -> Interval {
    let interval = interval.moved(into: domain)
    var range = enclosure(ofComputed: value(interval.lower), at: interval.lower)
      .union(enclosure(ofComputed: value(interval.upper), at: interval.upper))
    for extreme in extremes where interval.contains(extreme.x) { range = range.union(extreme.value) }
    return range.clamped(to: valueHull)
  }

  /// An enclosure of the exact value or slope at `x`, of which `computed` is the rounded one.
  ///
  /// At the ends of the domain it is exact, see `slopeHull`.
  func enclosure(ofComputed computed: Double, at x: Double) -> Interval {
    x == domain.lower || x == domain.upper ? Interval(computed) : Interval(computed, ulps: ulps)
  }
}

extension Interval {
  /// Everything within `ulps` units in the last place of a computed number.
  ///
  /// A number that overflowed may be the largest finite one or more.
  init(_ computed: Double, ulps: Int) {
    guard ulps > 0, !computed.isNaN else {
      self.init(computed)
      return
    }
    let size = Swift.min(computed.magnitude, .greatestFiniteMagnitude)
    let slack = Double(ulps) * size.ulp
    let low = Rounding.sumDown(size, -slack)
    let high = computed.isInfinite ? .infinity : Rounding.sumUp(size, slack)
    let positive = Interval(low, high)
    self = computed.sign == .minus ? -positive : positive
  }

  /// The interval cut to `bounds`, or where they do not meet, the nearest point of `bounds`.
  func moved(into bounds: Interval) -> Interval {
    func moved(_ x: Double) -> Double { Swift.min(Swift.max(x, bounds.lower), bounds.upper) }
    return Interval(moved(lower), moved(upper))
  }

  /// An enclosure of a range that is also known to lie within `bounds`.
  ///
  /// - Precondition: they meet, as two enclosures of the same range do.
  func clamped(to bounds: Interval) -> Interval {
    guard let both = intersection(bounds) else {
      preconditionFailure("\(self) and \(bounds) enclose the same range, but do not meet")
    }
    return both
  }
}
