public import LinearAlgebra

/// `gamma (x − mean) / √(variance + eps) + beta` for each channel, with the mean and variance of what was seen.
///
/// In use it is affine, with running statistics. In training each batch is standardised with its own mean and
/// variance, so its samples see each other, and the running statistics move.
/// - Source: Ioffe and Szegedy 2015, arXiv:1502.03167; PyTorch's `BatchNorm1d` and `BatchNorm2d`.
public struct BatchNorm: ModalLayer {
  public let shape: Shape
  public let eps: Double
  /// For each channel; 1 and 0 at first.
  public let gamma: Vector
  public let beta: Vector
  /// For each channel; 0 and 1 at first.
  public let runningMean: Vector
  public let runningVariance: Vector

  /// The share of a new batch in the running statistics.
  static let momentum = 0.1

  /// A normalisation of samples `[channels]` or `[channels, height, width]`; `eps` is positive, or there would be no
  /// Lipschitz constant in training.
  public init(
    shape: Shape, eps: Double = 1e-5, gamma: Vector? = nil, beta: Vector? = nil, runningMean: Vector? = nil,
    runningVariance: Vector? = nil
  ) {
    precondition(eps > 0, "batch normalisation with eps \(eps)")
    self.shape = shape
    self.eps = eps
    let channels = shape.dimensions[0]
    self.gamma = gamma ?? Vector(repeating: 1, count: channels)
    self.beta = beta ?? Vector(repeating: 0, count: channels)
    self.runningMean = runningMean ?? Vector(repeating: 0, count: channels)
    self.runningVariance = runningVariance ?? Vector(repeating: 1, count: channels)
    precondition(
      [self.gamma, self.beta, self.runningMean, self.runningVariance].allSatisfy { $0.count == channels },
      "statistics for \(channels) channels")
  }

  public var channels: Int { shape.dimensions[0] }
  /// How many numbers of a sample belong to a channel.
  var area: Int { shape.count / channels }

  public var couplesSamples: Bool { true }
  public var kind: String { Kind.name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 2 * channels }
  public var formula: String { "y = gamma (x - running mean) / sqrt(running var + eps) + beta" }

  public var tensors: [Tensor] {
    [
      Tensor("gamma", gamma, name: "weight"), Tensor("beta", beta, name: "bias"),
      Tensor("running mean", runningMean, name: "running_mean"),
      Tensor("running var", runningVariance, name: "running_var"),
    ]
  }

  public func forward(_ x: Matrix) -> Matrix {
    let (factors, shifts) = (factors, shifts)
    var y = x
    for index in y.elements.indices {
      let place = index % x.rows
      y.elements[index] = factors[place] * y.elements[index] + shifts[place]
    }
    return y
  }

  public func singleForward(_ x: Matrix) -> Matrix {
    let statistics = SingleStatistics(mean: runningMean, variance: runningVariance)
    return normalized(x, statistics)
  }

  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { Diagonal(factors).apply(dx) }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { Diagonal(factors).apply(dy) }
  public var form: LayerForm { .affine(Diagonal(factors), bias: Vector(shifts)) }

  /// What each number is multiplied by: the stored factor of the affine map.
  private var factors: [Double] {
    perNumber { gamma[$0] / (runningVariance[$0] + eps).squareRoot() }
  }

  private var shifts: [Double] {
    perNumber { beta[$0] - runningMean[$0] * gamma[$0] / (runningVariance[$0] + eps).squareRoot() }
  }

  private func perNumber(_ value: (_ channel: Int) -> Double) -> [Double] {
    (0..<channels).flatMap { Array(repeating: value($0), count: area) }
  }

  /// The places of a channel's numbers in a batch as one column.
  func places(of channel: Int, batch: Int) -> [Int] {
    (0..<batch).flatMap { sample in
      let start = sample * shape.count + channel * area
      return start..<start + area
    }
  }

  public func training(batch: Int, masks _: inout Masks) throws(ModeError) -> any Layer {
    guard batch * area > 1 else {
      throw ModeError(
        "batchnorm in training needs more than one number a channel; a batch of 1 has no variance")
    }
    return BatchNormTraining(self, batch: batch)
  }

  /// The running statistics moved towards those of a batch, the variance with n − 1, as PyTorch does.
  public func shown(_ x: Matrix) -> any Layer {
    var (means, variances) = (runningMean, runningVariance)
    for channel in 0..<channels {
      let values = places(of: channel, batch: x.columns).map { x.elements[$0] }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      means[channel] += Self.momentum * (mean - means[channel])
      variances[channel] += Self.momentum * (squares / Double(max(1, values.count - 1)) - variances[channel])
    }
    return BatchNorm(
      shape: shape, eps: eps, gamma: gamma, beta: beta, runningMean: means, runningVariance: variances)
  }
}

extension BatchNorm: Trainable {
  /// gamma, then beta.
  public var parameters: Vector { Vector(gamma.elements + beta.elements) }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    BatchNorm(
      shape: shape, eps: eps, gamma: Vector(Array(parameters.elements.prefix(channels))),
      beta: Vector(Array(parameters.elements.dropFirst(channels))), runningMean: runningMean,
      runningVariance: runningVariance)
  }

  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    var gradient = Vector(repeating: 0, count: 2 * channels)
    for column in 0..<dy.columns {
      for row in 0..<dy.rows {
        let channel = row / area
        let value = x[row, x.columns == 1 ? 0 : column]
        let standard = (value - runningMean[channel]) / (runningVariance[channel] + eps).squareRoot()
        gradient[channel] += dy[row, column] * standard
        gradient[channels + channel] += dy[row, column]
      }
    }
    return gradient
  }
}
