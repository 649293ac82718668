public import LinearAlgebra
public import Networks

/// What the engine computes, computed another way: slowly, and with more digits.
public enum Oracles {
  public static func isPiecewiseLinear(_ function: any ScalarFunction) -> Bool {
    function is ReLU || function is AbsoluteValue || function is LeakyReLU || function is Identity
      || function is HardTanh
  }

  /// The forward pass with twice the digits; nil if a function is not piecewise linear.
  public static func forward(_ network: Network, _ x: Vector) -> [Extended]? {
    forward(network, x.elements.map { Extended($0) })
  }

  private static func forward(_ network: Network, _ x: [Extended]) -> [Extended]? {
    var values = x
    for layer in network.layers {
      switch layer.form {
      case .affine(let map, let bias):
        values = zip(product(materialized(map), values), bias.elements).map { $0 + Extended($1) }
      case .elementwise(let function):
        guard isPiecewiseLinear(function) else { return nil }
        values = values.map { apply(function, $0) }
      case .residual(let branch):
        guard let inner = forward(branch, values) else { return nil }
        values = zip(values, inner).map { $0 + $1 }
      case .opaque: return nil
      }
    }
    return values
  }

  private static func product(_ matrix: Matrix, _ x: [Extended]) -> [Extended] {
    (0..<matrix.rows).map { row in
      x.indices.reduce(.zero) { $0 + Extended(matrix[row, $1]) * x[$1] }
    }
  }

  private static func apply(_ function: any ScalarFunction, _ x: Extended) -> Extended {
    switch function {
    case is ReLU: max(x, .zero)
    case is AbsoluteValue: x.magnitude
    case is HardTanh: min(max(x, Extended(-1)), Extended(1))
    case let leaky as LeakyReLU: x < .zero ? Extended(leaky.alpha) * x : x
    default: x
    }
  }

  public static func norm(_ x: [Extended], _ norm: Norm) -> Extended {
    switch norm {
    case .one: x.reduce(.zero) { $0 + $1.magnitude }
    case .infinity: x.reduce(.zero) { max($0, $1.magnitude) }
    case .two: x.reduce(.zero) { $0 + $1 * $1 }.squareRoot
    }
  }

  /// How much further two images are apart than their points, with twice the digits.
  public static func quotient(_ network: Network, _ x: Vector, _ y: Vector, _ kind: Norm) -> Extended? {
    guard let fx = forward(network, x), let fy = forward(network, y) else { return nil }
    let run = zip(x.elements, y.elements).map { Extended($0) - Extended($1) }
    return norm(zip(fx, fy).map { $0 - $1 }, kind) / norm(run, kind)
  }

  /// The derivative along a direction by a central difference of second order.
  public static func difference(_ network: Network, at x: Vector, along direction: Vector, step: Double)
    -> Vector
  {
    let ahead = network.forward(Matrix(x + step * direction)).column(0)
    let behind = network.forward(Matrix(x - step * direction)).column(0)
    return (0.5 / step) * (ahead - behind)
  }

  /// The constant of `W₂ relu(W₁ x + b)`, or with a skip connection of `x + W₂ relu(W₁ x + b)`, by all patterns of
  /// signs: exact if the rows of W₁ are independent, since every pattern then has its cell.
  public static func constant(_ second: Matrix, afterReLU first: Matrix, skip: Bool = false, _ norm: Norm)
    throws -> Double
  {
    var best = 0.0
    for pattern in 0..<1 << first.rows {
      var gated = first
      for row in 0..<first.rows where pattern >> row & 1 == 0 {
        for column in 0..<first.columns { gated[row, column] = 0 }
      }
      let branch = second * gated
      best = max(best, try self.norm(skip ? Matrix(identity: first.columns) + branch : branch, norm))
    }
    return best
  }

  /// The operator norm to a few roundings.
  public static func norm(_ matrix: Matrix, _ norm: Norm) throws -> Double {
    switch norm {
    case .two: try matrix.singularValues().first ?? 0
    case .one: (0..<matrix.columns).map { matrix.column($0).norm(.one) }.max() ?? 0
    case .infinity: (0..<matrix.rows).map { matrix.row($0).norm(.one) }.max() ?? 0
    }
  }
}
