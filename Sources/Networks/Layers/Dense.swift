public import LinearAlgebra

/// `W x + b`, with W `[outputs, inputs]`.
public struct Dense: Layer {
  public let weights: Matrix
  public let bias: Vector
  public let hasBias: Bool
  /// What the numbers that training moves are multiplied by to give W and b.
  public let factor: Double
  private let unscaled: (weights: Matrix, bias: Vector)

  /// A layer with weights `[outputs, inputs]` and a bias `[outputs]`, or none, both times a factor.
  ///
  /// Training moves the numbers before the factor, so a step of the same learning rate moves W by the factor's square.
  public init(_ weights: Matrix, bias: Vector? = nil, times factor: Double = 1) {
    precondition(
      bias.map { $0.count == weights.rows } ?? true,
      "a bias of \(bias?.count ?? 0) for a \(weights.rows)x\(weights.columns) matrix")
    unscaled = (weights, bias ?? Vector(repeating: 0, count: weights.rows))
    self.weights = factor == 1 ? weights : factor * weights
    self.bias = factor == 1 ? unscaled.bias : factor * unscaled.bias
    self.factor = factor
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

  /// One fused sum over the inputs for each output, then the bias: PyTorch's products of small batches.
  public func singleForward(_ x: Matrix) -> Matrix {
    let (weights, bias, input) = (weights.singles, bias.elements.map { Float($0) }, x.singles)
    let (outputs, inputs) = (outputShape.count, inputShape.count)
    var y = Matrix(rows: outputs, columns: x.columns)
    for column in 0..<x.columns {
      for output in 0..<outputs {
        var sum: Float = 0
        for index in 0..<inputs {
          sum.addProduct(input[column * inputs + index], weights[output + index * outputs])
        }
        y[output, column] = Double(sum + bias[output])
      }
    }
    return y
  }

  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { weights * dx }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { weights.transposedTimes(dy) }
  public var form: LayerForm { .affine(weights, bias: bias) }
}

extension Dense: Trainable {
  public var parameters: Vector {
    Vector(unscaled.weights.elements + (hasBias ? unscaled.bias.elements : []))
  }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    let count = weights.elements.count
    let matrix = Matrix(
      rows: weights.rows, columns: weights.columns, elements: Array(parameters.elements.prefix(count)))
    return Dense(
      matrix, bias: hasBias ? Vector(Array(parameters.elements.dropFirst(count))) : nil, times: factor)
  }

  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    let sums = (0..<dy.rows).map { row in (0..<dy.columns).reduce(0) { $0 + dy[row, $1] } }
    let gradient = Vector(dy.timesTransposed(x).elements + (hasBias ? sums : []))
    return factor == 1 ? gradient : factor * gradient
  }
}
