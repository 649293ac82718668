public import LinearAlgebra

/// A function of one variable, applied to every coordinate.
public struct Elementwise: Layer {
  public let function: any ScalarFunction
  public let shape: Shape

  public init(_ function: any ScalarFunction, shape: Shape) {
    self.function = function
    self.shape = shape
  }

  public var kind: String { type(of: function).name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 0 }
  public var formula: String { type(of: function).summary }

  public func forward(_ x: Matrix) -> Matrix { x.mapped(function.value) }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    Matrix(
      rows: x.rows, columns: x.columns, elements: try x.elements.map(polling: monitor, function.value))
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pushforward(dx, at: x, monitor: $0) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    precondition(
      dx.rows == x.rows && (x.columns == 1 || x.columns == dx.columns),
      "\(dx.rows)x\(dx.columns) directions at \(x.rows)x\(x.columns) points")
    let slopes = try x.elements.map(polling: monitor, function.slope)
    var result = dx
    for index in result.elements.indices {
      let slope = slopes[x.columns == 1 ? index % x.rows : index]
      // A direction that is zero stays zero, however steep the function.
      result.elements[index] = result.elements[index] == 0 ? 0 : slope * result.elements[index]
    }
    return result
  }

  /// The Jacobian is diagonal, so it is its own adjoint.
  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix { pushforward(dy, at: x) }
  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    try pushforward(dy, at: x, monitor: monitor)
  }

  public var form: LayerForm { .elementwise(function) }
}
