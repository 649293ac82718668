import LinearAlgebra

extension EnclosedMatrix {
  /// Whether no matrix inside has a norm above a claim, proven.
  ///
  /// In the norms 1 and ∞ by the sums of magnitudes; in the norm 2 by Frobenius' norm, by `√(‖A‖₁‖A‖∞)`, or by a
  /// Cholesky factorisation of `claim² I − AᵀA`. No singular value is computed.
  func isProven(toStretchAtMost claim: Double, _ norm: Norm, monitor: Monitor) throws -> Bool {
    guard claim.isFinite, middle.elements.allSatisfy(\.isFinite), radius.elements.allSatisfy(\.isFinite)
    else {
      return false
    }
    func sums(_ matrix: Matrix, _ norm: Norm) throws -> Double {
      try matrix.certifiedNorm(norm, monitor: monitor).enclosure.upper
    }
    // The mean is never above the larger one, but where it underflows.
    func mean(_ matrix: Matrix) throws -> Double {
      let (one, infinity) = (try sums(matrix, .one), try sums(matrix, .infinity))
      return min(max(one, infinity), Rounding.squareRootUp(Rounding.productUp(one, infinity)))
    }
    guard norm == .two else {
      return Rounding.sumUp(try sums(middle, norm), try sums(radius, norm)) <= claim
    }
    let limit = Rounding.sumDown(claim, -(try mean(radius)))
    guard limit >= 0 else { return false }
    if try middle.certifiedFrobenius().upper <= limit { return true }
    if try mean(middle) <= limit { return true }
    return try middle.isProvenToHaveNorm(atMost: limit, monitor: monitor)
  }
}

extension JacobianMatrices {
  /// Whether one of the enclosures, or what is in all of them, holds no matrix with a norm above a claim, proven.
  func isProven(toStretchAtMost claim: Double, _ norm: Norm, monitor: Monitor) throws -> Bool {
    try (all.map(\.matrix) + [common].compactMap { $0 }).contains { matrix in
      if try EnclosedMatrix(matrix.magnitudes).isProven(toStretchAtMost: claim, norm, monitor: monitor) {
        return true
      }
      guard norm == .two, matrix.radius.elements.allSatisfy(\.isFinite) else { return false }
      let spread = try matrix.radius.certifiedNorm(.two, monitor: monitor).enclosure.upper
      let rest = Rounding.sumDown(claim, -spread)
      return try EnclosedMatrix(matrix.middle).isProven(toStretchAtMost: rest, norm, monitor: monitor)
    }
  }
}
