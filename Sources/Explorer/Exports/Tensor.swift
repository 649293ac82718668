import LinearAlgebra
import Networks

/// Numbers with a name and a shape, row by row.
struct Tensor: Hashable, Sendable {
  let name: String
  let shape: [Int]
  let values: [Double]

  /// The tensors of a network, named by the places of its layers as in PyTorch's `nn.Sequential`; what stands inside a
  /// residual connection has the connection's place in front: `2.0.weight`.
  ///
  /// - Throws: a problem for a layer whose numbers have no name here.
  static func tensors(of network: Network, prefix: String = "") throws(Problem) -> [Tensor] {
    var tensors: [Tensor] = []
    for (place, layer) in network.layers.enumerated() {
      let name = "\(prefix)\(place)."
      if let residual = layer as? Residual {
        tensors += try Self.tensors(of: residual.branch, prefix: name)
      } else if let layer = layer as? any NamedWeights {
        tensors += layer.tensors.map { Tensor(name: name + $0.name, shape: $0.shape, values: $0.values) }
      } else if layer.parameterCount > 0 {
        throw Problem(.unsupported, "the weights of \(layer.kind) cannot be written yet")
      }
    }
    return tensors
  }
}

/// A layer whose numbers have names in PyTorch.
protocol NamedWeights {
  /// As PyTorch stores them, last index fastest.
  var tensors: [Tensor] { get }
}

extension Dense: NamedWeights {
  var tensors: [Tensor] {
    let rows = (0..<weights.rows).flatMap { row in (0..<weights.columns).map { weights[row, $0] } }
    return [Tensor(name: "weight", shape: [weights.rows, weights.columns], values: rows)]
      + (hasBias ? [Tensor(name: "bias", bias)] : [])
  }
}

extension Convolution: NamedWeights {
  /// The kernel has its taps in PyTorch's order already, a column for each output channel.
  var tensors: [Tensor] {
    let inputs = inputShape.dimensions[0] / linearPart.groups
    let side = Int(Double(linearPart.kernel.rows / inputs).squareRoot().rounded())
    let kernel = linearPart.kernel
    return [Tensor(name: "weight", shape: [kernel.columns, inputs, side, side], values: kernel.elements)]
      + (hasBias ? [Tensor(name: "bias", bias)] : [])
  }
}

extension BatchNorm: NamedWeights {
  var tensors: [Tensor] {
    [
      Tensor(name: "weight", gamma), Tensor(name: "bias", beta), Tensor(name: "running_mean", runningMean),
      Tensor(name: "running_var", runningVariance),
    ]
  }
}

extension LayerNorm: NamedWeights {
  var tensors: [Tensor] {
    [("weight", gamma), ("bias", beta)].map {
      Tensor(name: $0.0, shape: shape.dimensions, values: $0.1.elements)
    }
  }
}

extension Tensor {
  fileprivate init(name: String, _ vector: Vector) {
    self.init(name: name, shape: [vector.count], values: vector.elements)
  }
}
