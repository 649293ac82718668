extension Matrix {
  /// The lower triangular `L` with `L Lᵀ` = this symmetric matrix, or nil if it is not positive definite.
  ///
  /// Reads the lower triangle.
  public func cholesky() -> Matrix? {
    precondition(rows == columns, "a \(rows)x\(columns) matrix has no Cholesky factor")
    var factor = self
    guard factor.withBlock({ Kernels.cholesky($0) }) else { return nil }
    factor.clearUpperTriangle()
    return factor
  }

  /// Overwrites the lower triangle by the Cholesky factor, 256 columns at a time, asking the monitor between.
  ///
  /// False, if a pivot was not positive. The strict upper triangle is left as it comes.
  mutating func factorCholesky(monitor: Monitor) throws -> Bool {
    try withBlock { a in
      let order = a.rows
      let width = 256
      for left in stride(from: 0, to: order, by: width) {
        if left > 0 { try monitor.step(left, of: order) }
        let panel = left..<min(left + width, order)
        let rest = panel.upperBound..<order
        let pivot = a.part(rows: panel, columns: panel)
        guard Kernels.cholesky(pivot) else { return false }
        if rest.isEmpty { break }
        let below = a.part(rows: rest, columns: panel)
        Kernels.solve(.lower, of: pivot, transposed: true, on: .right, into: below)
        Kernels.gram(of: below, .rows, into: a.part(rows: rest, columns: rest), scale: -1, adding: true)
      }
      return true
    }
  }

  /// `op(T)⁻¹ B`, where this matrix is `T` and `op` may transpose it: `[n, n]` and `[n, k]` give `[n, k]`.
  ///
  /// The diagonal must not have zeros; one there gives numbers that are not finite.
  public func solveTriangular(_ triangle: Triangle, transposed: Bool = false, _ b: Matrix) -> Matrix {
    precondition(
      rows == columns && rows == b.rows, "a \(rows)x\(columns) triangle on the left of \(b.rows)x\(b.columns)"
    )
    var solution = b
    withReadableBlock { t in
      solution.withBlock { Kernels.solve(triangle, of: t, transposed: transposed, on: .left, into: $0) }
    }
    return solution
  }

  /// `B op(T)⁻¹`, where this matrix is `T` and `op` may transpose it: `[n, n]` and `[k, n]` give `[k, n]`.
  ///
  /// The diagonal must not have zeros; one there gives numbers that are not finite.
  public func solveTriangular(_ triangle: Triangle, transposed: Bool = false, rightOf b: Matrix) -> Matrix {
    precondition(
      rows == columns && rows == b.columns,
      "a \(rows)x\(columns) triangle on the right of \(b.rows)x\(b.columns)")
    var solution = b
    withReadableBlock { t in
      solution.withBlock { Kernels.solve(triangle, of: t, transposed: transposed, on: .right, into: $0) }
    }
    return solution
  }

  /// `A = Q R`: `Q` [m, k] with orthonormal columns, `R` [k, n] upper triangular, k = min(m, n).
  ///
  /// R has nothing negative on its diagonal, so that Q does not depend on who computes it, but for rounding.
  public func qr() throws(LinearAlgebraError) -> (q: Matrix, r: Matrix) {
    try requireFinite()
    var copy = self
    var (q, r) = try copy.withBlock { (block) throws(LinearAlgebraError) in try Kernels.qr(block) }
    for index in 0..<r.rows where r[index, index] < 0 {
      for row in 0..<q.rows { q[row, index] = -q[row, index] }
      for column in index..<r.columns { r[index, column] = -r[index, column] }
    }
    return (q, r)
  }

  private mutating func clearUpperTriangle() {
    for column in 1..<max(1, columns) {
      for row in 0..<column { self[row, column] = 0 }
    }
  }
}
