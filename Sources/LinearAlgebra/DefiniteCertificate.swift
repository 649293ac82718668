extension Matrix {
  /// Whether this symmetric matrix is proven positive semidefinite, and with it all within `error` in spectral norm.
  ///
  /// Floating-point Cholesky of `M − c I` that runs to its end is exact for a matrix near it, so `M − E` is positive
  /// semidefinite for every `‖E‖ ≤ error`, if `c` is at least `error` plus what the factorisation can be off:
  /// `|ΔM| ≤ γ |L| |Lᵀ|` entrywise, so `‖ΔM‖ ≤ γ / (1 − γ) · trace`. Here `γ = γₙ₊₄`: n − 1 updates, the root, the
  /// quotient, and room for kernels that multiply by reciprocals. False proves nothing. Only the lower triangle is
  /// read; the diagonal is rounded down, so that its roundings need no allowance.
  /// - Complexity: n³/3, in panels of 256 columns that step the monitor.
  /// - Source: Rump, "Verification of positive definiteness", BIT 46 (2006), 433-452; Higham 2002, theorem 10.3.
  public func isProvenSemidefinite(error: Double = 0, monitor: Monitor) throws -> Bool {
    var shifted = self
    return try shifted.proveSemidefinite(error: error, monitor: monitor)
  }

  /// The same, in place: the matrix is destroyed.
  mutating func proveSemidefinite(error: Double, monitor: Monitor) throws -> Bool {
    precondition(rows == columns, "a \(rows)x\(columns) matrix is not symmetric")
    let order = rows
    guard order > 0 else { return true }
    var trace = 0.0
    for index in 0..<order { trace = Rounding.sumUp(trace, self[index, index]) }
    guard trace.isFinite, trace >= 0, error.isFinite, error >= 0 else { return false }
    let shift = Rounding.sumUp(error, Self.factorizationError(order: order, trace: trace))
    for index in 0..<order { self[index, index] = Rounding.sumDown(self[index, index], -shift) }
    return try factorCholesky(monitor: monitor)
  }

  /// How far the exact product `L Lᵀ` of a computed Cholesky factor can be from its matrix, in spectral norm.
  ///
  /// The second term is for products and quotients that underflow: each of n² entries loses at most n + 4 times
  /// the smallest number, times a pivot.
  static func factorizationError(order: Int, trace: Double) -> Double {
    let slack = Rounding.slack(operations: order + 4)
    let share = Rounding.quotientUp(slack, Rounding.sumDown(1, -slack))
    let underflow = Rounding.productUp(Double(order) * Double(order + 4) * 0x1p-1070, max(1, trace))
    return Rounding.sumUp(Rounding.productUp(share, trace), underflow)
  }
}
