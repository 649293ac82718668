/// Why a matrix has no answer.
public enum LinearAlgebraError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An entry is infinite or not a number.
  case notFinite(row: Int, column: Int, value: String)
  /// An iteration did not settle, or LAPACK refused its arguments.
  case notConverged(routine: String, code: Int)

  public var description: String {
    switch self {
    case .notFinite(let row, let column, let value):
      "entry [\(row), \(column)] is \(value); only matrices of finite numbers have norms and factors"
    case .notConverged(let routine, let code):
      "\(routine) did not converge (code \(code)); scaling the matrix may help"
    }
  }
}

extension Matrix {
  /// Refuses a matrix with an infinite entry, or one that is not a number.
  func requireFinite() throws(LinearAlgebraError) {
    if elements.allSatisfy({ $0.isFinite }) { return }
    let index = elements.firstIndex { !$0.isFinite } ?? 0
    throw .notFinite(row: index % rows, column: index / rows, value: "\(elements[index])")
  }
}
