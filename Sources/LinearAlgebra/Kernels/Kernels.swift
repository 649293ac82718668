/// The dense work that everything else is made of: one closed list, two implementations.
///
/// All storage is column-major. Nothing here checks values: an entry that is not finite gives a result that is not
/// finite, or an error, never an endless loop in the portable kernels; LAPACK promises less, so callers check.
/// Sums may be formed in any order, and with fused multiply-adds; a product with `scale` 1 or -1 has no further
/// rounding, and a division may be a product with the reciprocal. The certificates count on just that.
public protocol DenseKernels: SendableMetatype {
  /// What the kernels are called where the program says its version.
  static var name: String { get }

  /// Up to this order the norm of a matrix comes from its singular values, above from its Gram matrix.
  static var singularValueLimit: Int { get }

  /// `C ← scale · A B` (or `Aᵀ B`, `A Bᵀ`), added to `C` if asked.
  static func multiply(
    _ a: Block, _ b: Block, transposing: Transposing, into c: Block, scale: Double, adding: Bool)

  /// `C ← scale · Aᵀ A` (of the columns) or `scale · A Aᵀ` (of the rows), added to `C` if asked.
  ///
  /// Only the lower triangle of `C` is meant; the strict upper one may be overwritten.
  static func gram(of a: Block, _ vectors: GramVectors, into c: Block, scale: Double, adding: Bool)

  /// `B ← op(T)⁻¹ B` on the left, `B ← B op(T)⁻¹` on the right, where `op(T)` is `T` or `Tᵀ`.
  static func solve(
    _ triangle: Triangle, of t: Block, transposed: Bool, on side: Side, into b: Block)

  /// Overwrites the lower triangle of a symmetric matrix by `L` with `L Lᵀ` = the matrix.
  ///
  /// False, if a pivot was not positive: then the matrix is not known to be positive definite.
  static func cholesky(_ a: Block) -> Bool

  /// The `count` largest eigenvalues of a symmetric matrix, ascending, with their vectors if asked.
  ///
  /// Reads the lower triangle, destroys the matrix.
  static func symmetricEigenvalues(
    _ a: Block, largest count: Int, vectors: Bool
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix?)

  /// The singular values, largest first, with the thin `U` and `V` if asked; destroys the matrix.
  static func singularValues(
    _ a: Block, vectors: Bool
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: (u: Matrix, v: Matrix)?)

  /// `A = Q R` with a thin `Q` [m, k] and an upper triangular `R` [k, n], k = min(m, n); destroys the matrix.
  static func qr(_ a: Block) throws(LinearAlgebraError) -> (q: Matrix, r: Matrix)
}

/// Which factor of a product is transposed.
public enum Transposing: CaseIterable, Sendable { case neither, left, right }

/// Whose inner products make a Gram matrix: `Aᵀ A` or `A Aᵀ`.
public enum GramVectors: CaseIterable, Sendable { case columns, rows }

/// The half of a square matrix that is not zero.
public enum Triangle: CaseIterable, Sendable { case lower, upper }

/// Where the unknown of a triangular system stands: `T X = B` or `X T = B`, seen from `T`.
public enum Side: CaseIterable, Sendable { case left, right }

#if OPENBLAS
  /// The kernels in use.
  public typealias Kernels = OpenBLASKernels
#else
  /// The kernels in use.
  public typealias Kernels = PortableKernels
#endif
