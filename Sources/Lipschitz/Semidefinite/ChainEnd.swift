import LinearAlgebra
import RealModule

/// The output of a chain after all layers are eliminated, in floating point: the eigenvalues λᵢ of `C R⁻¹ Cᵀ`.
struct ChainEnd {
  /// The largest λᵢ: the square of the bound.
  let square: Double
  /// `log det R`.
  let logDeterminant: Double

  /// Shares `λᵢ/λ`.
  private let shares: [Double]
  /// Columns of `L⁻ᵀ V`, where V are the eigenvectors of `L⁻¹ Cᵀ C L⁻ᵀ`.
  private let vectors: Matrix
  private let factor: Matrix

  /// Nil, if R is not positive definite or numbers overflow.
  init?(_ output: Matrix, after rest: Matrix) throws {
    guard let factor = rest.cholesky() else { return nil }
    let solved = factor.solveTriangular(.lower, output.transposed)
    guard solved.elements.allSatisfy(\.isFinite) else { return nil }
    let decomposition = try solved.singularValueDecomposition()
    guard let largest = decomposition.values.first, largest > 0 else { return nil }
    square = largest * largest
    shares = decomposition.values.map { ($0 / largest) * ($0 / largest) }
    vectors = factor.solveTriangular(.lower, transposed: true, decomposition.u)
    logDeterminant = factor.logDeterminant
    self.factor = factor
  }

  /// `log λ + log(Σ (λᵢ/λ)ᵖ)/p`.
  func smoothedLogarithm(power: Double) -> Double {
    .log(square) + .log(sum(power)) / power
  }

  /// The gradient along R, with the barrier of R.
  func gradient(_ smoothing: ChainObjective.Smoothing) -> Matrix {
    let sum = sum(smoothing.power)
    let weights = shares.map { Double.pow($0, smoothing.power) / sum }
    let slope = vectors.timesTransposed(vectors.transposed.scalingRows(by: weights).transposed)
    let inverse = factor.solveTriangular(.lower, Matrix(identity: factor.rows)).gram(.columns)
    return -1 * (slope + smoothing.barrier * inverse)
  }

  private func sum(_ power: Double) -> Double { shares.reduce(0) { $0 + .pow($1, power) } }
}
