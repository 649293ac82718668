public import LinearAlgebra

/// A layer `A x + b` whose linear part A is as many times steeper as its weights are larger.
public protocol WeightedLayer: Layer {
  /// The layer with its weights times a factor, and the same bias.
  func withWeights(times factor: Double) -> any WeightedLayer
}

extension WeightedLayer {
  /// A, whose operator norm is the layer's constant.
  public var linearMap: any EntrywiseOperator {
    guard case .affine(let map, _) = form else {
      preconditionFailure("\(kind) has weights, but is not affine")
    }
    return map
  }
}

extension Network {
  /// The network with every layer that has weights replaced by another of its shape, inside skip connections too.
  public func mappingWeighted<Failure: Error>(
    _ transform: (any WeightedLayer) throws(Failure) -> any Layer
  ) throws(Failure) -> Network {
    try mapped { (layer) throws(Failure) in
      if let layer = layer as? any WeightedLayer { return try transform(layer) }
      guard case .residual(let branch) = layer.form else { return layer }
      return Residual(unchecked: try branch.mappingWeighted(transform))
    }
  }
}

extension Dense: WeightedLayer {
  public func withWeights(times factor: Double) -> any WeightedLayer {
    let count = weights.elements.count
    let moved = parameters.elements
    return Dense(
      Matrix(rows: weights.rows, columns: weights.columns, elements: moved.prefix(count).map { factor * $0 }),
      bias: hasBias ? Vector(Array(moved.dropFirst(count))) : nil, times: self.factor)
  }
}

extension Convolution: WeightedLayer {
  public func withWeights(times factor: Double) -> any WeightedLayer {
    Convolution(self, kernel: factor * linearPart.kernel)
  }

  private init(_ other: Convolution, kernel: Matrix) {
    linearPart = ConvolutionOperator(
      kernel: kernel, inputChannels: other.linearPart.inputChannels, groups: other.linearPart.groups,
      rows: other.linearPart.rows, columns: other.linearPart.columns)
    bias = other.bias
    hasBias = other.hasBias
    inputShape = other.inputShape
    outputShape = other.outputShape
  }
}
