/// `A = V Λ Vᵀ`: eigenvalues ascending, and orthonormal columns in the same order.
public struct SymmetricEigendecomposition: Hashable, Sendable {
  public let values: [Double]
  public let vectors: Matrix
}

extension Matrix {
  /// The eigenvalues of a symmetric matrix, ascending; only the lower triangle is read.
  public func symmetricEigenvalues() throws(LinearAlgebraError) -> [Double] {
    try requireSymmetricInput()
    var copy = self
    return try copy.withBlock { (block) throws(LinearAlgebraError) in
      try Kernels.symmetricEigenvalues(block, largest: block.rows, vectors: false).values
    }
  }

  /// The eigenvalues and vectors of a symmetric matrix, or only the `largest` of them.
  public func symmetricEigendecomposition(
    largest count: Int? = nil
  ) throws(LinearAlgebraError) -> SymmetricEigendecomposition {
    try requireSymmetricInput()
    var copy = self
    let (values, vectors) = try copy.withBlock { (block) throws(LinearAlgebraError) in
      try Kernels.symmetricEigenvalues(block, largest: min(count ?? block.rows, block.rows), vectors: true)
    }
    guard let vectors else { preconditionFailure("a kernel forgot the eigenvectors") }
    return SymmetricEigendecomposition(values: values, vectors: vectors)
  }

  private func requireSymmetricInput() throws(LinearAlgebraError) {
    precondition(rows == columns, "a \(rows)x\(columns) matrix is not symmetric")
    try requireFinite()
  }
}
