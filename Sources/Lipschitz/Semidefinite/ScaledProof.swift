import LinearAlgebra

extension Matrix {
  /// Whether this symmetric matrix is proven positive semidefinite, and with it all whose entries differ from it by no
  /// more than a nonnegative matrix E.
  ///
  /// The matrix is brought to a diagonal near 1 by powers of two first: a congruence, exact but for what falls below
  /// all numbers. Only the lower triangle is read. The symmetric E is never formed: `error` is `E d` for a nonnegative
  /// vector d, rounded up.
  func isProvenSemidefinite(erringBy error: ([Double]) -> [Double], monitor: Monitor) throws -> Bool {
    let scale = (0..<rows).map { index -> Double in
      let diagonal = self[index, index]
      guard diagonal > 0, diagonal.isFinite else { return 1 }
      return Double(sign: .plus, exponent: min(400, max(-400, -(Int(diagonal.exponent) / 2))), significand: 1)
    }
    var scaled = self
    var size = 0.0
    scaled.withBlock { block in
      for column in 0..<block.columns {
        for row in column..<block.rows {
          block[row, column] *= scale[row] * scale[column]
          size = max(size, block[row, column].magnitude)
        }
      }
    }
    guard size.isFinite else { return false }
    // What all products lose by underflow, times the largest scale; then the largest row sum of the scaled errors.
    var largest = Double(rows) * Double(rows) * 0x1p-240
    for (index, value) in error(scale).enumerated() {
      largest = max(largest, Rounding.productUp(scale[index], value))
    }
    guard largest.isFinite else { return false }
    return try scaled.isProvenSemidefinite(error: largest, monitor: monitor)
  }
}
