/// Numbers in rows and columns, stored column by column as LAPACK wants them.
///
/// A batch of points is a matrix whose columns are the points.
public struct Matrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Entry `[row, column]` is at `row + column * rows`.
  public var elements: [Double]

  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      rows * columns == elements.count, "\(elements.count) numbers for a \(rows)x\(columns) matrix")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of one number everywhere.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
  }

  /// A matrix from its rows, which have one length.
  public init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    self.init(rows: rows.count, columns: columns)
    for (row, values) in rows.enumerated() {
      precondition(values.count == columns, "row \(row) has \(values.count) numbers, row 0 has \(columns)")
      for (column, value) in values.enumerated() { self[row, column] = value }
    }
  }

  /// The identity.
  public init(identity count: Int) {
    self.init(rows: count, columns: count)
    for index in 0..<count { self[index, index] = 1 }
  }

  /// One column.
  public init(_ vector: Vector) {
    self.init(rows: vector.count, columns: 1, elements: vector.elements)
  }

  public subscript(row: Int, column: Int) -> Double {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }

  public func column(_ index: Int) -> Vector {
    Vector(Array(elements[index * rows..<(index + 1) * rows]))
  }

  public func row(_ index: Int) -> Vector {
    Vector((0..<columns).map { self[index, $0] })
  }

  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The sum of the diagonal, added in order.
  public var trace: Double { (0..<min(rows, columns)).reduce(0) { $0 + self[$1, $1] } }

  /// The matrix with a function applied to every entry.
  public func mapped(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }
}
