import LinearAlgebra

/// Gradient, Hessian and step of `ρ/μ − log det F` at a point whose factor is known.
///
/// With `G = F⁻¹` the Hessian's entries are `tr(G Aᵢ G Aⱼ)` for `Aᵢ = pᵢ pᵢᵀ − vᵢ vᵢᵀ`, which are sums of squares of
/// `pᵢᵀ G pⱼ`, `pᵢᵀ G vⱼ` and `vᵢᵀ G vⱼ`: no Aᵢ is ever formed.
///
/// - Complexity: for N neurons, D coordinates and blocks of n: O(D² n) for G, N³/3 for the step.
final class NewtonStep {
  private let program: SemidefiniteProgram
  private let groups: [Int]
  private let groupCount: Int
  private let inverse: BlockStorage
  /// `A G`, a row for each neuron.
  private let seen: BlockStorage
  /// `A G Aᵀ`.
  private let between: BlockStorage
  private let hessian: BlockStorage
  private let grouped: BlockStorage
  private(set) var gradient: [Double]
  /// The step of ρ, and of each group's multiplier.
  private(set) var direction: [Double]
  /// `−gᵀ d`: the square of the Newton decrement.
  private(set) var decrement = 0.0

  init(_ program: SemidefiniteProgram, groups: [Int], groupCount: Int) {
    self.program = program
    self.groups = groups
    self.groupCount = groupCount
    let (dimension, count) = (program.dimension, program.neuronCount)
    inverse = BlockStorage(rows: dimension, columns: dimension)
    seen = BlockStorage(rows: count, columns: dimension)
    between = BlockStorage(rows: count, columns: count)
    hessian = BlockStorage(rows: count, columns: count)
    grouped = BlockStorage(rows: groupCount + 1, columns: groupCount + 1)
    gradient = Array(repeating: 0, count: groupCount + 1)
    direction = gradient
  }

  /// Finds the step for a weight μ; false, if the Hessian is not positive definite in floating point.
  func find(_ factor: SymmetricBlocks, weight: Double, monitor: Monitor) throws -> Bool {
    factor.invert(into: inverse)
    try monitor.step(0)
    multiplySeen()
    try monitor.step(0)
    assemble(weight: weight)
    return solve()
  }

  private func multiplySeen() {
    let all = inverse.block
    let rows = seen.block
    let (dimension, count) = (program.dimension, program.neuronCount)
    for layer in program.layers {
      let own = layer.first..<layer.first + layer.middle.count
      guard !own.isEmpty else { continue }
      let target = rows.part(rows: own, columns: 0..<dimension)
      if layer.terms.isEmpty { target.fill(with: 0) }
      for (position, term) in layer.terms.enumerated() {
        let part = all.part(
          rows: program.offsets[term.block]..<program.offsets[term.block + 1], columns: 0..<dimension)
        term.matrix.withReadableBlock {
          Kernels.multiply($0, part, transposing: .neither, into: target, scale: 1, adding: position > 0)
        }
      }
    }
    for layer in program.layers {
      let own = layer.first..<layer.first + layer.middle.count
      guard !own.isEmpty else { continue }
      // The lower triangle is enough.
      let below = own.lowerBound..<count
      let target = between.block.part(rows: below, columns: own)
      if layer.terms.isEmpty { target.fill(with: 0) }
      for (position, term) in layer.terms.enumerated() {
        let part = rows.part(
          rows: below, columns: program.offsets[term.block]..<program.offsets[term.block + 1])
        term.matrix.withReadableBlock {
          Kernels.multiply(part, $0, transposing: .right, into: target, scale: 1, adding: position > 0)
        }
      }
    }
  }

  /// Gradient and Hessian, with the neurons of a group summed.
  ///
  /// Neurons stand in the order of their coordinates, the last layer first, so neuron i has coordinate i.
  private func assemble(weight: Double) {
    let count = program.neuronCount
    let lows = program.layers.flatMap { zip($0.middle, $0.radius).map { $0 - $1 } }
    let ups = program.layers.flatMap { zip($0.middle, $0.radius).map { $0 + $1 } }
    let g = inverse.block
    let b = seen.block
    let a = between.block
    let input = program.offsets[program.inputBlock]..<program.dimension
    let h = hessian.block
    var diagonal = Array(repeating: 0.0, count: count)
    let tile = 32
    for left in stride(from: 0, to: count, by: tile) {
      for top in stride(from: left, to: count, by: tile) {
        for j in left..<min(left + tile, count) {
          let (lj, uj) = (lows[j], ups[j])
          for i in max(top, j)..<min(top + tile, count) {
            let (li, ui) = (lows[i], ups[i])
            let inner = a[i, j]
            let (bij, bji) = (b[i, j], b[j, i])
            // (e − s a)ᵢᵀ G (e − s a)ⱼ for the lower and upper slopes s of both.
            let lower = g[i, j] - li * bij - lj * bji + li * lj * inner
            let upper = g[i, j] - ui * bij - uj * bji + ui * uj * inner
            let mixed = g[i, j] - li * bij - uj * bji + li * uj * inner
            let other = g[i, j] - ui * bij - lj * bji + ui * lj * inner
            h[i, j] = 0.5 * (lower * upper + mixed * other)
            if i == j { diagonal[i] = mixed }
          }
        }
      }
    }
    // ρ: the identity on the input.
    var trace = 0.0
    var square = 0.0
    for column in input {
      trace += g[column, column]
      for row in input { square += g[row, column] * g[row, column] }
    }
    let target = grouped.block
    target.fill(with: 0)
    target[0, 0] = square
    var mixed = Array(repeating: 0.0, count: count)
    for column in input {
      for index in 0..<count {
        let stretched = b[index, column]
        mixed[index] +=
          (g[index, column] - lows[index] * stretched) * (g[index, column] - ups[index] * stretched)
      }
    }
    for index in 0..<count { target[1 + groups[index], 0] += mixed[index] }
    for j in 0..<count {
      for i in j..<count {
        let (row, column) = (max(groups[i], groups[j]), min(groups[i], groups[j]))
        // Both halves of the symmetric matrix fall on the diagonal of a group.
        let share = i != j && row == column ? 2 * h[i, j] : h[i, j]
        target[1 + row, 1 + column] += share
      }
    }
    var sums = Array(repeating: 0.0, count: groupCount + 1)
    sums[0] = 1 / weight - trace
    for index in 0..<count { sums[1 + groups[index]] -= diagonal[index] }
    gradient = sums
  }

  private func solve() -> Bool {
    let matrix = grouped.block
    let order = groupCount + 1
    var scale = Array(repeating: 0.0, count: order)
    for index in 0..<order { scale[index] = 1 / max(matrix[index, index], 1e-300).squareRoot() }
    for column in 0..<order {
      for row in column..<order { matrix[row, column] *= scale[row] * scale[column] }
      matrix[column, column] += 1e-14
    }
    guard Kernels.cholesky(matrix) else { return false }
    self.scale = scale
    return findDirection()
  }

  private func findDirection() -> Bool {
    direction = solution(of: gradient.map(-))
    decrement = -zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    return decrement.isFinite
  }

  /// The μ for which the point is nearest to the central path: where the decrement is least.
  func naturalWeight(_ weight: Double) -> Double? {
    // The gradient is c/μ − g with c = (1, 0, …, 0), so 1/μ is best at (cᵀ H⁻¹ g) / (cᵀ H⁻¹ c).
    let objective = gradient.indices.map { $0 == 0 ? 1.0 : 0 }
    let solved = solution(of: objective)
    var rest = gradient.map(-)
    rest[0] += 1 / weight
    let best = zip(solved, rest).reduce(0) { $0 + $1.0 * $1.1 } / solved[0]
    return best > 0 && best.isFinite ? 1 / best : nil
  }

  /// The step at the same point for another μ.
  func changeWeight(from old: Double, to new: Double) -> Bool {
    gradient[0] += 1 / new - 1 / old
    return findDirection()
  }

  /// The diagonal scaling in which the Hessian was factored.
  private var scale: [Double] = []

  /// `H⁻¹ b` with the Hessian found last.
  private func solution(of right: [Double]) -> [Double] {
    var column = Matrix(rows: right.count, columns: 1, elements: zip(right, scale).map { $0 * $1 })
    column.withBlock {
      Kernels.solve(.lower, of: grouped.block, transposed: false, on: .left, into: $0)
      Kernels.solve(.lower, of: grouped.block, transposed: true, on: .left, into: $0)
    }
    return zip(column.elements, scale).map { $0 * $1 }
  }

  /// Where the central path goes when μ goes to zero, to first order: `−H⁻¹ ∂(ρ/μ)/∂μ`, times μ.
  func tangent(weight: Double) -> [Double] {
    var objective = Array(repeating: 0.0, count: groupCount + 1)
    objective[0] = -1 / weight
    return solution(of: objective)
  }
}
