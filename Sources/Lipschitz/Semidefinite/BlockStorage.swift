import LinearAlgebra

/// Numbers in rows and columns that are overwritten again and again, without copies.
final class BlockStorage {
  let block: Block
  private let capacity: Int

  init(rows: Int, columns: Int) {
    capacity = max(1, rows * columns)
    let start = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
    start.initialize(repeating: 0, count: capacity)
    block = Block(start: start, rows: rows, columns: columns, stride: max(1, rows))
  }

  convenience init(_ matrix: Matrix) {
    self.init(rows: matrix.rows, columns: matrix.columns)
    for index in matrix.elements.indices { block.start[index] = matrix.elements[index] }
  }

  deinit { block.start.deallocate() }

  func clear() { block.start.update(repeating: 0, count: capacity) }

  func copy(from other: BlockStorage) { block.start.update(from: other.block.start, count: capacity) }
}
