import LinearAlgebra
import RealModule

/// A symmetric matrix of blocks, of which many are zero: its lower half, its Cholesky factor and its inverse.
///
/// The blocks that may be nonzero are those given, and those that elimination in the order of the blocks fills.
final class SymmetricBlocks {
  let sizes: [Int]
  let offsets: [Int]
  /// `blocks[row][column]`, column ≤ row; nil is zero.
  private var blocks: [[BlockStorage?]]
  /// The rows below the diagonal that a column has.
  let rowsBelow: [[Int]]

  /// A matrix of zeros, of whose blocks below the diagonal those of the pattern may become others.
  init(sizes: [Int], pattern: Set<BlockPlace>) {
    self.sizes = sizes
    offsets = sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var below = sizes.indices.map { column in
      sizes.indices.filter { $0 > column && pattern.contains(BlockPlace(row: $0, column: column)) }
    }
    for column in sizes.indices {
      for (index, next) in below[column].enumerated() {
        for row in below[column][(index + 1)...] where !below[next].contains(row) {
          below[next].append(row)
          below[next].sort()
        }
      }
    }
    rowsBelow = below
    blocks = sizes.indices.map { row in
      (0...row).map { column in
        row == column || below[column].contains(row)
          ? BlockStorage(rows: sizes[row], columns: sizes[column]) : nil
      }
    }
  }

  subscript(row: Int, column: Int) -> Block {
    guard let storage = blocks[row][column] else { preconditionFailure("block \(row), \(column) is zero") }
    return storage.block
  }

  /// Overwrites the matrix by that of another with the same pattern.
  func copy(from other: SymmetricBlocks) {
    for row in sizes.indices {
      for column in 0...row {
        if let source = other.blocks[row][column] { blocks[row][column]?.copy(from: source) }
      }
    }
  }

  /// Overwrites the matrix by its Cholesky factor; false, if a pivot was not positive.
  func factor() -> Bool { sizes.indices.allSatisfy(eliminate) }

  /// One step of the factorisation: the columns of a block become those of the factor, and leave the rest what
  /// remains to be factored.
  func eliminate(_ column: Int) -> Bool {
    let pivot = self[column, column]
    guard Kernels.cholesky(pivot) else { return false }
    let rows = rowsBelow[column]
    for row in rows {
      Kernels.solve(.lower, of: pivot, transposed: true, on: .right, into: self[row, column])
    }
    for (index, row) in rows.enumerated() {
      let left = self[row, column]
      Kernels.gram(of: left, .rows, into: self[row, row], scale: -1, adding: true)
      for other in rows[..<index] {
        Kernels.multiply(
          left, self[other, column], transposing: .right, into: self[row, other], scale: -1, adding: true)
      }
    }
    return true
  }

  /// The logarithm of the determinant of `L Lᵀ`, where this is L.
  var logDeterminant: Double {
    var sum = 0.0
    for index in sizes.indices {
      let pivot = self[index, index]
      for diagonal in 0..<pivot.rows { sum += Double.log(pivot[diagonal, diagonal]) }
    }
    return 2 * sum
  }

  /// The inverse of `L Lᵀ`, where this is L, in full: `[D, D]`, both triangles.
  ///
  /// From the last block to the first: `G₍ᵢ,ⱼ₎ = −Lᵢᵢ⁻ᵀ Σₖ Lₖᵢᵀ Gₖⱼ` with the blocks k below i in its column.
  /// - Source: Takahashi, Fagan and Chen 1973; Erisman and Tinney 1975.
  func invert(into inverse: BlockStorage) {
    let all = inverse.block
    for index in sizes.indices.reversed() {
      let own = offsets[index]..<offsets[index + 1]
      guard !own.isEmpty else { continue }
      let later = own.upperBound..<all.columns
      let pivot = self[index, index]
      let row = all.part(rows: own, columns: later)
      for (position, below) in rowsBelow[index].enumerated() {
        let part = all.part(rows: offsets[below]..<offsets[below + 1], columns: later)
        Kernels.multiply(
          self[below, index], part, transposing: .left, into: row, scale: -1, adding: position > 0)
      }
      if rowsBelow[index].isEmpty { row.fill(with: 0) }
      Kernels.solve(.lower, of: pivot, transposed: true, on: .left, into: row)
      let column = all.part(rows: later, columns: own)
      column.copyTransposed(row)
      // G₍ᵢ,ᵢ₎ = Lᵢᵢ⁻ᵀ (Lᵢᵢ⁻¹ − Σₖ Lₖᵢᵀ Gₖᵢ)
      let diagonal = all.part(rows: own, columns: own)
      diagonal.fill(with: 0)
      for entry in 0..<own.count { diagonal[entry, entry] = 1 }
      Kernels.solve(.lower, of: pivot, transposed: false, on: .left, into: diagonal)
      for below in rowsBelow[index] {
        Kernels.multiply(
          self[below, index], all.part(rows: offsets[below]..<offsets[below + 1], columns: own),
          transposing: .left, into: diagonal, scale: -1, adding: true)
      }
      Kernels.solve(.lower, of: pivot, transposed: true, on: .left, into: diagonal)
    }
  }
}

/// Where a block stands.
struct BlockPlace: Hashable, Sendable {
  let row: Int
  let column: Int
}

extension Block {
  func fill(with value: Double) {
    for index in 0..<columns { column(index).update(repeating: value, count: rows) }
  }

  /// Overwrites with the transpose of a block, in tiles that stay in the cache.
  func copyTransposed(_ other: Block) {
    let tile = 32
    for left in Swift.stride(from: 0, to: columns, by: tile) {
      for top in Swift.stride(from: 0, to: rows, by: tile) {
        for column in left..<min(left + tile, columns) {
          for row in top..<min(top + tile, rows) { self[row, column] = other[column, row] }
        }
      }
    }
  }
}
