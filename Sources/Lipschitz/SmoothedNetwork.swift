import LinearAlgebra
import Networks
import RealModule

/// A network's derivative at points with every slope averaged around: differentiable where the network's own
/// derivative jumps.
///
/// A batch of points is a matrix whose columns they are, each with a window of its own. The slope of a function without
/// kinks becomes the secant `(f(z + h) − f(z − h)) / 2h`. At a kink the jump of the slope becomes a logistic step of
/// about that width, which has a slope to climb on also further away.
struct SmoothedNetwork {
  fileprivate indirect enum Step {
    case affine(any EntrywiseOperator)
    case elementwise(slopes: Matrix, curvatures: Matrix)
    case residual(SmoothedNetwork)
    /// An opaque layer at points, with the derivative that it has there.
    case point(any Layer, any OpaqueMap, Matrix)
  }
  private let steps: [Step]

  /// At points `[inputs, batch]`, with a half width of the window for each.
  init(_ network: Network, at x: Matrix, windows: [Double], monitor: Monitor) throws {
    try self.init(
      network.linearization(at: x, monitor: monitor), windows: windows, monitor: monitor)
  }

  /// The same, where the forward pass is done.
  init(_ linearization: Linearization, windows: [Double], monitor: Monitor) throws {
    steps = try zip(linearization.network.layers, linearization.values).map { layer, value in
      switch layer.form {
      case .affine(let map, _): return .affine(map)
      case .residual(let branch):
        return .residual(try SmoothedNetwork(branch, at: value, windows: windows, monitor: monitor))
      case .opaque(let map): return .point(layer, map, value)
      case .elementwise(let function):
        try monitor.poll()
        let (slopes, curvatures) = function.smoothed(at: value, windows: windows)
        return .elementwise(slopes: slopes, curvatures: curvatures)
      }
    }
  }

  /// Directions on their way: the input of each layer, and last the output.
  struct Tangents {
    fileprivate let values: [Matrix]
    var output: Matrix { values[values.count - 1] }
  }

  /// Directions `[inputs, batch]`, one at each point, through the averaged derivative.
  func tangents(of directions: Matrix, monitor: Monitor) throws -> Tangents {
    var values = [directions]
    for step in steps { values.append(try step.push(values[values.count - 1], monitor: monitor)) }
    return Tangents(values: values)
  }

  /// For each point the gradient of `leftᵀ J(x) right` with respect to x, and `Jᵀ left`.
  ///
  /// Going back through the layers, the gradient g and the cotangent b of `left` are pulled back together; where a
  /// derivative depends on its place, curvature × tangent × cotangent is added to g.
  func pullback(left: Matrix, tangents: Tangents, monitor: Monitor) throws
    -> (gradient: Matrix, cotangent: Matrix)
  {
    let end = try pull(
      Adjoint(gradient: Matrix(rows: left.rows, columns: left.columns), cotangent: left), tangents: tangents,
      monitor: monitor)
    return (end.gradient, end.cotangent)
  }

  private func pull(_ adjoint: Adjoint, tangents: Tangents, monitor: Monitor) throws -> Adjoint {
    try zip(steps, tangents.values).reversed().reduce(adjoint) {
      try Self.pull($0, through: $1.0, tangent: $1.1, monitor: monitor)
    }
  }

  private struct Adjoint {
    var gradient: Matrix
    var cotangent: Matrix
  }

  private static func pull(_ adjoint: Adjoint, through step: Step, tangent: Matrix, monitor: Monitor) throws
    -> Adjoint
  {
    try monitor.poll()
    switch step {
    case .affine(let map):
      return Adjoint(
        gradient: try map.applyAdjoint(adjoint.gradient, monitor: monitor),
        cotangent: try map.applyAdjoint(adjoint.cotangent, monitor: monitor))
    case .elementwise(let slopes, let curvatures):
      var result = adjoint
      for index in slopes.elements.indices {
        let cotangent = adjoint.cotangent.elements[index]
        let bend = curvatures.elements[index] * tangent.elements[index] * cotangent
        result.gradient.elements[index] = slopes.elements[index] * adjoint.gradient.elements[index] + bend
        result.cotangent.elements[index] = slopes.elements[index] * cotangent
      }
      return result
    case .point(let layer, let map, let x):
      let bend = try map.bend(
        of: layer, cotangent: adjoint.cotangent, along: tangent, at: x, monitor: monitor)
      return Adjoint(
        gradient: try layer.pullback(adjoint.gradient, at: x, monitor: monitor) + bend,
        cotangent: try layer.pullback(adjoint.cotangent, at: x, monitor: monitor))
    case .residual(let branch):
      let inner = try branch.pull(
        adjoint, tangents: branch.tangents(of: tangent, monitor: monitor), monitor: monitor)
      return Adjoint(
        gradient: adjoint.gradient + inner.gradient, cotangent: adjoint.cotangent + inner.cotangent)
    }
  }
}

extension ScalarFunction {
  /// The averaged slope at each number, and its derivative.
  fileprivate func smoothed(at z: Matrix, windows: [Double]) -> (slopes: Matrix, curvatures: Matrix) {
    let jumps: [(x: Double, size: Double)] = kinks.compactMap { kink in
      let (left, right) = sidedSlopes(at: kink)
      return (right - left).isFinite ? (kink, right - left) : nil
    }
    var (slopes, curvatures) = (z, z)
    for column in 0..<z.columns {
      let window = windows[column]
      for index in column * z.rows..<(column + 1) * z.rows {
        let smooth =
          jumps.isEmpty
          ? secant(at: z.elements[index], window: window)
          : logistic(at: z.elements[index], window: window, jumps)
        (slopes.elements[index], curvatures.elements[index]) = smooth
      }
    }
    return (slopes, curvatures)
  }

  /// The average slope over a window, and its derivative; far out, where the window drowns in rounding, the slope.
  private func secant(at x: Double, window: Double) -> (slope: Double, curvature: Double) {
    let (low, high) = (domain.clamp(x - window), domain.clamp(x + window))
    let (rise, bend) = (value(high) - value(low), slope(high) - slope(low))
    guard low < high, rise.isFinite, bend.isFinite else { return (slope(x), 0) }
    return (rise / (high - low), bend / (high - low))
  }

  /// The slope with a logistic step in the place of each jump, and its derivative.
  private func logistic(at x: Double, window: Double, _ jumps: [(x: Double, size: Double)]) -> (
    slope: Double, curvature: Double
  ) {
    let near = 1e-3 * window
    var smooth = slope(x)
    var rise = slope(x + near) - slope(x - near)
    var curvature = 0.0
    for jump in jumps {
      let share = 1 / (1 + Double.exp(-2 * (x - jump.x) / window))
      smooth += jump.size * (share - (x > jump.x ? 1 : 0))
      if x - near <= jump.x, jump.x < x + near { rise -= jump.size }
      curvature += jump.size * share * (1 - share) * 2 / window
    }
    // What bends between the kinks; nothing in most functions that have some.
    let bend = rise / (2 * near)
    guard bend.isFinite, smooth.isFinite else { return (slope(x), 0) }
    return (smooth, curvature + (rise.magnitude > 1e-12 ? bend : 0))
  }
}

extension OpaqueMap {
  /// For each point the gradient of `cotangentᵀ J(x) tangent` with respect to x, where the layer with this map is
  /// smooth; else 0.
  fileprivate func bend(
    of layer: any Layer, cotangent: Matrix, along tangent: Matrix, at x: Matrix, monitor: Monitor
  ) throws -> Matrix {
    let columns = try (0..<x.columns).flatMap { column in
      try bend(
        of: layer, cotangent: Matrix(cotangent.column(column)), along: tangent.column(column),
        at: x.column(column), monitor: monitor
      ).elements
    }
    return Matrix(rows: x.rows, columns: x.columns, elements: columns)
  }

  /// Second derivatives are symmetric, so it is the derivative of `J(x)ᵀ cotangent` along the tangent: here a central
  /// difference, whose step leaves about ten digits.
  private func bend(
    of layer: any Layer, cotangent: Matrix, along tangent: Vector, at x: Vector, monitor: Monitor
  ) throws -> Vector {
    let none = Vector(repeating: 0, count: x.count)
    let step = 1e-5 * max(1, x.norm(.infinity)) / tangent.norm(.infinity)
    guard step.isFinite else { return none }
    let (ahead, behind) = (x + step * tangent, x - step * tangent)
    let box = zip(ahead.elements, behind.elements).map { Interval(min($0, $1), max($0, $1)) }
    guard try isSmooth(on: box, monitor: monitor) else { return none }
    let forth = try layer.pullback(cotangent, at: Matrix(ahead), monitor: monitor)
    let change = forth - (try layer.pullback(cotangent, at: Matrix(behind), monitor: monitor))
    let bend = (0.5 / step) * change.column(0)
    return bend.elements.allSatisfy(\.isFinite) ? bend : none
  }
}

extension SmoothedNetwork.Step {
  fileprivate func push(_ directions: Matrix, monitor: Monitor) throws -> Matrix {
    try monitor.poll()
    switch self {
    case .affine(let map): return try map.apply(directions, monitor: monitor)
    case .elementwise(let slopes, _): return directions.times(slopes)
    case .residual(let branch):
      return directions + (try branch.tangents(of: directions, monitor: monitor).output)
    case .point(let layer, _, let x):
      return try layer.pushforward(directions, at: x, monitor: monitor)
    }
  }
}

extension Interval {
  /// The nearest double inside.
  func clamp(_ value: Double) -> Double { min(max(value, lower), upper) }
}

extension Matrix {
  /// Entry times entry.
  fileprivate func times(_ other: Matrix) -> Matrix {
    var result = self
    for index in result.elements.indices { result.elements[index] *= other.elements[index] }
    return result
  }
}
