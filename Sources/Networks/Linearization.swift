public import LinearAlgebra

/// A network's derivative at points: what every layer has seen there.
///
/// At one point it is the linear operator `J`.
public struct Linearization: LinearOperator {
  public let network: Network
  /// The input of each layer, and last the output.
  public let values: [Matrix]

  public init(_ network: Network, at x: Matrix) {
    self.network = network
    var values = [x]
    for element in network.elements { values.append(element.layer.forward(values[values.count - 1])) }
    self.values = values
  }

  public var output: Matrix { values[values.count - 1] }

  public var size: (outputs: Int, inputs: Int) { (network.outputShape.count, network.inputShape.count) }

  /// `J dx`: `[inputs, k]` to `[outputs, k]`.
  public func pushforward(_ dx: Matrix) -> Matrix {
    zip(network.elements, values).reduce(dx) { $1.0.layer.pushforward($0, at: $1.1) }
  }

  /// `Jᵀ dy`: `[outputs, k]` to `[inputs, k]`.
  public func pullback(_ dy: Matrix) -> Matrix {
    zip(network.elements, values).reversed().reduce(dy) { $1.0.layer.pullback($0, at: $1.1) }
  }

  public func apply(_ x: Matrix) -> Matrix { pushforward(x) }
  public func applyAdjoint(_ y: Matrix) -> Matrix { pullback(y) }

  /// The Jacobian `[outputs, inputs]` at one point, made from the shorter side.
  public var jacobian: Matrix {
    size.inputs <= size.outputs
      ? pushforward(Matrix(identity: size.inputs))
      : pullback(Matrix(identity: size.outputs)).transposed
  }
}
