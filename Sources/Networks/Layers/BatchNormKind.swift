import LinearAlgebra
public import Parameters

extension BatchNorm {
  /// `layer batchnorm 10`: the channels are what the layer before gives, or the number.
  public struct Kind: LayerKind {
    public static let name = "batchnorm"
    public static let summary = "each channel minus its mean, over its deviation: of the batch in training"
    public static let example = "layer batchnorm 10"
    public static let parameters: [Parameter<Self>] = [
      Parameter("channels", \.channels, "how many; without it those that come in", role: .positional),
      Parameter("eps", \.eps, "what is added to the variance"),
    ]
    public var channels: Count?
    public var eps: Positive = 1e-5
    public init() {}

    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      guard let variance = tensors["running_var"] else { return }
      try variance.checkAxes(1, of: Self.name, "a number for each channel")
      if let number = variance.values.first(where: { $0 < 0 }) {
        throw BuildError(
          "\(variance.name) holds \(number), and a variance is not negative", label: "array",
          reason: .outOfRange)
      }
      channels = channels ?? Count(integerLiteral: variance.shape[0])
    }

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let shape = construction.input ?? channels.map({ Shape($0.value) }) else {
        throw BuildError("batchnorm needs its channels, such as batchnorm 10", label: nil, reason: .missing)
      }
      guard shape.dimensions.count == 1 || shape.dimensions.count == 3 else {
        throw BuildError(
          "batchnorm takes features, such as 10, or images, such as 3x32x32, but \(shape) comes in",
          label: "channels", reason: .shape)
      }
      if let channels, channels.value != shape.dimensions[0] {
        throw BuildError(
          "batchnorm of \(channels.value.counted("channel")), but \(shape) come in", label: "channels",
          reason: .shape)
      }
      try construction.checkSize(of: shape.dimensions, label: "channels")
      return BatchNorm(shape: shape, eps: eps.value)
    }
  }
}

extension BatchNorm: StoredLayer {
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.eps = Positive(floatLiteral: eps)
    return kind
  }

  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    BatchNorm(
      shape: shape, eps: eps, gamma: Vector(values[0]), beta: Vector(values[1]),
      runningMean: Vector(values[2]),
      runningVariance: Vector(values[3]))
  }
}
