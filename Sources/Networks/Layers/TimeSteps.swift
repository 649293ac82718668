import LinearAlgebra

/// Samples that are sequences, each a column with one time step after another.
extension Matrix {
  /// What comes at each step: `[steps · inputs, batch]` as that many `[inputs, batch]`.
  func timeSteps(_ count: Int) -> [Matrix] {
    precondition(rows % count == 0, "\(rows) numbers in \(count) time steps")
    let height = rows / count
    return (0..<count).map { step in
      var part: [Double] = []
      part.reserveCapacity(height * columns)
      for column in 0..<columns {
        part += elements[column * rows + step * height..<column * rows + (step + 1) * height]
      }
      return Matrix(rows: height, columns: columns, elements: part)
    }
  }

  /// The steps `[inputs, batch]` of sequences as one column for each: `[steps · inputs, batch]`.
  init(timeSteps: [Matrix]) {
    let (height, width) = (timeSteps[0].rows, timeSteps[0].columns)
    var joined: [Double] = []
    joined.reserveCapacity(timeSteps.count * height * width)
    for column in 0..<width {
      for step in timeSteps { joined += step.elements[column * height..<(column + 1) * height] }
    }
    self.init(rows: timeSteps.count * height, columns: width, elements: joined)
  }

  /// Every entry times that of `factors`, whose one column serves every column.
  func scaled(by factors: Matrix) -> Matrix {
    let count = factors.elements.count
    var result = self
    for index in result.elements.indices { result.elements[index] *= factors.elements[index % count] }
    return result
  }
}
