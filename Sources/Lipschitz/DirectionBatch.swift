import LinearAlgebra

extension Matrix {
  /// Every column scaled to length 1 in a norm; one that is zero or not finite stays.
  func columnsOfUnitLength(_ norm: Norm) -> Matrix {
    var result = self
    for (column, length) in columnNorms(norm).enumerated() where length > 0 && length.isFinite {
      for index in column * rows..<(column + 1) * rows { result.elements[index] /= length }
    }
    return result
  }

  /// The norm of every column.
  func columnNorms(_ norm: Norm) -> [Double] {
    (0..<columns).map { Vector(Array(elements[$0 * rows..<($0 + 1) * rows])).norm(norm) }
  }

  /// For every column w the direction v of length 1 in a norm for which wᵀv is largest.
  func steepestDirections(_ norm: Norm) -> Matrix {
    switch norm {
    case .two: return columnsOfUnitLength(.two)
    case .infinity: return mapped { $0 < 0 ? -1 : 1 }
    case .one: return peaks
    }
  }

  /// For every column u the l with lᵀu equal to the norm of u, and lᵀy at most that of y for every y.
  func supports(_ norm: Norm) -> Matrix {
    switch norm {
    case .two: return columnsOfUnitLength(.two)
    case .one: return mapped { $0 < 0 ? -1 : 1 }
    case .infinity: return peaks
    }
  }

  /// The sign of the largest entry of every column, and zeros.
  private var peaks: Matrix {
    var result = Matrix(rows: rows, columns: columns)
    for column in 0..<columns {
      let range = column * rows..<(column + 1) * rows
      guard let peak = range.max(by: { elements[$0].magnitude < elements[$1].magnitude }) else { continue }
      result.elements[peak] = elements[peak] < 0 ? -1 : 1
    }
    return result
  }

}
