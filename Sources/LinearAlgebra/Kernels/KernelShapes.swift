// What both kernels ask of their arguments, and what they answer when there is nothing to do.

extension DenseKernels {
  static func requireProduct(_ a: Block, _ b: Block, _ transposing: Transposing, _ c: Block) {
    let left = transposing == .left ? (a.columns, a.rows) : (a.rows, a.columns)
    let right = transposing == .right ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(
      left.1 == right.0 && c.rows == left.0 && c.columns == right.1,
      "\(left.0)x\(left.1) times \(right.0)x\(right.1) into \(c.rows)x\(c.columns)")
  }

  static func requireGram(_ a: Block, _ vectors: GramVectors, _ c: Block) {
    let order = vectors == .columns ? a.columns : a.rows
    precondition(
      c.rows == order && c.columns == order,
      "the Gram matrix of the \(vectors) of \(a.rows)x\(a.columns) into \(c.rows)x\(c.columns)")
  }

  static func requireSolve(_ t: Block, _ side: Side, _ b: Block) {
    requireSquare(t)
    precondition(
      t.rows == (side == .left ? b.rows : b.columns),
      "a triangle \(t.rows)x\(t.columns) on the \(side) of \(b.rows)x\(b.columns)")
  }

  static func requireSquare(_ a: Block) {
    precondition(a.rows == a.columns, "a \(a.rows)x\(a.columns) matrix is not square")
  }

  /// The factors of a matrix without entries.
  static func emptyVectors(_ a: Block) -> (u: Matrix, v: Matrix) {
    (Matrix(rows: a.rows, columns: 0), Matrix(rows: a.columns, columns: 0))
  }

  static func emptyQR(_ a: Block) -> (q: Matrix, r: Matrix) {
    (Matrix(rows: a.rows, columns: 0), Matrix(rows: 0, columns: a.columns))
  }

  /// The upper trapezoid of a matrix: `[min(m, n), n]`.
  static func upperTriangle(of a: Block) -> Matrix {
    var r = Matrix(rows: min(a.rows, a.columns), columns: a.columns)
    for column in 0..<r.columns {
      for row in 0...min(column, max(0, r.rows - 1)) where row < r.rows { r[row, column] = a[row, column] }
    }
    return r
  }
}
