import LinearAlgebra
import Networks

/// A tensor with its name in a whole network.
struct NamedTensor: Hashable, Sendable {
  let name: String
  let tensor: Tensor

  /// The tensors of a network, named by the places of its layers as in PyTorch's `nn.Sequential`; what stands inside a
  /// residual connection has the connection's place in front: `2.0.weight`.
  ///
  /// - Throws: a problem for a layer whose numbers have no name.
  static func all(of network: Network, prefix: String = "") throws(Problem) -> [NamedTensor] {
    var tensors: [NamedTensor] = []
    for (place, layer) in network.layers.enumerated() {
      let name = "\(prefix)\(place)."
      if case .residual(let branch) = layer.form {
        tensors += try all(of: branch, prefix: name)
      } else if layer.parameterCount > 0, layer.tensors.isEmpty {
        throw Problem(.unsupported, "the weights of \(layer.kind) cannot be written yet")
      } else {
        tensors += layer.tensors.map { NamedTensor(name: name + $0.name, tensor: $0) }
      }
    }
    return tensors
  }
}
