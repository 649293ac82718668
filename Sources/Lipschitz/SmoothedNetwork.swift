import LinearAlgebra
import Networks

/// A network's derivative at a point with every slope averaged over a window: differentiable where the network's
/// own derivative jumps.
///
/// The average slope of f over `z ± h` is the secant `(f(z + h) − f(z − h)) / 2h`, and its derivative is
/// `(f′(z + h) − f′(z − h)) / 2h`.
struct SmoothedNetwork {
  fileprivate indirect enum Step {
    case affine(any EntrywiseOperator)
    case elementwise(slopes: [Double], curvatures: [Double])
    case residual(SmoothedNetwork)
    /// An opaque layer at a point, with the derivative that it has there.
    case point(any Layer, any OpaqueMap, Matrix)
  }
  private let steps: [Step]

  init(_ network: Network, at x: Vector, window: Double) {
    let values = network.linearization(at: Matrix(x)).values
    steps = zip(network.layers, values).map { layer, value in
      switch layer.form {
      case .affine(let map, _): return .affine(map)
      case .residual(let branch):
        return .residual(SmoothedNetwork(branch, at: value.column(0), window: window))
      case .opaque(let map): return .point(layer, map, value)
      case .elementwise(let function):
        let secants = value.elements.map { function.secant(at: $0, window: window) }
        return .elementwise(slopes: secants.map(\.slope), curvatures: secants.map(\.curvature))
      }
    }
  }

  /// The averaged Jacobian `[outputs, inputs]`.
  func jacobian(inputs: Int) -> Matrix { push(Matrix(identity: inputs)) }

  private func push(_ directions: Matrix) -> Matrix {
    steps.reduce(directions) { $1.push($0) }
  }

  /// The gradient of `leftᵀ J(x) right` with respect to x.
  ///
  /// Going back through the layers, the gradient g and the cotangent b of `left` are pulled back together; where a
  /// derivative depends on its place, curvature × tangent × cotangent is added to g.
  func gradient(left: Vector, right: Vector) -> Vector {
    pull(
      Adjoint(gradient: Matrix(Vector(repeating: 0, count: left.count)), cotangent: Matrix(left)),
      tangent: Matrix(right)
    ).gradient.column(0)
  }

  private struct Adjoint {
    var gradient: Matrix
    var cotangent: Matrix
  }

  private func pull(_ adjoint: Adjoint, tangent: Matrix) -> Adjoint {
    var tangents = [tangent]
    for step in steps.dropLast() { tangents.append(step.push(tangents[tangents.count - 1])) }
    return zip(steps, tangents).reversed().reduce(adjoint) { Self.pull($0, through: $1.0, tangent: $1.1) }
  }

  private static func pull(_ adjoint: Adjoint, through step: Step, tangent: Matrix) -> Adjoint {
    switch step {
    case .affine(let map):
      return Adjoint(
        gradient: map.applyAdjoint(adjoint.gradient), cotangent: map.applyAdjoint(adjoint.cotangent))
    case .elementwise(let slopes, let curvatures):
      var result = adjoint
      for index in slopes.indices {
        let bend = curvatures[index] * tangent.elements[index] * adjoint.cotangent.elements[index]
        result.gradient.elements[index] = slopes[index] * adjoint.gradient.elements[index] + bend
        result.cotangent.elements[index] = slopes[index] * adjoint.cotangent.elements[index]
      }
      return result
    case .point(let layer, let map, let x):
      let bend = map.bend(of: layer, cotangent: adjoint.cotangent, along: tangent, at: x)
      return Adjoint(
        gradient: layer.pullback(adjoint.gradient, at: x) + bend,
        cotangent: layer.pullback(adjoint.cotangent, at: x)
      )
    case .residual(let branch):
      let inner = branch.pull(adjoint, tangent: tangent)
      return Adjoint(
        gradient: adjoint.gradient + inner.gradient,
        cotangent: adjoint.cotangent + inner.cotangent)
    }
  }
}

extension ScalarFunction {
  /// The average slope over a window, and its derivative; far out, where the window drowns in rounding, the slope.
  fileprivate func secant(at x: Double, window: Double) -> (slope: Double, curvature: Double) {
    let (low, high) = (domain.clamp(x - window), domain.clamp(x + window))
    let (rise, bend) = (value(high) - value(low), slope(high) - slope(low))
    guard low < high, rise.isFinite, bend.isFinite else { return (slope(x), 0) }
    return (rise / (high - low), bend / (high - low))
  }
}

extension OpaqueMap {
  /// The gradient of `cotangentᵀ J(x) tangent` with respect to x, where the layer with this map is smooth; else 0.
  ///
  /// Second derivatives are symmetric, so it is the derivative of `J(x)ᵀ cotangent` along the tangent: here a central
  /// difference, whose step leaves about ten digits.
  fileprivate func bend(of layer: any Layer, cotangent: Matrix, along tangent: Matrix, at x: Matrix) -> Matrix
  {
    let none = Matrix(rows: x.rows, columns: 1)
    let (size, length) = (x.column(0).norm(.infinity), tangent.column(0).norm(.infinity))
    let step = 1e-5 * max(1, size) / length
    guard step.isFinite else { return none }
    let (ahead, behind) = (x + step * tangent, x - step * tangent)
    guard isSmooth(on: zip(ahead.elements, behind.elements).map { Interval(min($0, $1), max($0, $1)) }) else {
      return none
    }
    let change = layer.pullback(cotangent, at: ahead) - layer.pullback(cotangent, at: behind)
    let bend = (0.5 / step) * change
    return bend.elements.allSatisfy(\.isFinite) ? bend : none
  }
}

extension SmoothedNetwork.Step {
  fileprivate func push(_ directions: Matrix) -> Matrix {
    switch self {
    case .affine(let map): return map.apply(directions)
    case .elementwise(let slopes, _):
      var result = directions
      for index in result.elements.indices { result.elements[index] *= slopes[index % slopes.count] }
      return result
    case .residual(let branch): return directions + branch.push(directions)
    case .point(let layer, _, let x): return layer.pushforward(directions, at: x)
    }
  }
}

extension Interval {
  /// The nearest double inside.
  func clamp(_ value: Double) -> Double { min(max(value, lower), upper) }
}
