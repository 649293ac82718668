import LinearAlgebra

/// `x̂ = (x − mean x) / √(var x + eps)` of a group of numbers: what layer and batch normalisation have in common.
struct Standardization: Sendable {
  let count: Int
  let eps: Double

  /// A group with mean 0 and variance nearly 1, and the root that it was divided by.
  struct Sample {
    let values: [Double]
    let root: Double
  }

  func sample(_ x: [Double]) -> Sample {
    let mean = x.reduce(0, +) / Double(count)
    let centred = x.map { $0 - mean }
    let root = (centred.reduce(0) { $0 + $1 * $1 } / Double(count) + eps).squareRoot()
    return Sample(values: centred.map { $0 / root }, root: root)
  }

  /// The Jacobian `(1/s)(I − 11ᵀ/d − x̂x̂ᵀ/d)` times a direction: symmetric, with x̂ the output and s the root.
  func pushforward(_ direction: [Double], at sample: Sample) -> [Double] {
    let mean = direction.reduce(0, +) / Double(count)
    let along = zip(direction, sample.values).reduce(0) { $0 + $1.0 * $1.1 } / Double(count)
    return zip(direction, sample.values).map { ($0 - mean - $1 * along) / sample.root }
  }

  // MARK: What methods ask

  /// Globally `1/√eps` in the 2-norm, attained at constant groups; on a box with the smallest variance there.
  ///
  /// In the norms 1 and ∞ the Jacobian's rows and columns are bounded with |x̂|² = d v/(v + eps) ≤ d.
  func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    guard count > 1 else { return Gain(.zero, because: "one number minus its own mean is 0") }
    let variance = box.contains(.everything) ? 0 : try smallestVariance(of: box, monitor: monitor)
    let steepest = Interval(1) / (Interval(variance) + Interval(eps)).squareRoot
    let place =
      variance == 0
      ? "1/sqrt(eps), reached where all are equal" : "1/sqrt(v + eps) with the smallest variance v"
    guard norm == .two else {
      let factors = entrywiseFactors
      let everywhere = (Interval(1) / Interval(eps).squareRoot).upper
      let upper = min(
        Rounding.productUp(everywhere, factors.everywhere),
        Rounding.productUp(steepest.upper, factors.atOnePoint))
      return Gain(
        Interval(0, upper), because: "\(place), times the largest row sum of I - 11'/d - xx'/d")
    }
    // One bounded number may keep the group from being constant.
    let isAttained = box.allSatisfy { $0 == .everything }
    return Gain(
      isAttained ? steepest : Interval(0, steepest.upper), because: place,
      source: "Jacobian (I - 11'/d - xx'/d)/s; Ba, Kiros, Hinton 2016, arXiv:1607.06450")
  }

  /// The largest row sum of `I − 11ᵀ/d − x̂x̂ᵀ/d`, which is at most A + B q with A = 2(1 − 1/d), B = (1 + √d)/2 and q
  /// the share of |x̂|² in d: at one point A + B, and everywhere, relative to 1/√eps, the supremum of √(1−q) (A + B q).
  ///
  /// The root s is √eps/√(1−q); the supremum is at q = max(0, (2B − A)/(3B)).
  private var entrywiseFactors: (everywhere: Double, atOnePoint: Double) {
    let a = 2 * (1 - 1 / Double(count))
    let b = (1 + Double(count).squareRoot()) / 2
    let share = max(0, (2 * b - a) / (3 * b))
    // A handful of roundings, each of one unit, and a stationary point that is off by as little.
    return ((1 - share).squareRoot() * (a + b * share) * (1 + 0x1p-45), (a + b) * (1 + 0x1p-45))
  }

  /// A number that no group of the box has a smaller variance than.
  ///
  /// `d · var = min over c of Σ (xᵢ − c)²`, and over the box that is the convex `g(c) = Σ dist(c, Iᵢ)²`; the tangent
  /// at a nearly best c bounds g from below on the whole range.
  func smallestVariance(of box: [Interval], monitor: Monitor) throws -> Double {
    let low = box.reduce(Double.infinity) { min($0, $1.lower) }
    let high = box.reduce(-Double.infinity) { max($0, $1.upper) }
    guard low.isFinite, high.isFinite, low < high else { return 0 }
    func distance(_ c: Double, _ interval: Interval) -> Double {
      c < interval.lower ? c - interval.lower : c > interval.upper ? c - interval.upper : 0
    }
    var (left, right) = (low, high)
    for _ in 0..<200 {
      if box.count > 4096 { try monitor.poll() }
      let middle = 0.5 * left + 0.5 * right
      let slope = box.reduce(0) { $0 + distance(middle, $1) }
      if slope > 0 { right = middle } else { left = middle }
    }
    let best = 0.5 * left + 0.5 * right
    let squares = box.reduce(0) { $0 + distance(best, $1) * distance(best, $1) }
    let slope = 2 * box.reduce(0) { $0 + distance(best, $1) }.magnitude
    let spread = high - low
    // The sums are off by at most n units relative to the sum of the magnitudes.
    let slack = Rounding.slack(operations: 4 * box.count + 8)
    let doubt = slope * spread + slack * (squares + spread * spread * Double(box.count))
    return max(0, (squares - doubt) / Double(box.count) * (1 - 0x1p-45))
  }

  func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    let (centred, root) = try standardized(x, monitor: monitor)
    // |x̂| never exceeds √(d − 1), since |x̂|² ≤ d and Σ x̂ = 0.
    let limit = Interval(Double(max(0, count - 1))).squareRoot.upper
    return try centred.map(polling: monitor) {
      ($0 / root).intersection(Interval(-limit, limit)) ?? Interval(-limit, limit)
    }
  }

  func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws -> [Interval] {
    let (_, root) = try standardized(x, monitor: monitor)
    let values = try enclosure(of: x, monitor: monitor)
    let size = Interval(Double(count))
    let mean = dx.reduce(.zero, +) / size
    let along = zip(values, dx).reduce(Interval.zero) { $0 + $1.0 * $1.1 } / size
    return try dx.indices.map(polling: monitor) { (dx[$0] - mean - values[$0] * along) / root }
  }

  private func standardized(_ x: [Interval], monitor: Monitor) throws -> (centred: [Interval], root: Interval)
  {
    let size = Interval(Double(count))
    let mean = x.reduce(.zero, +) / size
    let centred = try x.map(polling: monitor) { $0 - mean }
    let variance = centred.reduce(.zero) { $0 + $1.square } / size
    return (centred, (variance + Interval(eps)).squareRoot)
  }
}
