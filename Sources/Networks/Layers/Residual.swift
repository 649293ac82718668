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

  public var kind: String { "residual" }
  public var inputShape: Shape { branch.inputShape }
  public var outputShape: Shape { branch.outputShape }
  public var parameterCount: Int { branch.parameterCount }
  public var formula: String { "y = x + g(x)" }

  public func forward(_ x: Matrix) -> Matrix { x + branch.forward(x) }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    dx + branch.linearization(at: x).pushforward(dx)
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    dy + branch.linearization(at: x).pullback(dy)
  }

  public var form: LayerForm { .residual(branch) }
}
