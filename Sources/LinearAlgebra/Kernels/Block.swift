/// A rectangle inside column-major storage, which kernels read and write in place.
///
/// Entry `[row, column]` is at `start + row + column * stride`. A block is borrowed: it must not outlive the
/// closure of `Matrix.withBlock` that gave it.
public struct Block {
  public let start: UnsafeMutablePointer<Double>
  public let rows: Int
  public let columns: Int
  public let stride: Int

  public init(start: UnsafeMutablePointer<Double>, rows: Int, columns: Int, stride: Int) {
    precondition(
      rows >= 0 && columns >= 0 && stride >= max(1, rows), "a \(rows)x\(columns) block of stride \(stride)")
    self.start = start
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  @inline(__always)
  public subscript(row: Int, column: Int) -> Double {
    get { start[row + column * stride] }
    nonmutating set { start[row + column * stride] = newValue }
  }

  /// Where a column begins.
  @inline(__always)
  public func column(_ index: Int) -> UnsafeMutablePointer<Double> { start + index * stride }

  /// A rectangle of the rectangle.
  public func part(rows: Range<Int>, columns: Range<Int>) -> Block {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= self.rows && columns.lowerBound >= 0
        && columns.upperBound <= self.columns,
      "rows \(rows), columns \(columns) of a \(self.rows)x\(self.columns) block")
    return Block(
      start: start + rows.lowerBound + columns.lowerBound * stride, rows: rows.count,
      columns: columns.count, stride: stride)
  }

  /// Copies the lower triangle of a square block to the upper one, in tiles, so that both stay in the cache.
  func mirrorLowerTriangle() {
    precondition(rows == columns, "a \(rows)x\(columns) block is not square")
    let width = 32
    for left in Swift.stride(from: 0, to: columns, by: width) {
      for top in Swift.stride(from: left, to: rows, by: width) {
        for row in top..<min(top + width, rows) {
          for column in left..<min(left + width, row) { self[column, row] = self[row, column] }
        }
      }
    }
  }

  /// Copies the entries out.
  public var matrix: Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for index in 0..<columns {
      elements.append(contentsOf: UnsafeBufferPointer(start: column(index), count: rows))
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}

extension Matrix {
  /// Lends the storage as a block to read and write.
  public mutating func withBlock<Result, Failure: Error>(
    _ body: (Block) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (rows, columns) = (rows, columns)
    return try elements.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
      try body(Block(start: buffer.baseAddress!, rows: rows, columns: columns, stride: max(1, rows)))
    }
  }

  /// Lends the storage as a block that must only be read.
  public func withReadableBlock<Result, Failure: Error>(
    _ body: (Block) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try elements.withUnsafeBufferPointer { (buffer) throws(Failure) in
      try body(
        Block(
          start: UnsafeMutablePointer(mutating: buffer.baseAddress!), rows: rows, columns: columns,
          stride: max(1, rows)))
    }
  }
}
