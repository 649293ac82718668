import LinearAlgebra

/// How every neuron is split into a linear part and a rest, and how far the rests stretch each other.
///
/// With `φ(z) = m z + ψ(z)` for all neurons, the linear parts multiply out: what the rests of a layer come to is at most
/// the sum, over the input and all rests before, of a stretch times what those come to.
public struct SplitProof: Hashable, Sendable {
  /// The m of the neurons of each layer; one number, if all of them have the same.
  public let middles: [[Double]]
  /// For the rests of each layer, then for the output: at most how far each block before goes into it, the input first.
  public let stretches: [[Double]]

  public init(middles: [[Double]], stretches: [[Double]]) {
    self.middles = middles.map { layer in
      if let first = layer.first, layer.allSatisfy({ $0 == first }) { [first] } else { layer }
    }
    self.stretches = stretches
  }

  /// What it comes to at the output, rounded up.
  var value: Double {
    var gains = [1.0]
    for layer in stretches {
      gains.append(zip(layer, gains).reduce(0) { Rounding.sumUp($0, Rounding.productUp($1.0, $1.1)) })
    }
    return gains[gains.count - 1]
  }
}
