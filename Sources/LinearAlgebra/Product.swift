extension Matrix {
  /// `A B`: `[m, k]` times `[k, n]`.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    precondition(a.columns == b.rows, "a \(a.rows)x\(a.columns) matrix times a \(b.rows)x\(b.columns) one")
    return a.product(b, .neither, rows: a.rows, columns: b.columns)
  }

  /// `A x`: `[m, n]` times `[n]`.
  public static func * (a: Matrix, x: Vector) -> Vector {
    precondition(a.columns == x.count, "a \(a.rows)x\(a.columns) matrix times a vector of \(x.count)")
    return Vector((a * Matrix(x)).elements)
  }

  /// The matrix with every entry times a number.
  public static func * (scale: Double, a: Matrix) -> Matrix { a.mapped { scale * $0 } }

  public static func + (a: Matrix, b: Matrix) -> Matrix { a.combined(b, "plus", +) }
  public static func - (a: Matrix, b: Matrix) -> Matrix { a.combined(b, "minus", -) }

  /// `Aᵀ B`, without forming the transpose: `[k, m]` and `[k, n]` give `[m, n]`.
  public func transposedTimes(_ b: Matrix) -> Matrix {
    precondition(
      rows == b.rows, "the transpose of a \(rows)x\(columns) matrix times a \(b.rows)x\(b.columns) one")
    return product(b, .left, rows: columns, columns: b.columns)
  }

  /// `Aᵀ y`: `[m, n]` and `[m]` give `[n]`.
  public func transposedTimes(_ y: Vector) -> Vector {
    precondition(rows == y.count, "the transpose of a \(rows)x\(columns) matrix times a vector of \(y.count)")
    return Vector(transposedTimes(Matrix(y)).elements)
  }

  /// `A Bᵀ`: `[m, k]` and `[n, k]` give `[m, n]`.
  public func timesTransposed(_ b: Matrix) -> Matrix {
    precondition(
      columns == b.columns, "a \(rows)x\(columns) matrix times the transpose of a \(b.rows)x\(b.columns) one")
    return product(b, .right, rows: rows, columns: b.rows)
  }

  /// `Aᵀ A` of the columns, or `A Aᵀ` of the rows, symmetric to the bit.
  public func gram(_ vectors: GramVectors = .columns) -> Matrix {
    let order = vectors == .columns ? columns : rows
    var result = Matrix(rows: order, columns: order)
    withReadableBlock { a in
      result.withBlock { c in
        Kernels.gram(of: a, vectors, into: c, scale: 1, adding: false)
        c.mirrorLowerTriangle()
      }
    }
    return result
  }

  /// Up to this many multiplications our own loops are used: they start quicker than BLAS, and sum in the same order
  /// on every machine, so that a small network gives the same bits everywhere.
  private static let smallProduct = 1 << 16

  private func product(_ b: Matrix, _ transposing: Transposing, rows: Int, columns: Int) -> Matrix {
    let inner = transposing == .left ? self.rows : self.columns
    var result = Matrix(rows: rows, columns: columns)
    withReadableBlock { a in
      b.withReadableBlock { b in
        result.withBlock { c in
          if rows * columns * inner <= Self.smallProduct {
            PortableKernels.multiply(a, b, transposing: transposing, into: c, scale: 1, adding: false)
          } else {
            Kernels.multiply(a, b, transposing: transposing, into: c, scale: 1, adding: false)
          }
        }
      }
    }
    return result
  }

  private func combined(_ b: Matrix, _ word: String, _ operation: (Double, Double) -> Double) -> Matrix {
    precondition(
      rows == b.rows && columns == b.columns,
      "a \(rows)x\(columns) matrix \(word) a \(b.rows)x\(b.columns) one")
    return Matrix(rows: rows, columns: columns, elements: zip(elements, b.elements).map(operation))
  }
}
