import LinearAlgebra

/// A proof that a cell holds no open set.
///
/// Non-negative multipliers y of walls `aᵣ·x + vᵣ ≥ 0` such that `Σ yᵣ aᵣ = 0` and `Σ yᵣ vᵣ < 0` leave no point (Farkas).
/// If the sum of the offsets is zero, every wall with a positive multiplier holds the whole cell in a plane, and what
/// happens in a plane does not matter for the constant, as almost every segment meets it in one point.
///
/// In a box the sum of the coefficients need not vanish: it is the largest value in the box that must not be positive.
/// Everywhere it must, in exact arithmetic, for weights that are enclosed only: as many multipliers as there are
/// equations are enclosed as the solution of the linear system. The coordinates in which the system is regular are
/// those of the input, or, where few neurons of a layer are left, their arguments, taken for free numbers: with fewer
/// ties between the coordinates there are only more points to exclude.
///
/// - Source: Farkas 1902; Rump 2010, Verification methods, 10.5, for the enclosure of the solution.
struct EmptyCell {
  let network: PiecewiseGraph
  let cell: Cell
  /// Walls and floating-point multipliers, from `DeepestPoint`.
  let multipliers: [(wall: Int, value: Double)]

  /// The rows of some walls, each over all coordinates, and their offsets.
  private struct Rows {
    var coefficients: [[Interval]]
    let offsets: [Interval]
  }

  func isProven(in box: [Interval]?) -> Bool {
    guard !multipliers.isEmpty else { return false }
    let forms = CellForms(network, cell)
    let rows = rows(forms, blocks: [network.graph.inputs])
    let weights = multipliers.map { Interval($0.value) }
    if excludes(rows, weights, box: box) { return true }
    guard box == nil else { return false }
    let deepest = multipliers.reduce(0) { max($0, cell.walls[$1.wall].layer) }
    let sizes = network.graph.layers.map(\.count)
    for level in 0...deepest {
      let rows =
        level == 0
        ? rows
        : self.rows(
          CellForms(network, cell, level: level), blocks: [network.graph.inputs] + sizes.prefix(level))
      guard let weights = enclosedMultipliers(rows) else { continue }
      if offsetsExclude(rows, weights) { return true }
    }
    return false
  }

  private func rows(_ forms: CellForms, blocks: [Int]) -> Rows {
    let walls = multipliers.map { cell.walls[$0.wall] }
    var coefficients: [[Interval]] = []
    var offsets: [Interval] = []
    for wall in walls {
      let form = forms.arguments[wall.layer]
      var row: [Interval] = []
      for (block, count) in blocks.enumerated() {
        guard let matrix = form.matrix(of: block) else {
          row += Array(repeating: .zero, count: count)
          continue
        }
        row += (0..<count).map {
          Interval(matrix.middle[wall.neuron, $0], radius: matrix.radius[wall.neuron, $0])
        }
      }
      let offset = form.offset[wall.neuron] - Interval(wall.kink)
      coefficients.append(wall.isAbove ? row : row.map { -$0 })
      offsets.append(wall.isAbove ? offset : -offset)
    }
    // Coordinates that no wall looks at are no equations.
    let used = (coefficients.first ?? []).indices.filter { index in
      coefficients.contains { $0[index] != .zero }
    }
    return Rows(coefficients: coefficients.map { row in used.map { row[$0] } }, offsets: offsets)
  }

  /// Whether exactly these multipliers leave nothing: in a box, or everywhere if the coefficients cancel exactly.
  private func excludes(_ rows: Rows, _ weights: [Interval], box: [Interval]?) -> Bool {
    guard let box else {
      let sums = (rows.coefficients.first ?? []).indices.map { index in
        zip(rows.coefficients, weights).reduce(Interval.zero) { $0 + $1.0[index] * $1.1 }
      }
      return sums.allSatisfy { $0 == .zero } && offsetsExclude(rows, weights)
    }
    let forms = CellForms(network, cell)
    var sum = Interval.zero
    var coefficients = Array(repeating: Interval.zero, count: box.count)
    var isSomeWallFlat = true
    for (multiplier, weight) in zip(multipliers, weights) {
      let wall = cell.walls[multiplier.wall]
      let form = forms.arguments[wall.layer]
      let sign: Double = wall.isAbove ? 1 : -1
      let factor = Interval(sign) * weight
      sum = sum + factor * (form.offset[wall.neuron] - Interval(wall.kink))
      guard let matrix = form.matrix(of: 0) else { continue }
      if matrix.rows([wall.neuron]).isNonzero { isSomeWallFlat = false }
      for index in box.indices {
        let entry = Interval(matrix.middle[wall.neuron, index], radius: matrix.radius[wall.neuron, index])
        coefficients[index] = coefficients[index] + factor * entry
      }
    }
    for (coefficient, range) in zip(coefficients, box) { sum = sum + coefficient * range }
    if sum.upper < 0 { return true }
    let hasInterior = box.allSatisfy { !$0.isPoint }
    return sum.upper == 0 && hasInterior && !isSomeWallFlat
  }

  /// Whether offsets that are weighted so, with coefficients that cancel, leave nothing.
  private func offsetsExclude(_ rows: Rows, _ weights: [Interval]) -> Bool {
    guard weights.allSatisfy({ $0.lower >= 0 }), weights.contains(where: { $0.lower > 0 }) else {
      return false
    }
    let sum = zip(rows.offsets, weights).reduce(Interval.zero) { $0 + $1.0 * $1.1 }
    if sum.upper < 0 { return true }
    return sum.upper == 0
      && zip(rows.coefficients, weights).contains { row, weight in
        weight.lower > 0 && row.contains { !$0.contains(0) }
      }
  }

  /// The multipliers that sum to 1 and cancel all coefficients, if there are as many as equations.
  private func enclosedMultipliers(_ rows: Rows) -> [Interval]? {
    let count = rows.offsets.count
    guard let first = rows.coefficients.first, first.count + 1 == count else { return nil }
    var entries: [Interval] = []
    for row in rows.coefficients { entries += [Interval(1)] + row }
    let system = EnclosedMatrix(rows: count, columns: count, entries)
    guard let inverse = system.middle.inverse() else { return nil }
    let defect = EnclosedMatrix(inverse) * system + EnclosedMatrix(-1 * Matrix(identity: count))
    let approximate = inverse.column(0)
    // y − ỹ = R (e₀ − M ỹ) + (I − R M)(y − ỹ), so its largest entry is at most the first term's over 1 − ‖I − R M‖.
    let image = system.enclosure(of: approximate.elements.map { Interval($0) })
    let residual = image.indices.map { (($0 == 0) ? Interval(1) : .zero) - image[$0] }
    let correction = inverse.enclosure(of: residual).map { Interval(0, $0.magnitude) }
    let spread = (0..<count).map { row in
      (0..<count).reduce(0.0) {
        Rounding.sumUp($0, Rounding.sumUp(defect.middle[row, $1].magnitude, defect.radius[row, $1]))
      }
    }
    guard let largest = spread.max(), largest < 0.5 else { return nil }
    let reach = correction.reduce(0) { max($0, $1.upper) }
    let error = Rounding.quotientUp(reach, Rounding.sumDown(1, -largest))
    return (0..<count).map { row in
      Interval(
        approximate[row],
        radius: Rounding.sumUp(correction[row].upper, Rounding.productUp(spread[row], error)))
    }
  }
}
