/// The proof that a spectral norm is at most some number: `τ² I − AᵀA` is positive semidefinite.
///
/// The Gram matrix of the smaller side is formed once; each attempt at a `τ` costs one Cholesky factorisation.
/// Its matrix must be scaled (`ScaledMatrix`), so that nothing overflows.
/// - Source: Rump, "Verified bounds for singular values", BIT 51 (2011), 367-384.
struct NormCertificate {
  /// The lower triangle of `AᵀA` or `A Aᵀ`, as computed.
  private let gram: Matrix
  /// At least the distance from `gram` to the exact product, in spectral norm.
  private let error: Double
  /// At least `‖A‖²` in Frobenius' norm, which is the exact product's trace.
  private let trace: Double

  /// Forms the Gram matrix, 512 terms of its sums at a time, asking the monitor between.
  init(of matrix: Matrix, monitor: Monitor) throws {
    let vectors: GramVectors = matrix.rows < matrix.columns ? .rows : .columns
    let terms = max(matrix.rows, matrix.columns)
    let order = min(matrix.rows, matrix.columns)
    var gram = Matrix(rows: order, columns: order)
    try matrix.withReadableBlock { a in
      try gram.withBlock { gram in
        for first in stride(from: 0, to: terms, by: 512) {
          if first > 0 { try monitor.step(first, of: terms) }
          let some = first..<min(first + 512, terms)
          let part =
            vectors == .columns
            ? a.part(rows: some, columns: 0..<order) : a.part(rows: 0..<order, columns: some)
          Kernels.gram(of: part, vectors, into: gram, scale: 1, adding: true)
        }
      }
    }
    self.gram = gram
    // Sums of squares, each at most so much too small.
    let slack = Rounding.slack(operations: terms)
    let sum = (0..<order).reduce(0) { Rounding.sumUp($0, gram[$1, $1]) }
    let underflow = Rounding.productUp(Double(order) * Double(terms), 0x1p-1070)
    trace = Rounding.sumUp(Rounding.quotientUp(sum, Rounding.sumDown(1, -slack)), underflow)
    // |fl(AᵀA) − AᵀA| ≤ γ |A|ᵀ|A| entrywise, whose spectral norm is at most ‖A‖² in Frobenius' norm. What products
    // lose by underflow is at most half the smallest number each, in every entry.
    error = Rounding.sumUp(Rounding.productUp(slack, trace), underflow)
  }

  /// Whether the norm is proven to be at most the root of this.
  func proves(square: Double, monitor: Monitor) throws -> Bool {
    guard square.isFinite, square >= 0 else { return false }
    var shifted = gram
    for column in 0..<gram.columns {
      for row in column..<gram.rows { shifted[row, column] = -gram[row, column] }
      shifted[column, column] = Rounding.sumDown(square, -gram[column, column])
    }
    return try shifted.proveSemidefinite(error: error, monitor: monitor)
  }

  /// A unit vector that the matrix, which this is of, stretches by nearly its norm.
  func topDirection(of matrix: Matrix, monitor: Monitor) throws -> Vector {
    var whole = gram
    whole.withBlock { $0.mirrorLowerTriangle() }
    let top = try whole.topEigenpair(monitor: monitor).vector
    guard matrix.rows < matrix.columns else { return top }
    let pulled = matrix.transposedTimes(top)
    return (1 / pulled.norm(.two)) * pulled
  }

  /// A square that is proven, as little above the square of `estimate` as the roundings let it.
  ///
  /// The first attempt leaves room for just the proven errors, then ten times more until it passes; nil, if that
  /// is not better than `limit`, a square that is known without it.
  func provenSquare(near estimate: Double, below limit: Double, monitor: Monitor) throws -> Double? {
    let square = Rounding.productUp(estimate, estimate)
    let spread = max(0, Double(gram.rows) * square - trace) + square
    let room =
      1.125 * (error + Matrix.factorizationError(order: gram.rows, trace: spread)) + 16 * Rounding.unit
      * square
    var factor = 1.0
    while true {
      let candidate = Rounding.sumUp(square, factor * room)
      guard candidate < limit else { return nil }
      if try proves(square: candidate, monitor: monitor) { return candidate }
      factor *= 10
    }
  }
}

extension Matrix {
  /// Whether the spectral norm is proven to be at most `bound`.
  ///
  /// False proves nothing: close to the norm the proof fails for want of digits.
  public func isProvenToHaveNorm(atMost bound: Double, monitor: Monitor) throws -> Bool {
    try requireFinite()
    guard bound >= 0 else { return false }
    let scaled = ScaledMatrix(self)
    // Entries that lost bits move the norm by less than this.
    let loss = scaled.isExact ? 0 : CertifiedNorm.scalingLoss(of: self)
    let limit = Rounding.sumDown(scaled.scaledDown(bound), -loss)
    guard limit > 0 else { return elements.allSatisfy { $0 == 0 } }
    if limit >= 0x1p500 { return true }  // the scaled norm is at most 2 mn
    return try NormCertificate(of: scaled.matrix, monitor: monitor)
      .proves(square: Rounding.productDown(limit, limit), monitor: monitor)
  }
}
