public import LinearAlgebra
public import Networks

/// A price on steep layers: `½ λ Σ ‖W‖₂²` over all layers with weights, added to the loss.
///
/// The gradient of `½ ‖W‖₂²` is `σ u vᵀ`, with the largest singular value and its vectors. Where two are equally large
/// it is one of the subgradients.
/// - Source: Yoshida and Miyato 2017, arXiv:1705.10941.
public struct SpectralPenalty: Hashable, Sendable {
  /// λ.
  public let strength: Double
  public init(strength: Double) { self.strength = strength }

  /// The price of a network.
  public func value(of network: Network) throws -> Double {
    var sum = 0.0
    for layer in network.layers {
      if let layer = layer as? any WeightedLayer {
        let size = try layer.linearMap.steepest().value
        sum += 0.5 * strength * size * size
      } else if case .residual(let branch) = layer.form {
        sum += try value(of: branch)
      }
    }
    return sum
  }

  /// Its derivative with respect to the network's parameters, in their order.
  public func gradient(of network: Network) throws -> Vector {
    Vector(try network.layers.flatMap { try gradient(of: $0) })
  }

  private func gradient(of layer: any Layer) throws -> [Double] {
    if case .residual(let branch) = layer.form { return try gradient(of: branch).elements }
    guard let layer = layer as? any Trainable else { return [] }
    guard let weighted = layer as? any WeightedLayer else {
      return Array(repeating: 0, count: layer.parameterCount)
    }
    let top = try weighted.linearMap.steepest()
    let direction = layer.parameterGradient(Matrix(top.left), at: Matrix(top.right))
    // A bias has the same gradient at every point, and no part in the norm.
    let ofBias = layer.parameterGradient(
      Matrix(top.left), at: Matrix(rows: top.right.count, columns: 1))
    return (strength * top.value * (direction - ofBias)).elements
  }
}

extension LinearOperator {
  /// The largest singular value with its vectors, of a small matrix by decomposing it.
  fileprivate func steepest() throws -> (value: Double, left: Vector, right: Vector) {
    if let matrix = self as? Matrix, min(matrix.rows, matrix.columns) <= 200 {
      let all = try matrix.singularValueDecomposition()
      return (all.values[0], all.u.column(0), all.v.column(0))
    }
    let top = try largestSingularTriplet(monitor: .silent)
    return (top.value, top.left, top.right)
  }
}
