public import LinearAlgebra

/// `W x + b`, with W `[outputs, inputs]`.
public struct Dense: Layer {
  public let weights: Matrix
  public let bias: Vector
  public let hasBias: Bool

  /// A layer with weights `[outputs, inputs]` and a bias `[outputs]`, or none.
  public init(_ weights: Matrix, bias: Vector? = nil) {
    precondition(
      bias.map { $0.count == weights.rows } ?? true,
      "a bias of \(bias?.count ?? 0) for a \(weights.rows)x\(weights.columns) matrix")
    self.weights = weights
    self.bias = bias ?? Vector(repeating: 0, count: weights.rows)
    hasBias = bias != nil
  }

  public var kind: String { "linear" }
  public var inputShape: Shape { Shape(weights.columns) }
  public var outputShape: Shape { Shape(weights.rows) }
  public var parameterCount: Int { weights.elements.count + (hasBias ? bias.count : 0) }
  public var formula: String { hasBias ? "y = W x + b" : "y = W x" }

  public func forward(_ x: Matrix) -> Matrix {
    var y = weights * x
    guard hasBias else { return y }
    for column in 0..<y.columns {
      for row in 0..<y.rows { y[row, column] += bias[row] }
    }
    return y
  }

  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { weights * dx }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { weights.transposedTimes(dy) }
  public var form: LayerForm { .affine(weights, bias: bias) }
}
