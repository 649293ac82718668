import LinearAlgebra

/// A proof that a cell holds no open set.
///
/// Non-negative multipliers y of walls `aᵣ·x + vᵣ ≥ 0` such that `Σ yᵣ aᵣ = 0` and `Σ yᵣ vᵣ < 0` leave no point (Farkas).
/// If the sum of the offsets is zero, every wall with a positive multiplier holds the whole cell in a plane (a wall is
/// made only of a neuron that certainly sees the input), and what happens in a plane does not matter for the constant,
/// as almost every segment meets it in one point.
///
/// In a box the sum of the coefficients need not vanish: it is enough that the largest value in the box is not positive.
/// Else it must, in exact arithmetic, for weights that are enclosed only: as many multipliers as there are
/// equations are enclosed as the solution of the linear system. The coordinates in which the system is regular are
/// those of the input, or, where few neurons of a layer are left, their arguments, taken for free numbers: with fewer
/// ties between the coordinates there are only more points to exclude.
///
/// - Source: Farkas 1902; Rump 2010, Verification methods, 10.5, for the enclosure of the solution.
struct EmptyCell {
  let network: PiecewiseGraph
  let cell: Cell
  /// Whether the domain has an inside, so that a plane in it does not matter.
  let isInSpace: Bool
  /// Walls of the cell with positive multipliers, in floating point.
  let shares: [CellTree.Share]

  func isProven(in box: [Interval]?) -> Bool {
    guard !shares.isEmpty else { return false }
    let weights = shares.map { Interval($0.value) }
    let inputs = network.graph.inputs
    let rows = rows(CellForms(network, cell).arguments, blocks: [inputs])
    if let box, excludes(rows, weights, in: box) { return true }
    let layers = shares.map { cell.walls[$0.wall].layer }
    let deepest = layers.reduce(0, max)
    let sizes = network.graph.layers.map(\.count)
    if layers.allSatisfy({ $0 == deepest }) {
      // Walls of one layer, in the numbers that it is given: there their weights are as stored.
      let rows = self.rows(
        network.graph.layers.map(\.argument), blocks: [inputs] + sizes.prefix(deepest), ofOutputs: true)
      if rows.cancel(weights), offsetsExclude(rows, weights) { return true }
    }
    for level in 0...deepest {
      let rows =
        level == 0
        ? rows
        : self.rows(
          CellForms(network, cell, level: level).arguments, blocks: [inputs] + sizes.prefix(level))
      if rows.cancel(weights), offsetsExclude(rows, weights) { return true }
      if let weights = rows.cancellingWeights, offsetsExclude(rows, weights) { return true }
    }
    return false
  }

  private func rows(_ arguments: [AffineForm], blocks: [Int], ofOutputs: Bool = false) -> WallRows {
    let walls = shares.map { cell.walls[$0.wall] }
    var coefficients: [[Interval]] = []
    var offsets: [Interval] = []
    for wall in walls {
      let form = arguments[wall.layer]
      var row: [Interval] = []
      for (block, count) in blocks.enumerated() {
        guard let matrix = form.matrix(of: block) else {
          row += Array(repeating: .zero, count: count)
          continue
        }
        row += (0..<count).map {
          // What a flat piece gives does not depend on its argument.
          let isAbsent = block > 0 && wall.layer != block - 1 && isFlat(layer: block - 1, neuron: $0)
          if isAbsent, !ofOutputs { return .zero }
          return matrix[wall.neuron, $0]
        }
      }
      let offset = form.offset[wall.neuron] - Interval(wall.kink)
      coefficients.append(wall.isAbove ? row : row.map { -$0 })
      offsets.append(wall.isAbove ? offset : -offset)
    }
    return WallRows(coefficients: coefficients, offsets: offsets)
  }

  private func isFlat(layer: Int, neuron: Int) -> Bool {
    network.functions[layer].slope(on: cell.pieces[layer][neuron]) == .zero
  }

  /// Whether the weighted sum of the walls is nowhere positive in the box.
  private func excludes(_ rows: WallRows, _ weights: [Interval], in box: [Interval]) -> Bool {
    let sum = zip(rows.sums(weights), box).reduce(rows.offset(weights)) { $0 + $1.0 * $1.1 }
    if sum.upper < 0 { return true }
    return sum.upper == 0 && isInSpace
  }

  /// Whether walls whose coefficients cancel with these weights leave nothing.
  private func offsetsExclude(_ rows: WallRows, _ weights: [Interval]) -> Bool {
    guard weights.allSatisfy({ $0.lower >= 0 }), weights.contains(where: { $0.lower > 0 }) else {
      return false
    }
    let sum = rows.offset(weights)
    return sum.upper < 0 || (sum.upper == 0 && isInSpace)
  }
}

/// The coefficients of some walls over all coordinates, and their offsets.
private struct WallRows {
  let coefficients: [[Interval]]
  let offsets: [Interval]

  /// The weighted sum of the coefficients.
  func sums(_ weights: [Interval]) -> [Interval] {
    (coefficients.first ?? []).indices.map { index in
      zip(coefficients, weights).reduce(Interval.zero) { $0 + $1.0[index] * $1.1 }
    }
  }

  /// The weighted sum of the offsets.
  func offset(_ weights: [Interval]) -> Interval {
    zip(offsets, weights).reduce(Interval.zero) { $0 + $1.0 * $1.1 }
  }

  /// Whether the coefficients cancel exactly.
  func cancel(_ weights: [Interval]) -> Bool { sums(weights).allSatisfy { $0 == .zero } }

  /// The weights that sum to 1 and cancel all coefficients, if there are as many as equations.
  var cancellingWeights: [Interval]? {
    let count = offsets.count
    // Coordinates that no wall looks at are no equations.
    let used = (coefficients.first ?? []).indices.filter { index in
      coefficients.contains { $0[index] != .zero }
    }
    guard used.count + 1 == count else { return nil }
    let entries = coefficients.flatMap { row in [Interval(1)] + used.map { row[$0] } }
    let system = EnclosedMatrix(rows: count, columns: count, entries)
    guard let inverse = system.middle.inverse() else { return nil }
    let defect = EnclosedMatrix(inverse) * system + EnclosedMatrix(-1 * Matrix(identity: count))
    let approximate = inverse.column(0)
    // y − ỹ = R (e₀ − M ỹ) + (I − R M)(y − ỹ), so its largest entry is at most the first term's over 1 − ‖I − R M‖.
    let image = system.enclosure(of: approximate.elements.map { Interval($0) })
    let residual = image.indices.map { ($0 == 0 ? Interval(1) : .zero) - image[$0] }
    let correction = inverse.enclosure(of: residual).map(\.magnitude)
    let spread = (0..<count).map { row in
      (0..<count).reduce(0.0) {
        Rounding.sumUp($0, defect[row, $1].magnitude)
      }
    }
    guard let largest = spread.max(), largest < 0.5, let reach = correction.max() else { return nil }
    let error = Rounding.quotientUp(reach, Rounding.sumDown(1, -largest))
    return (0..<count).map { row in
      let radius = Rounding.sumUp(correction[row], Rounding.productUp(spread[row], error))
      return Interval(approximate[row], radius: radius)
    }
  }
}

extension [Interval] {
  /// Whether no side of the box is a point.
  var haveInside: Bool { allSatisfy { !$0.isPoint } }
}
