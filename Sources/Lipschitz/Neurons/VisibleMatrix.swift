import LinearAlgebra

extension EnclosedMatrix {
  /// An enclosure of the same matrix; but a row that may see a little and whose middle sees nothing gets a middle that
  /// does, without which nothing would keep its multiplier finite.
  var visible: EnclosedMatrix {
    guard !isExact else { return self }
    var (middle, radius) = (middle, radius)
    let seen = middle.mapped(\.magnitude) * Matrix(rows: middle.columns, columns: 1, repeating: 1)
    for row in 0..<middle.rows where seen[row, 0] == 0 {
      for column in 0..<middle.columns {
        middle[row, column] = radius[row, column]
        radius[row, column] *= 2
      }
    }
    return EnclosedMatrix(middle, radius: radius)
  }
}
