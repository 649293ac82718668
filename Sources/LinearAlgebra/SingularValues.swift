/// `A = U Σ Vᵀ` with `U` [m, k], k singular values, largest first, and `V` [n, k]; k = min(m, n).
public struct SingularValueDecomposition: Hashable, Sendable {
  public let u: Matrix
  public let values: [Double]
  public let v: Matrix
}

extension Matrix {
  /// The singular values of a matrix `[m, n]`, largest first: `[min(m, n)]`.
  ///
  /// Not certified: each is off by a few roundings of the largest.
  /// - Complexity: O(mn·min(m, n)), by LAPACK's `dgesdd` or one-sided Jacobi.
  public func singularValues() throws(LinearAlgebraError) -> [Double] {
    try scaledSingularValues(vectors: false).values
  }

  /// The thin singular value decomposition.
  ///
  /// - Complexity: O(mn·min(m, n)), by LAPACK's `dgesdd` or one-sided Jacobi.
  public func singularValueDecomposition() throws(LinearAlgebraError) -> SingularValueDecomposition {
    let (values, vectors) = try scaledSingularValues(vectors: true)
    guard let vectors else { preconditionFailure("a kernel forgot the singular vectors") }
    return SingularValueDecomposition(u: vectors.u, values: values, v: vectors.v)
  }

  private func scaledSingularValues(
    vectors: Bool
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: (u: Matrix, v: Matrix)?) {
    try requireFinite()
    var scaled = ScaledMatrix(self)
    let (values, found) = try scaled.matrix.withBlock { (block) throws(LinearAlgebraError) in
      try Kernels.singularValues(block, vectors: vectors)
    }
    return (values.map { scaled.unscaled($0) }, found)
  }
}
