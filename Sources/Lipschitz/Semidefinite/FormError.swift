import LinearAlgebra

/// How far the entries of a computed quadratic form can be off: nonnegative matrices that are never formed, only applied
/// to a vector.
struct FormError {
  private let offsets: [Int]
  private var diagonals: [(block: Int, values: [Double], slack: Double)] = []
  private var crosses: [(factor: EnclosedMatrix, weights: [Double], own: Int, block: Int, slack: Double)] = []
  private var products: [(terms: [(Int, EnclosedMatrix)], weights: [Double], slack: Double)] = []

  init(offsets: [Int]) { self.offsets = offsets }

  mutating func add(diagonal values: [Double], block: Int, slack operations: Int) {
    diagonals.append((block, values, Rounding.slack(operations: operations)))
  }

  mutating func add(_ factor: EnclosedMatrix, weights: [Double], own: Int, block: Int, slack operations: Int)
  {
    crosses.append((factor, weights.map(\.magnitude), own, block, Rounding.slack(operations: operations)))
  }

  mutating func addProducts(of terms: [(Int, EnclosedMatrix)], weights: [Double], slack operations: Int) {
    guard weights.contains(where: { $0 != 0 }) else { return }
    products.append((terms, weights.map(\.magnitude), Rounding.slack(operations: operations)))
  }

  /// `E d` for a nonnegative vector d, rounded up.
  func bound(along d: [Double]) -> [Double] {
    let count = offsets[offsets.count - 1]
    var sum = Matrix(rows: count, columns: 1)
    func part(_ block: Int) -> Matrix {
      Matrix(
        rows: offsets[block + 1] - offsets[block], columns: 1,
        elements: Array(d[offsets[block]..<offsets[block + 1]]))
    }
    func add(_ values: [Double], to block: Int) {
      for (index, value) in values.enumerated() { sum.elements[offsets[block] + index] += value }
    }
    for (block, values, slack) in diagonals {
      add(zip(values, part(block).elements).map { slack * $0 * $1 }, to: block)
    }
    for (factor, weights, own, block, slack) in crosses {
      // Weights are rounded three times, and their products with entries once; the radii come on top, doubled to
      // cover those roundings of theirs.
      let spread = slack * factor.middle.mapped(\.magnitude) + 2 * factor.radius
      let weighted = spread.scalingRows(by: weights)
      add((weighted * part(block)).elements, to: own)
      add(weighted.transposedTimes(part(own)).elements, to: block)
    }
    for (terms, weights, slack) in products {
      // |A| d and R d over all blocks.
      var (size, spread) = (
        Matrix(rows: weights.count, columns: 1), Matrix(rows: weights.count, columns: 1)
      )
      for (block, factor) in terms {
        size = size + factor.middle.mapped(\.magnitude) * part(block)
        spread = spread + factor.radius * part(block)
      }
      for (block, factor) in terms {
        let own = factor.middle.mapped(\.magnitude)
        let first = (2 * spread + slack * size).scalingRows(by: weights)
        let second = (2 * (size + spread)).scalingRows(by: weights)
        add(own.transposedTimes(first).elements, to: block)
        add(factor.radius.transposedTimes(second).elements, to: block)
      }
    }
    // Sums of nonnegative numbers are off by no more than this share of themselves, in whatever order.
    let share = 1 + 2 * Rounding.slack(operations: 8 * count + 64 * (offsets.count + 8))
    return sum.elements.map { Rounding.productUp(share, $0) }
  }
}
