import LinearAlgebra

/// The point of a cell that is furthest from its walls, found by the dual simplex method.
///
/// A cell is `aᵣ·x + vᵣ ≥ 0` for all of its walls, with `|aᵣ| = 1`, inside a box; the margin `e ≤ 1` is maximised
/// under `aᵣ·x + vᵣ ≥ e`. Its dual has d + 1 equations, whatever the number of walls, and a new wall is a new column
/// there: the basis of the parent is a start for its children. All in floating point: nothing here is a proof.
///
/// - Complexity: O(d² + d·walls) a step.
struct DeepestPoint {
  /// A wall of which the coefficients have length 1.
  struct Wall: Sendable {
    let coefficients: [Double]
    let offset: Double
    /// The length that the coefficients had.
    let size: Double
  }

  /// The largest margin; below zero, if there is no such point.
  let margin: Double
  let point: [Double]
  /// The columns of the dual that are in use, a start for cells with more walls.
  let basis: [Int]
  /// Walls, in their own size, with positive multipliers: with the sides of the box they add up to (almost) nothing but
  /// a negative number, if the margin is negative.
  let multipliers: [CellTree.Share]

  // Columns of the dual: 0 is e ≤ 1, then x ≤ upper, x ≥ lower, then the walls.

  /// The basis to start from at the root: a corner of the box.
  static func startingBasis(inputs: Int) -> [Int] { Array(0...inputs) }

  /// - Returns: nil, if the method did not come to an end.
  init?(in box: [Interval], walls: [Wall], from start: [Int]) {
    var simplex = Simplex(box: box, walls: walls, basis: start)
    guard simplex.solve() else { return nil }
    margin = simplex.prices[0]
    point = Array(simplex.prices.dropFirst())
    basis = simplex.basis
    let first = 2 * box.count + 1
    // They sum to 1 with that of e ≤ 1; what is as small as rounding is none.
    multipliers = zip(simplex.basis, simplex.values).filter { $0 >= first && $1 > 1e-12 }.map {
      CellTree.Share(wall: $0 - first, value: $1 / walls[$0 - first].size)
    }
  }
}

/// The revised simplex method on the dual, with the inverse of the basis written out.
private struct Simplex {
  let box: [Interval]
  let walls: [DeepestPoint.Wall]
  var basis: [Int]
  /// Row by row.
  private var inverse: [Double] = []
  /// The values of the basic columns.
  private(set) var values: [Double] = []
  /// The prices of the equations: the margin and the point.
  private(set) var prices: [Double] = []

  private var order: Int { box.count + 1 }
  private var columns: Int { 2 * box.count + 1 + walls.count }

  init(box: [Interval], walls: [DeepestPoint.Wall], basis: [Int]) {
    self.box = box
    self.walls = walls
    self.basis = basis
  }

  /// Whether the optimum was reached.
  mutating func solve() -> Bool {
    guard refactor() else { return false }
    var stalls = 0
    let limit = 50 * (order + walls.count) + 200
    for step in 0..<limit {
      if step % 40 == 39, !refactor() { return false }
      guard let entering = entering(smallestIndex: stalls > 2 * order) else {
        return step % 40 == 0 || refactor()
      }
      guard let progress = pivot(entering) else { return false }
      stalls = progress > 0 ? 0 : stalls + 1
    }
    return false
  }

  private func cost(_ column: Int) -> Double {
    let inputs = box.count
    if column == 0 { return 1 }
    if column <= inputs { return box[column - 1].upper }
    if column <= 2 * inputs { return -box[column - inputs - 1].lower }
    return walls[column - 2 * inputs - 1].offset
  }

  /// Entry `row` of a column.
  private func entry(_ row: Int, _ column: Int) -> Double {
    let inputs = box.count
    if column == 0 { return row == 0 ? 1 : 0 }
    if column <= inputs { return row == column ? 1 : 0 }
    if column <= 2 * inputs { return row == column - inputs ? -1 : 0 }
    return row == 0 ? 1 : -walls[column - 2 * inputs - 1].coefficients[row - 1]
  }

  private mutating func refactor() -> Bool {
    var matrix = Matrix(rows: order, columns: order)
    for (column, index) in basis.enumerated() {
      for row in 0..<order { matrix[row, column] = entry(row, index) }
    }
    guard let inverted = matrix.inverse() else { return false }
    inverse = inverted.transposed.elements
    values = (0..<order).map { inverse[$0 * order] }
    price()
    return true
  }

  private mutating func price() {
    prices = Array(repeating: 0, count: order)
    for row in 0..<order {
      let cost = cost(basis[row])
      guard cost != 0 else { continue }
      for column in 0..<order { prices[column] += cost * inverse[row * order + column] }
    }
  }

  /// The column whose constraint is violated most, or the first violated one.
  private func entering(smallestIndex: Bool) -> Int? {
    var best: Int?
    var worst = 0.0
    let inputs = box.count
    let size = prices.reduce(1) { max($0, $1.magnitude) }
    for column in 0..<columns {
      let slack: Double
      if column == 0 {
        slack = 1 - prices[0]
      } else if column <= inputs {
        slack = box[column - 1].upper - prices[column]
      } else if column <= 2 * inputs {
        slack = prices[column - inputs] - box[column - inputs - 1].lower
      } else {
        let wall = walls[column - 2 * inputs - 1]
        var value = wall.offset - prices[0]
        for (index, coefficient) in wall.coefficients.enumerated() {
          value += coefficient * prices[index + 1]
        }
        slack = value
      }
      guard slack < -1e-12 * size, slack < worst, !basis.contains(column) else { continue }
      worst = slack
      best = column
      if smallestIndex { break }
    }
    return best
  }

  /// Brings a column into the basis; how far it went, or nil if nothing stops it.
  private mutating func pivot(_ column: Int) -> Double? {
    let rows = order
    var direction = Array(repeating: 0.0, count: rows)
    for row in 0..<rows {
      for inner in 0..<rows { direction[row] += inverse[row * rows + inner] * entry(inner, column) }
    }
    var leaving: Int?
    var ratio = Double.infinity
    for row in 0..<rows where direction[row] > 1e-11 {
      let quotient = max(0, values[row]) / direction[row]
      let isBetter =
        quotient < ratio || (quotient == ratio && leaving.map { basis[row] < basis[$0] } ?? true)
      if isBetter {
        ratio = quotient
        leaving = row
      }
    }
    guard let leaving else { return nil }
    let pivot = direction[leaving]
    for inner in 0..<rows { inverse[leaving * rows + inner] /= pivot }
    for row in 0..<rows where row != leaving && direction[row] != 0 {
      for inner in 0..<rows {
        inverse[row * rows + inner] -= direction[row] * inverse[leaving * rows + inner]
      }
    }
    basis[leaving] = column
    values = (0..<rows).map { inverse[$0 * rows] }
    price()
    return ratio
  }
}

extension Matrix {
  /// The inverse by elimination with pivoting, nil for a matrix that is singular as far as doubles can tell.
  ///
  /// Not by a kernel: a search must take the same way on every machine.
  func inverse() -> Matrix? {
    precondition(rows == columns, "a \(rows)x\(columns) matrix has no inverse")
    let order = rows
    var left = self
    var right = Matrix(identity: order)
    for column in 0..<order {
      var pivot = column
      for row in column..<order where left[row, column].magnitude > left[pivot, column].magnitude {
        pivot = row
      }
      let size = left[pivot, column]
      guard size.magnitude > 1e-13, size.isFinite else { return nil }
      for index in 0..<order {
        if pivot != column {
          (left[pivot, index], left[column, index]) = (left[column, index], left[pivot, index])
          (right[pivot, index], right[column, index]) = (right[column, index], right[pivot, index])
        }
        left[column, index] /= size
        right[column, index] /= size
      }
      for row in 0..<order where row != column && left[row, column] != 0 {
        let factor = left[row, column]
        for index in 0..<order {
          left[row, index] -= factor * left[column, index]
          right[row, index] -= factor * right[column, index]
        }
      }
    }
    return right
  }
}
