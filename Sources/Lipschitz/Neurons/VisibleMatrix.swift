import LinearAlgebra

extension EnclosedMatrix {
  /// The middle; but a row that may see a little and whose middle sees nothing is a row of what it may see, without
  /// which nothing would keep its multiplier finite.
  var visibleMiddle: Matrix {
    var matrix = middle
    let seen = middle.mapped(\.magnitude) * Matrix(rows: middle.columns, columns: 1, repeating: 1)
    for row in 0..<middle.rows where seen[row, 0] == 0 {
      for column in 0..<middle.columns { matrix[row, column] = radius[row, column] }
    }
    return matrix
  }
}
