import LinearAlgebra
import Networks

/// A tensor with its name in a whole network.
struct NamedTensor: Hashable, Sendable {
  let name: String
  let tensor: Tensor
}

/// How the tensors of a network are called in a file.
enum TensorNaming {
  /// By the number of the layer among those with numbers, from 1: `W1`, `b1`.
  case numbered
  /// By the place of the layer as in PyTorch's `nn.Sequential`; what stands inside a residual connection has the
  /// connection's place in front: `2.0.weight`.
  case torch

  func name(of tensor: Tensor, place: String, number: Int) -> String {
    switch self {
    case .torch: place + tensor.name
    case .numbered:
      switch tensor.name {
      case "weight": "W\(number)"
      case "bias": "b\(number)"
      default: "\(tensor.name)_\(number)"
      }
    }
  }
}
