public import LinearAlgebra
public import Parameters

/// `gamma (x − mean) / √(variance + eps) + beta` over all features of a sample.
public struct LayerNorm: Layer, OpaqueMap {
  public let shape: Shape
  public let eps: Double
  /// A gain and a shift for each feature; 1 and 0 at first, as PyTorch's.
  public let gamma: Vector
  public let beta: Vector
  private let group: Standardization

  /// A normalisation of samples of one shape; `eps` is positive, or there would be no Lipschitz constant.
  public init(shape: Shape, eps: Double = 1e-5, gamma: Vector? = nil, beta: Vector? = nil) {
    precondition(eps > 0, "layer normalisation with eps \(eps)")
    self.shape = shape
    self.eps = eps
    self.gamma = gamma ?? Vector(repeating: 1, count: shape.count)
    self.beta = beta ?? Vector(repeating: 0, count: shape.count)
    precondition(
      self.gamma.count == shape.count && self.beta.count == shape.count,
      "\(self.gamma.count) gains and \(self.beta.count) shifts for \(shape.count) features")
    group = Standardization(count: shape.count, eps: eps)
  }

  public var kind: String { Kind.name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 2 * shape.count }
  public var formula: String { "y = gamma (x - mean x) / sqrt(var x + eps) + beta" }
  public var form: LayerForm { .opaque(self) }

  public var tensors: [Tensor] {
    [
      Tensor("gamma", gamma, name: "weight", shape: shape.dimensions),
      Tensor("beta", beta, name: "bias", shape: shape.dimensions),
    ]
  }

  public func forward(_ x: Matrix) -> Matrix {
    var y = x
    for column in 0..<x.columns {
      let sample = group.sample(x.column(column).elements)
      for row in 0..<x.rows { y[row, column] = gamma[row] * sample.values[row] + beta[row] }
    }
    return y
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    scaled(standardized(dx, at: x))
  }

  /// The Jacobian of the standardisation is symmetric.
  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    standardized(scaled(dy), at: x)
  }

  private func standardized(_ directions: Matrix, at x: Matrix) -> Matrix {
    let samples = (0..<x.columns).map { group.sample(x.column($0).elements) }
    return Matrix(
      rows: directions.rows, columns: directions.columns,
      elements: (0..<directions.columns).flatMap { column in
        group.pushforward(
          directions.column(column).elements, at: samples[x.columns == 1 ? 0 : column])
      })
  }

  private func scaled(_ directions: Matrix) -> Matrix {
    var result = directions
    for index in result.elements.indices { result.elements[index] *= gamma[index % gamma.count] }
    return result
  }

  // MARK: What methods ask

  /// Globally `‖diag(gamma)(I − 11ᵀ/d)‖/√eps` in the 2-norm, attained at constant samples; on a box with the smallest
  /// variance there.
  ///
  /// With 0 ≤ M ≤ P = I − 11ᵀ/d for the Jacobian's M = P − x̂x̂ᵀ/d, ‖Γ M‖² = ‖Γ M² Γ‖ ≤ ‖Γ P Γ‖ = ‖Γ P‖². In the norms 1
  /// and ∞ the largest |gamma| is a factor.
  public func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    let plain = try group.gain(norm, on: box, monitor: monitor)
    let stretch = norm == .two ? Self.centredNorm(of: gamma) : Interval(0, gamma.norm(.infinity))
    let isUnit = stretch == Interval(1)
    guard norm != .two || !isUnit else { return plain }
    return Gain(
      Interval(
        Rounding.productDown(plain.enclosure.lower, stretch.lower),
        Rounding.productUp(plain.enclosure.upper, stretch.upper)),
      because: norm == .two
        ? "|diag(gamma)(I - 11'/d)| times \(plain.reason)" : "max|gamma| times \(plain.reason)",
      source: plain.source)
  }

  /// The norm of `diag(gamma)(I − 11ᵀ/d)`: between the second largest and the largest |gamma|, by Cauchy's interlacing,
  /// since I − 11ᵀ/d is a projection that one dimension is missing from.
  private static func centredNorm(of gamma: Vector) -> Interval {
    guard gamma.count > 1 else { return .zero }
    let sizes = gamma.elements.map(\.magnitude).sorted(by: >)
    return Interval(sizes[1], sizes[0])
  }

  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    let unscaled = try group.enclosure(of: x, monitor: monitor)
    return try unscaled.indices.map(polling: monitor) { index in
      let scaled = gamma[index] == 1 ? unscaled[index] : Interval(gamma[index]) * unscaled[index]
      return beta[index] == 0 ? scaled : scaled + Interval(beta[index])
    }
  }

  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    zip(try group.pushforwardEnclosure(of: dx, on: x, monitor: monitor), gamma.elements).map {
      $1 == 1 ? $0 : Interval($1) * $0
    }
  }

  /// Smooth everywhere, since eps keeps the root away from 0.
  public func isSmooth(on _: [Interval], monitor _: Monitor) -> Bool { true }
}

extension LayerNorm: Trainable {
  /// gamma, then beta.
  public var parameters: Vector { Vector(gamma.elements + beta.elements) }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    LayerNorm(
      shape: shape, eps: eps, gamma: Vector(Array(parameters.elements.prefix(shape.count))),
      beta: Vector(Array(parameters.elements.dropFirst(shape.count))))
  }

  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    var (gains, shifts) = (Vector(repeating: 0, count: x.rows), Vector(repeating: 0, count: x.rows))
    for column in 0..<dy.columns {
      let sample = group.sample(x.column(x.columns == 1 ? 0 : column).elements)
      for row in 0..<dy.rows {
        gains[row] += dy[row, column] * sample.values[row]
        shifts[row] += dy[row, column]
      }
    }
    return Vector(gains.elements + shifts.elements)
  }
}

extension LayerNorm {
  /// `layer layernorm 10`: the features are what the layer before gives, or the number; of a sequence of tokens, those
  /// of each token.
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

    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      guard let gamma = tensors["weight"], !gamma.values.isEmpty else { return }
      features = features ?? Count(integerLiteral: gamma.values.count)
    }

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let shape = construction.input ?? features.map({ Shape($0.value) }) else {
        throw BuildError("layernorm needs its features, such as layernorm 10", label: nil, reason: .missing)
      }
      try construction.checkSize(of: shape.dimensions, label: "features")
      if shape.dimensions.count == 2, features.map({ $0.value == shape.dimensions[1] }) ?? true {
        return Batched(
          LayerNorm(shape: Shape(shape.dimensions[1]), eps: eps.value), count: shape.dimensions[0])
      }
      if let features, features.value != shape.count {
        throw BuildError(
          "layernorm of \(features.value.counted("feature")), but \(shape) come in", label: "features",
          reason: .shape)
      }
      return LayerNorm(shape: shape, eps: eps.value)
    }
  }
}

extension LayerNorm: StoredLayer {
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.eps = Positive(floatLiteral: eps)
    return kind
  }

  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    LayerNorm(shape: shape, eps: eps, gamma: Vector(values[0]), beta: Vector(values[1]))
  }
}
