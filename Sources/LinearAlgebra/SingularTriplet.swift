/// The largest singular value of an operator as far as an iteration found it, with its vectors.
///
/// `value` is attained along `right` up to rounding, so it is a lower estimate of the norm, not a proven bound.
public struct SingularTriplet: Hashable, Sendable {
  public let value: Double
  /// A unit vector of outputs, along `A v`.
  public let left: Vector
  /// A unit vector of inputs.
  public let right: Vector
  /// `|Aᵀ u − σ v|`: some singular value is at most this far away.
  public let residual: Double
}

extension LinearOperator {
  /// The largest singular value with its vectors, by Golub-Kahan-Lanczos.
  ///
  /// Both bases are orthogonalised in full, twice; after `basis` steps the iteration starts again from its best vector.
  /// It starts from the same random combination of the rows every time, and stops when the residual is below
  /// `tolerance` times the value, or a restart no longer moves the value by more than the tolerance's square, which is
  /// how far the value is off. `start` may say where the steepest direction is likely. `basis` limits the steps
  /// between restarts, where long vectors would fill the memory.
  ///
  /// - Complexity: an application of the operator and of its adjoint a step, mostly 20 to 100 steps.
  /// - Source: Golub and Van Loan, Matrix Computations, 4th ed., 10.4.
  public func largestSingularTriplet(
    from start: Vector? = nil, tolerance: Double = 1e-10, basis: Int = 200, monitor: Monitor
  ) throws -> SingularTriplet {
    var random = NumPyGenerator(seed: 0)
    // A combination of the rows, so that a wide operator's basis is complete with as many steps as it has rows.
    var start =
      try start
      ?? Vector(
        applyAdjoint(Matrix(Vector(random.normal(count: size.outputs))), monitor: monitor).elements)
    var best: SingularTriplet?
    for round in 0..<20 {
      let triplet = try lanczosRound(
        from: start, round: round, tolerance: tolerance, basis: basis, monitor: monitor)
      let gain = triplet.value - (best?.value ?? 0)
      best = triplet
      let isStill = gain <= max(1e-15, tolerance * tolerance) * triplet.value
      if triplet.residual <= tolerance * triplet.value || isStill { break }
      start = triplet.right
    }
    guard let best else { preconditionFailure("no round of Lanczos ran") }
    return best
  }

  /// One basis, from a start vector until it has converged or is full.
  private func lanczosRound(
    from start: Vector, round: Int, tolerance: Double, basis: Int, monitor: Monitor
  ) throws -> SingularTriplet {
    let limit = Swift.min(basis, size.inputs, size.outputs)
    let startSize = start.norm(.two)
    guard limit > 0, startSize > 0 else { return nothing }
    var rights = OrthonormalBasis(dimension: size.inputs, capacity: limit + 1)
    var lefts = OrthonormalBasis(dimension: size.outputs, capacity: limit)
    rights.append(start.mapped { $0 / startSize })
    var diagonal: [Double] = []
    var beside: [Double] = []
    var found: Double?
    while true {
      let step = lefts.count
      try monitor.step(round * basis + step, best: found)
      var left = Vector(try apply(Matrix(rights[step]), monitor: monitor).elements)
      lefts.project(away: &left)
      let alpha = left.norm(.two)
      let scale = Swift.max(alpha, diagonal.max() ?? 0)
      diagonal.append(alpha)
      lefts.append(
        alpha > 1e-15 * scale ? left.mapped { $0 / alpha } : Vector(repeating: 0, count: left.count))
      guard scale > 0 else { return nothing }
      var right = Vector(try applyAdjoint(Matrix(lefts[step]), monitor: monitor).elements)
      rights.project(away: &right)
      let beta = right.norm(.two)
      let isLast = step + 1 == limit || beta <= 1e-15 * scale
      if isLast || step % 5 == 4 {
        let small = try bidiagonal(diagonal, beside).singularValueDecomposition()
        let value = small.values[0]
        found = value
        let residual = beta * small.u[step, 0].magnitude
        if isLast || residual <= tolerance * value {
          return SingularTriplet(
            value: value, left: lefts.combination(small.u.column(0)),
            right: rights.combination(small.v.column(0)), residual: residual)
        }
      }
      beside.append(beta)
      rights.append(right.mapped { $0 / beta })
    }
  }

  private var nothing: SingularTriplet {
    SingularTriplet(
      value: 0, left: Vector(repeating: 0, count: size.outputs),
      right: Vector((0..<size.inputs).map { $0 == 0 ? 1 : 0 }), residual: 0)
  }
}

extension Vector {
  fileprivate func mapped(_ transform: (Double) -> Double) -> Vector { Vector(elements.map(transform)) }
}

/// The upper bidiagonal matrix that Lanczos leaves of an operator.
private func bidiagonal(_ diagonal: [Double], _ beside: [Double]) -> Matrix {
  var result = Matrix(rows: diagonal.count, columns: diagonal.count)
  for (index, value) in diagonal.enumerated() { result[index, index] = value }
  for (index, value) in beside.enumerated() { result[index, index + 1] = value }
  return result
}
