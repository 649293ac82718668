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

  /// Removes from a vector what lies along the basis; the second pass removes what rounding left.
  func project(away vector: inout Vector) {
    var target = Matrix(vector)
    var shares = Matrix(rows: count, columns: 1)
    columns.withReadableBlock { basis in
      target.withBlock { target in
        shares.withBlock { shares in
          for _ in 0..<2 {
            Kernels.multiply(basis, target, transposing: .left, into: shares, scale: 1, adding: false)
            Kernels.multiply(basis, shares, transposing: .neither, into: target, scale: -1, adding: true)
          }
        }
      }
    }
    vector = Vector(target.elements)
  }

  /// The columns times their weights.
  func combination(_ weights: Vector) -> Vector { columns * weights }
}
