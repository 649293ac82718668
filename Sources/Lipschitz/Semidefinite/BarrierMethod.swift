import LinearAlgebra
import RealModule

/// Newton's method along the central path of a semidefinite program: minimises `ρ/μ − log det F` for smaller and smaller
/// μ.
///
/// Every iterate is strictly feasible, so the method may stop anywhere with a valid bound. On the path at μ the optimum
/// is at least `ρ − D μ`.
///
/// - Source: Nesterov and Nemirovskii 1994; Boyd and Vandenberghe, Convex Optimization, 11.
struct BarrierMethod {
  let program: SemidefiniteProgram
  /// The group of each neuron: one multiplier each, or one a layer.
  let groups: [Int]
  /// ρ is known to this share when the method stops.
  var tolerance = 1e-7
  var iterationLimit = 300
  /// The method stops as soon as ρ is below this.
  var target = 0.0

  /// What was reached.
  struct Result {
    var point: BarrierPoint
    /// A point of larger μ, further from the border.
    var anchor: BarrierPoint
    /// Where the method started, as far inside as it ever was.
    var start: BarrierPoint
    /// The optimum is not below this, up to rounding; 0 before the first point of the path.
    var optimum: Double
    var iterations: Int
    /// Whether the work was stopped before its end.
    var isInterrupted = false
  }

  /// Nil, if no start was found.
  func solve(monitor: Monitor) -> Result? {
    let matrix = BarrierMatrix(program)
    guard var point = start(matrix) else { return nil }
    let groupCount = (groups.max() ?? -1) + 1
    let newton = NewtonStep(program, groups: groups, groupCount: groupCount)
    let dimension = Double(program.dimension)
    var result = Result(point: point, anchor: point, start: point, optimum: 0, iterations: 0)
    guard matrix.factor(at: point) else { return nil }
    matrix.keep()
    var weight = point.square / dimension
    var logDeterminant = matrix.factor.logDeterminant
    while result.iterations < iterationLimit {
      do {
        guard try newton.find(matrix.factor, weight: weight, monitor: monitor) else { break }
        if result.iterations == 0 {
          let natural = newton.naturalWeight(weight) ?? weight
          guard newton.changeWeight(from: weight, to: natural) else { break }
          weight = natural
        }
        result.iterations += 1
        try monitor.step(
          result.iterations, best: point.square.squareRoot() * program.outputScale)
      } catch {
        result.isInterrupted = true
        break
      }
      guard let next = search(from: point, newton, weight, logDeterminant, matrix) else { break }
      point = next
      logDeterminant = matrix.factor.logDeterminant
      let decrement = newton.decrement
      result.point = point
      if point.square <= target { break }
      guard decrement < 0.5 else { continue }
      let gap = dimension * weight
      result.optimum = max(result.optimum, point.square - gap)
      if gap > 1e-5 * point.square { result.anchor = point }
      if gap < tolerance * point.square { break }
      // Along the tangent of the path as far as F stays positive definite, and not quite: then μ is what is left.
      let tangent = newton.tangent(weight: weight)
      var share = 0.98
      while share > 0.1 {
        if matrix.factor(at: moved(point, by: share, tangent)) { break }
        share *= 0.85
      }
      share *= 0.9
      let candidate = moved(point, by: share, tangent)
      guard share > 0.1, matrix.factor(at: candidate) else {
        weight *= 0.2
        continue
      }
      matrix.keep()
      point = candidate
      logDeterminant = matrix.factor.logDeterminant
      weight *= 1 - share
      result.point = point
      if point.square - result.optimum < tolerance * point.square { break }
    }
    return result
  }

  /// A point along the Newton direction that is inside and descends: the full step, or less and less of it.
  private func search(
    from point: BarrierPoint, _ newton: NewtonStep, _ weight: Double, _ logDeterminant: Double,
    _ matrix: BarrierMatrix
  ) -> BarrierPoint? {
    var length = 1.0
    for _ in 0..<60 {
      let candidate = moved(point, by: length, newton.direction)
      if candidate.square > 0, matrix.factor(at: candidate) {
        let change =
          (candidate.square - point.square) / weight - (matrix.trialLogDeterminant - logDeterminant)
        if change <= -0.01 * length * newton.decrement || newton.decrement < 1e-6 {
          matrix.keep()
          return candidate
        }
      }
      length *= 0.7
    }
    return nil
  }

  private func moved(_ point: BarrierPoint, by length: Double, _ direction: [Double]) -> BarrierPoint {
    var moved = point
    moved.square += length * direction[0]
    for index in moved.multipliers.indices {
      moved.multipliers[index] += length * direction[1 + groups[index]]
    }
    return moved
  }

  /// A strictly feasible point: that of a chain, or else the elimination's with ρ doubled until it passes.
  private func start(_ matrix: BarrierMatrix) -> BarrierPoint? {
    if let point = ChainStart(program)?.point(), matrix.factor(at: point) { return point }
    guard var point = StartingElimination(program).point() else { return nil }
    for _ in 0..<100 {
      if matrix.factor(at: point) { return point }
      point.square *= 2
    }
    return nil
  }
}
