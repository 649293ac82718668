public import LinearAlgebra

/// A network's derivative at points: what every layer has seen there.
///
/// At one point it is the linear operator `J`.
public struct Linearization: LinearOperator {
  public let network: Network
  /// The input of each layer, and last the output.
  public let values: [Matrix]

  public init(_ network: Network, at x: Matrix) {
    self = unwatched { try Self(network, at: x, monitor: $0) }
  }

  /// The forward pass, polling the monitor before each layer and within those that take long.
  public init(_ network: Network, at x: Matrix, monitor: Monitor) throws {
    self.network = network
    var values = [x]
    for element in network.elements {
      try monitor.poll()
      values.append(try element.layer.forward(values[values.count - 1], monitor: monitor))
    }
    self.values = values
  }

  public var output: Matrix { values[values.count - 1] }

  public var size: (outputs: Int, inputs: Int) { (network.outputShape.count, network.inputShape.count) }

  /// `J dx`: `[inputs, k]` to `[outputs, k]`.
  public func pushforward(_ dx: Matrix) -> Matrix { unwatched { try apply(dx, monitor: $0) } }

  /// `Jᵀ dy`: `[outputs, k]` to `[inputs, k]`.
  public func pullback(_ dy: Matrix) -> Matrix { unwatched { try applyAdjoint(dy, monitor: $0) } }

  public func apply(_ x: Matrix) -> Matrix { pushforward(x) }
  public func applyAdjoint(_ y: Matrix) -> Matrix { pullback(y) }

  public func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    try zip(network.elements, values).reduce(x) {
      try monitor.poll()
      return try $1.0.layer.pushforward($0, at: $1.1, monitor: monitor)
    }
  }

  public func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix {
    try zip(network.elements, values).reversed().reduce(y) {
      try monitor.poll()
      return try $1.0.layer.pullback($0, at: $1.1, monitor: monitor)
    }
  }

  /// The Jacobian `[outputs, inputs]` at one point, made from the shorter side.
  public var jacobian: Matrix { unwatched { try jacobian(monitor: $0) } }

  /// The Jacobian, polling the monitor.
  public func jacobian(monitor: Monitor) throws -> Matrix {
    size.inputs <= size.outputs
      ? try apply(Matrix(identity: size.inputs), monitor: monitor)
      : try applyAdjoint(Matrix(identity: size.outputs), monitor: monitor).transposed
  }
}
