import LinearAlgebra

/// A layer of a chain seen in coordinates in which the matrix P of those before it is the identity, in floating point.
struct Whitening {
  /// `A L⁻ᵀ` with `L Lᵀ = P`: a row for each neuron.
  let rows: Matrix
  /// `A P⁻¹ Aᵀ`: the inner products of the rows.
  let gram: Matrix

  /// Nil, if P is not positive definite, of which the lower triangle counts.
  init?(of a: Matrix, by before: Matrix) {
    guard let factor = before.cholesky() else { return nil }
    self.init(rows: factor.solveTriangular(.lower, transposed: true, rightOf: a))
  }

  /// By a multiple of the identity, as its factor would do it.
  init?(of a: Matrix, byIdentityTimes number: Double) {
    self.init(rows: (1 / number.squareRoot()) * a)
  }

  /// Nil, if numbers overflow.
  private init?(rows: Matrix) {
    self.rows = rows
    gram = rows.gram(.rows)
    // A square that is finite is one of something finite.
    guard (0..<gram.rows).allSatisfy({ gram[$0, $0].isFinite }) else { return nil }
  }

  /// The norm of the rows, not certified.
  ///
  /// Where LAPACK finds no eigenvalue, as happens with numbers of very different sizes, it is what row sums say, which is
  /// no less.
  func norm(monitor: Monitor) throws -> Double {
    do {
      return try gram.topEigenvalue(monitor: monitor).squareRoot()
    } catch is LinearAlgebraError {
      return try gram.certifiedNorm(.infinity, monitor: monitor).value.squareRoot()
    }
  }

  /// `T − D A P⁻¹ Aᵀ D` for diagonal D and T.
  func rest(middles: [Double], numbers: [Double]) -> Matrix {
    var rest = gram
    rest.withBlock { block in
      for column in 0..<block.columns {
        let (start, middle) = (block.column(column), -middles[column])
        for row in 0..<block.rows { start[row] = middles[row] * start[row] * middle }
        start[column] += numbers[column]
      }
    }
    return rest
  }
}
