public import LinearAlgebra

/// `x + g(x)`: a network with a connection past it.
public struct Residual: Layer {
  public let branch: Network

  /// A skip connection past `branch`, whose output has the shape of its input.
  ///
  /// - Throws: `ShapeError` where the two differ.
  public init(_ branch: Network) throws(ShapeError) {
    guard branch.inputShape == branch.outputShape else {
      throw ShapeError(
        layer: "the skip connection", takes: branch.inputShape, previous: "its branch",
        gives: branch.outputShape)
    }
    self.branch = branch
  }

  /// A skip connection past a branch that is known to keep its shape.
  init(unchecked branch: Network) {
    precondition(branch.inputShape == branch.outputShape, "a branch that changes its shape")
    self.branch = branch
  }

  public var kind: String { "residual" }
  public var inputShape: Shape { branch.inputShape }
  public var outputShape: Shape { branch.outputShape }
  public var parameterCount: Int { branch.parameterCount }
  public var formula: String { "y = x + g(x)" }

  public func forward(_ x: Matrix) -> Matrix { x + branch.forward(x) }
  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    x + (try branch.forward(x, monitor: monitor))
  }

  public func singleForward(_ x: Matrix) -> Matrix { Precision.single.sum(branch.forward(x, in: .single), x) }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    dx + branch.linearization(at: x).pushforward(dx)
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    dx + (try branch.linearization(at: x, monitor: monitor).apply(dx, monitor: monitor))
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    dy + branch.linearization(at: x).pullback(dy)
  }

  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    dy + (try branch.linearization(at: x, monitor: monitor).applyAdjoint(dy, monitor: monitor))
  }

  public var form: LayerForm { .residual(branch) }
}

extension Residual: Trainable {
  public var parameters: Vector { branch.parameters }
  public func withParameters(_ parameters: Vector) -> any Trainable {
    Residual(unchecked: branch.withParameters(parameters))
  }
  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    branch.linearization(at: x).gradients(of: dy).parameters
  }
}
