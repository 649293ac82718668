extension Matrix {
  /// The largest eigenvalue of a symmetric matrix without negative ones, in floating point; not certified.
  ///
  /// Up to order 160 by a tridiagonal form, above by Lanczos with full reorthogonalisation from a fixed random vector,
  /// which stops when the value is right to about ten roundings: its error is the residual squared over the distance to
  /// the next eigenvalue.
  /// - Complexity: O(n³) for small ones, else a product with a vector a step, mostly 50 to 150 steps.
  /// - Source: Parlett, The Symmetric Eigenvalue Problem, 11.7 and 13.
  public func topEigenvalue(monitor: Monitor) throws -> Double {
    guard rows <= Self.mostTridiagonal else { return try topEigenpair(monitor: monitor).value }
    precondition(rows == columns, "a \(rows)x\(columns) matrix is not symmetric")
    try requireFinite()
    var copy = self
    return try copy.withBlock { (block) throws(LinearAlgebraError) in
      try Kernels.symmetricEigenvalues(block, largest: 1, vectors: false).values[0]
    }
  }

  /// The same by Lanczos, with a unit vector that belongs to it.
  func topEigenpair(monitor: Monitor) throws -> (value: Double, vector: Vector) {
    precondition(rows == columns, "a \(rows)x\(columns) matrix is not symmetric")
    try requireFinite()
    var random = NumPyGenerator(seed: 0)
    var start = self * Vector(random.normal(count: rows))
    var best = (value: 0.0, vector: Vector((0..<rows).map { $0 == 0 ? 1 : 0 }))
    for round in 0..<20 {
      guard let found = try lanczosRound(from: start, round: round, monitor: monitor) else { return best }
      let isStill = found.value <= best.value * (1 + 1e-15)
      if found.value > best.value { best = (found.value, found.vector) }
      if found.isSettled || isStill { break }
      start = found.vector
    }
    return best
  }

  /// Up to this order the whole matrix is brought to a tridiagonal form.
  private static let mostTridiagonal = 160

  /// One basis: the largest Ritz value with its vector, and whether it has converged; nil if the start is mapped to 0.
  private func lanczosRound(
    from start: Vector, round: Int, monitor: Monitor
  ) throws -> (value: Double, vector: Vector, isSettled: Bool)? {
    let limit = Swift.min(200, rows)
    let size = start.norm(.two)
    guard size > 0 else { return nil }
    var basis = OrthonormalBasis(dimension: rows, capacity: limit)
    basis.append(Vector(start.elements.map { $0 / size }))
    var small = Tridiagonal()
    while true {
      let step = basis.count - 1
      try monitor.step(round * limit + step)
      let last = basis[step]
      var next = self * last
      small.diagonal.append(zip(next.elements, last.elements).reduce(0) { $0 + $1.0 * $1.1 })
      basis.project(away: &next)
      let beside = next.norm(.two)
      let isLast = basis.count == limit || beside <= 1e-15 * small.diagonal[0].magnitude
      if isLast || step % 8 == 7 {
        let unit = small.size
        guard unit > 0 else { return nil }
        let pairs = try small.matrix(over: unit).symmetricEigendecomposition(largest: Swift.min(2, step + 1))
        let count = pairs.values.count
        let (share, tail) = (pairs.values[count - 1], pairs.vectors[step, count - 1].magnitude)
        let value = share * unit
        // As shares of the value, whose squares do not vanish.
        let (error, distance) = (beside * tail / value, count > 1 ? 1 - pairs.values[0] / share : 1)
        let isSettled = error <= 1e-15 || error * error <= 1e-15 * distance
        if isLast || isSettled {
          return (value, basis.combination(pairs.vectors.column(count - 1)), isSettled)
        }
      }
      small.beside.append(beside)
      basis.append(Vector(next.elements.map { $0 / beside }))
    }
  }
}

/// What Lanczos leaves of a symmetric matrix.
private struct Tridiagonal {
  var diagonal: [Double] = []
  var beside: [Double] = []

  /// The largest number of the diagonal.
  var size: Double { diagonal.max() ?? 0 }

  /// All numbers over one of their size, so that their squares do not vanish.
  func matrix(over unit: Double) -> Matrix {
    var result = Matrix(rows: diagonal.count, columns: diagonal.count)
    for (index, value) in diagonal.enumerated() { result[index, index] = value / unit }
    for (index, value) in beside.enumerated() { result[index + 1, index] = value / unit }
    return result
  }
}
