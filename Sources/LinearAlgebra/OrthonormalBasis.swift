/// Orthonormal columns that grow by one at a time, in storage that is reserved once and touched as they come.
struct OrthonormalBasis {
  private let dimension: Int
  private var elements: [Double] = []
  private(set) var count = 0

  init(dimension: Int, capacity: Int) {
    self.dimension = dimension
    elements.reserveCapacity(dimension * capacity)
  }

  private var columns: Matrix { Matrix(rows: dimension, columns: count, elements: elements) }

  subscript(index: Int) -> Vector { columns.column(index) }

  mutating func append(_ vector: Vector) {
    elements += vector.elements
    count += 1
  }

  /// Removes from a vector what lies along the basis.
  ///
  /// Where little of it is left, a second pass removes what rounding left of the rest.
  ///
  /// - Source: Daniel, Gragg, Kaufman and Stewart 1976: twice is enough, and once where half is left.
  func project(away vector: inout Vector) {
    var target = Matrix(vector)
    var shares = Matrix(rows: count, columns: 1)
    columns.withReadableBlock { basis in
      target.withBlock { target in
        shares.withBlock { shares in
          for pass in 0..<2 {
            Kernels.multiply(basis, target, transposing: .left, into: shares, scale: 1, adding: false)
            Kernels.multiply(basis, shares, transposing: .neither, into: target, scale: -1, adding: true)
            // What is left, beside what was there: the square of 2.
            if pass == 0, 3 * target.squaredSize > shares.squaredSize { break }
          }
        }
      }
    }
    vector = Vector(target.elements)
  }

  /// The columns times their weights.
  func combination(_ weights: Vector) -> Vector { columns * weights }
}

extension Block {
  /// The sum of the squares of its only column.
  fileprivate var squaredSize: Double {
    var square = Matrix(rows: 1, columns: 1)
    square.withBlock { Kernels.multiply(self, self, transposing: .left, into: $0, scale: 1, adding: false) }
    return square[0, 0]
  }
}
