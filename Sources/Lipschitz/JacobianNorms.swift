import LinearAlgebra
import Networks

extension Network {
  /// Up to this side a Jacobian is one of many that are written out together.
  private static let mostDirections = 64

  /// Whether `smallJacobianNorms` takes the network.
  var hasSmallJacobians: Bool { min(inputShape.count, outputShape.count) <= Self.mostDirections }

  /// The norms of the Jacobians at points `[inputs, batch]`, in floating point; what is no number stays none.
  ///
  /// - Complexity: the shorter side of the Jacobian times a pass with all points.
  func smallJacobianNorms(at points: Matrix, _ norm: Norm, monitor: Monitor) throws -> [Double] {
    let (inputs, outputs) = (inputShape.count, outputShape.count)
    let side = min(inputs, outputs)
    let linearization = try linearization(at: points, monitor: monitor)
    let isPulled = outputs < inputs
    var directions = Matrix(rows: side, columns: side * points.columns)
    for column in 0..<directions.columns { directions[column % side, column] = 1 }
    let repeated = (0..<directions.columns).map { $0 / side }
    // Column after column of each Jacobian, or row after row.
    let written = zip(elements, linearization.values).map { ($0.layer, $1) }
    let product =
      isPulled
      ? try written.reversed().reduce(directions) {
        try $1.0.pullback($0, at: $1.1.columns(repeated), monitor: monitor)
      }
      : try written.reduce(directions) {
        try $1.0.pushforward($0, at: $1.1.columns(repeated), monitor: monitor)
      }
    return (0..<points.columns).map { point in
      let range = point * side..<(point + 1) * side
      switch norm {
      case .two: return product.largestSingularValue(ofColumns: range)
      case .one:
        return isPulled ? product.largestRowSum(ofColumns: range) : product.largestColumnSum(of: range)
      case .infinity:
        return isPulled ? product.largestColumnSum(of: range) : product.largestRowSum(ofColumns: range)
      }
    }
  }
}

extension Matrix {
  fileprivate func largestColumnSum(of range: Range<Int>) -> Double {
    range.reduce(0) { largest, column in
      let sum = elements[column * rows..<(column + 1) * rows].reduce(0) { $0 + $1.magnitude }
      return sum > largest || sum.isNaN ? sum : largest
    }
  }

  fileprivate func largestRowSum(ofColumns range: Range<Int>) -> Double {
    (0..<rows).reduce(0) { largest, row in
      let sum = range.reduce(0) { $0 + self[row, $1].magnitude }
      return sum > largest || sum.isNaN ? sum : largest
    }
  }

  /// The largest singular value of some neighbouring columns.
  ///
  /// Of a few columns by squaring their Gram matrix again and again, which makes every column of it the top eigenvector.
  fileprivate func largestSingularValue(ofColumns range: Range<Int>) -> Double {
    let order = range.count
    let block = Matrix(
      rows: rows, columns: order,
      elements: Array(elements[range.lowerBound * rows..<range.upperBound * rows]))
    if order == 1 { return block.column(0).norm(.two) }
    let size = block.elements.reduce(0) { Swift.max($0, $1.magnitude) }
    guard size > 0, size.isFinite, block.elements.allSatisfy(\.isFinite) else {
      return block.elements.allSatisfy(\.isFinite) ? size : .nan
    }
    let gram = ((1 / size) * block).gram()
    guard order <= 8 else {
      return size * ((try? gram.symmetricEigenvalues().last)?.squareRoot() ?? .nan)
    }
    return size * gram.topEigenvalueBySquaring.squareRoot()
  }

  /// The largest eigenvalue of a small symmetric matrix that is not negative and not zero.
  private var topEigenvalueBySquaring: Double {
    let order = rows
    var power = elements
    var next = power
    for round in 0..<14 {
      let trace = (0..<order).reduce(0) { $0 + power[$1 * (order + 1)] }
      // A square of trace 1 is a single vector's; what is missing comes squared into the value.
      if round > 0, trace > 1 - 1e-10 { break }
      for index in power.indices { power[index] /= trace }
      for column in 0..<order {
        for row in 0...column {
          var sum = 0.0
          for inner in 0..<order { sum += power[inner + row * order] * power[inner + column * order] }
          next[row + column * order] = sum
          next[column + row * order] = sum
        }
      }
      swap(&power, &next)
    }
    // The column with the largest diagonal entry has most of the eigenvector; its Rayleigh quotient is the value.
    let best = (0..<order).reduce(0) { power[$1 * (order + 1)] > power[$0 * (order + 1)] ? $1 : $0 }
    let vector = power[best * order..<(best + 1) * order]
    var (above, below) = (0.0, 0.0)
    for (row, x) in vector.enumerated() {
      below += x * x
      for (column, y) in vector.enumerated() { above += x * y * elements[row + column * order] }
    }
    return above / below
  }
}
