public import LinearAlgebra
public import Parameters

/// `(x − mean) / √(variance + eps)` over all features of a sample, with PyTorch's initial gain 1 and bias 0.
public struct LayerNorm: Layer, OpaqueMap {
  public let shape: Shape
  public let eps: Double

  /// A normalisation of samples of one shape; `eps` is positive, or there would be no Lipschitz constant.
  public init(shape: Shape, eps: Double = 1e-5) {
    precondition(eps > 0, "layer normalisation with eps \(eps)")
    self.shape = shape
    self.eps = eps
  }

  public var kind: String { "layernorm" }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 2 * shape.count }
  public var formula: String { "y = (x - mean x) / sqrt(var x + eps)" }
  public var form: LayerForm { .opaque(self) }

  public func forward(_ x: Matrix) -> Matrix {
    var y = x
    for column in 0..<x.columns {
      let sample = Standardized(x.column(column), eps: eps)
      for row in 0..<x.rows { y[row, column] = sample.values[row] }
    }
    return y
  }

  /// The Jacobian `(1/s)(I − 11ᵀ/d − x̂x̂ᵀ/d)` is symmetric, with x̂ the output and s the root.
  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    var dy = dx
    let samples = (0..<x.columns).map { Standardized(x.column($0), eps: eps) }
    let count = Double(dx.rows)
    for column in 0..<dx.columns {
      let sample = samples[x.columns == 1 ? 0 : column]
      let direction = dx.column(column).elements
      let mean = direction.reduce(0, +) / count
      let along = zip(direction, sample.values).reduce(0) { $0 + $1.0 * $1.1 } / count
      for row in 0..<dx.rows {
        dy[row, column] = (direction[row] - mean - sample.values[row] * along) / sample.root
      }
    }
    return dy
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix { pushforward(dy, at: x) }

  // MARK: What methods ask

  /// Globally `1/√eps` in the 2-norm, attained at constant samples; on a box with the smallest variance there.
  ///
  /// In the norms 1 and ∞ the Jacobian's rows and columns are bounded with |x̂|² = d v/(v + eps) ≤ d.
  public func gain(_ norm: Norm, on box: [Interval]) -> Gain {
    guard shape.count > 1 else { return Gain(.zero, because: "one feature minus its own mean is 0") }
    let variance = box.contains(.everything) ? 0 : Self.smallestVariance(of: box)
    let steepest = Interval(1) / (Interval(variance) + Interval(eps)).squareRoot
    let place =
      variance == 0
      ? "1/sqrt(eps), reached where all features are equal" : "1/sqrt(v + eps) with the smallest variance v"
    guard norm == .two else {
      let factors = Self.entrywiseFactors(features: shape.count)
      let everywhere = (Interval(1) / Interval(eps).squareRoot).upper
      let upper = min(
        Rounding.productUp(everywhere, factors.everywhere),
        Rounding.productUp(steepest.upper, factors.atOnePoint))
      return Gain(
        Interval(0, upper), because: "\(place), times the largest row sum of I - 11'/d - xx'/d")
    }
    // One bounded feature may keep the sample from being constant.
    let isAttained = box.allSatisfy { $0 == .everything }
    return Gain(
      isAttained ? steepest : Interval(0, steepest.upper), because: place,
      source: "Jacobian (I - 11'/d - xx'/d)/s; Ba, Kiros, Hinton 2016, arXiv:1607.06450")
  }

  /// The largest row sum of `I − 11ᵀ/d − x̂x̂ᵀ/d`, which is at most A + B q with A = 2(1 − 1/d), B = (1 + √d)/2 and q
  /// the share of |x̂|² in d: at one point A + B, and everywhere, relative to 1/√eps, the supremum of √(1−q) (A + B q).
  ///
  /// The root s is √eps/√(1−q); the supremum is at q = max(0, (2B − A)/(3B)).
  private static func entrywiseFactors(features: Int) -> (everywhere: Double, atOnePoint: Double) {
    let count = Double(features)
    let a = 2 * (1 - 1 / count)
    let b = (1 + count.squareRoot()) / 2
    let share = max(0, (2 * b - a) / (3 * b))
    // A handful of roundings, each of one unit, and a stationary point that is off by as little.
    return ((1 - share).squareRoot() * (a + b * share) * (1 + 0x1p-45), (a + b) * (1 + 0x1p-45))
  }

  /// A number that no sample of the box has a smaller variance than.
  ///
  /// `d · var = min over c of Σ (xᵢ − c)²`, and over the box that is the convex `g(c) = Σ dist(c, Iᵢ)²`; the tangent
  /// at a nearly best c bounds g from below on the whole range.
  static func smallestVariance(of box: [Interval]) -> Double {
    let low = box.reduce(Double.infinity) { min($0, $1.lower) }
    let high = box.reduce(-Double.infinity) { max($0, $1.upper) }
    guard low.isFinite, high.isFinite, low < high else { return 0 }
    func distance(_ c: Double, _ interval: Interval) -> Double {
      c < interval.lower ? c - interval.lower : c > interval.upper ? c - interval.upper : 0
    }
    var (left, right) = (low, high)
    for _ in 0..<200 {
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

  public func enclosure(of x: [Interval]) -> [Interval] {
    let (centred, root) = Self.standardized(x, eps: eps)
    // |y| never exceeds √(d − 1), since |y|² ≤ d and Σ y = 0.
    let limit = Interval(Double(max(0, x.count - 1))).squareRoot.upper
    return centred.map { ($0 / root).intersection(Interval(-limit, limit)) ?? Interval(-limit, limit) }
  }

  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval]) -> [Interval] {
    let (_, root) = Self.standardized(x, eps: eps)
    let values = enclosure(of: x)
    let count = Interval(Double(x.count))
    let mean = dx.reduce(.zero, +) / count
    let along = zip(values, dx).reduce(Interval.zero) { $0 + $1.0 * $1.1 } / count
    return zip(values, dx).map { ($1 - mean - $0 * along) / root }
  }

  /// Smooth everywhere, since eps keeps the root away from 0.
  public func isSmooth(on _: [Interval]) -> Bool { true }

  private static func standardized(_ x: [Interval], eps: Double) -> (centred: [Interval], root: Interval) {
    let count = Interval(Double(x.count))
    let mean = x.reduce(.zero, +) / count
    let centred = x.map { $0 - mean }
    let variance = centred.reduce(.zero) { $0 + $1.square } / count
    return (centred, (variance + Interval(eps)).squareRoot)
  }
}

/// A sample with mean 0 and variance nearly 1, and the root that it was divided by.
private struct Standardized {
  let values: [Double]
  let root: Double

  init(_ x: Vector, eps: Double) {
    let count = Double(x.count)
    let mean = x.elements.reduce(0, +) / count
    let centred = x.elements.map { $0 - mean }
    let root = (centred.reduce(0) { $0 + $1 * $1 } / count + eps).squareRoot()
    values = centred.map { $0 / root }
    self.root = root
  }
}

extension LayerNorm {
  /// `layer layernorm 10`: the features are what the layer before gives, or the number.
  public struct Kind: LayerKind {
    public static let name = "layernorm"
    public static let summary = "y = (x - mean x) / sqrt(var x + eps)"
    public static let example = "layer layernorm 10"
    public static let parameters: [Parameter<Self>] = [
      Parameter("features", \.features, "how many; without it those that come in", role: .positional),
      Parameter("eps", \.eps, "what is added to the variance"),
    ]
    public var features: Count?
    public var eps: Positive = 1e-5
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let shape = construction.input ?? features.map({ Shape($0.value) }) else {
        throw BuildError("layernorm needs its features, such as layernorm 10", label: nil, reason: .missing)
      }
      if let features, features.value != shape.count {
        throw BuildError(
          "layernorm of \(features.value) features, but \(shape) come in", label: "features", reason: .shape)
      }
      try construction.checkSize(of: shape.dimensions, label: "features")
      return LayerNorm(shape: shape, eps: eps.value)
    }
  }
}
