import LinearAlgebra

/// Block elimination of F that chooses each layer's multiplier when its block is the pivot.
struct StartingElimination {
  private let program: SemidefiniteProgram
  private let blocks: SymmetricBlocks

  init(_ program: SemidefiniteProgram) {
    self.program = program
    blocks = program.emptyMatrix
    program.subtractOutput(from: blocks)
  }

  /// A strictly feasible point, or nil if numbers overflow: each layer gets twice the multiplier that its pivot
  /// needs, and ρ twice what the input's needs.
  func point() -> BarrierPoint? {
    var multipliers = Array(repeating: 0.0, count: program.neuronCount)
    for (block, layer) in program.layers.enumerated() {
      guard let least = leastEigenvalue(of: block) else { return nil }
      let multiplier = least < 0 ? -(2 + 1e-9) * least + 1e-12 : 1e-8
      for index in 0..<layer.middle.count { multipliers[layer.first + index] = multiplier }
      program.add(block, multipliers, to: blocks)
      guard blocks.eliminate(block) else { return nil }
    }
    guard let least = leastEigenvalue(of: program.inputBlock) else { return nil }
    return BarrierPoint(square: 2 * max(-least, 1e-300), multipliers: multipliers)
  }

  private func leastEigenvalue(of block: Int) -> Double? {
    guard program.sizes[block] > 0 else { return 0 }
    let negative = -1 * blocks[block, block].matrix
    guard let values = try? negative.symmetricEigendecomposition(largest: 1).values else { return nil }
    return values.last.map { -$0 }
  }
}

/// A strictly feasible point of a chain, from the input on, as ECLipsE-Fast goes.
struct ChainStart {
  private let program: SemidefiniteProgram

  /// Nil for a program that is no chain.
  init?(_ program: SemidefiniteProgram) {
    let isChain =
      program.output.map(\.block) == [0]
      && program.layers.indices.allSatisfy { program.layers[$0].terms.map(\.block) == [$0 + 1] }
    guard isChain, program.neuronCount > 0 else { return nil }
    self.program = program
  }

  /// With ρ larger by half than the multipliers need; nil if numbers overflow.
  func point() -> BarrierPoint? {
    var before = Matrix(identity: program.sizes[program.inputBlock])
    var multipliers = Array(repeating: 0.0, count: program.neuronCount)
    for layer in program.layers.reversed() {
      let a = layer.terms[0].matrix
      guard let factor = before.cholesky() else { return nil }
      let rows = factor.solveTriangular(.lower, a.transposed).transposed
      guard rows.elements.allSatisfy(\.isFinite), let norm = try? rows.singularValues().first else {
        return nil
      }
      let lower = zip(layer.middle, layer.radius).reduce(Double.infinity) { min($0, $1.0 - $1.1) }
      let upper = zip(layer.middle, layer.radius).reduce(-Double.infinity) { max($0, $1.0 + $1.1) }
      let multiplier = SlopeSector(lower: lower, upper: upper).bestMultiplier(norm: norm)
      let numbers = Array(repeating: multiplier, count: layer.middle.count)
      for index in numbers.indices { multipliers[layer.first + index] = multiplier }
      var corner = before
      if let product = layer.product {
        corner = corner + a.scalingRows(by: product.map { multiplier * $0 }).transposedTimes(a)
      }
      let beside = a.scalingRows(by: layer.middle.map { multiplier * $0 })
      guard let pivot = corner.cholesky() else { return nil }
      let reduced = pivot.solveTriangular(.lower, beside.transposed)
      var left = -1 * reduced.gram(.columns)
      for index in numbers.indices { left[index, index] += multiplier }
      before = left
    }
    guard let factor = before.cholesky() else { return nil }
    let rows = factor.solveTriangular(.lower, program.output[0].matrix.transposed)
    guard rows.elements.allSatisfy(\.isFinite), let norm = try? rows.singularValues().first else {
      return nil
    }
    let square = 1.5 * norm * norm
    return BarrierPoint(square: square, multipliers: multipliers.map { $0 * square })
  }
}

/// The slopes that all neurons of a layer have in common.
struct SlopeSector {
  let lower: Double
  let upper: Double

  /// The t for which `t − m² t² s / (1 + αβ t s)` is largest, where s is the square of a norm: the least eigenvalue of
  /// what elimination leaves of a layer.
  func bestMultiplier(norm: Double) -> Double {
    guard norm > 0 else { return 1 }
    let middle = 0.5 * (lower + upper)
    let square = middle * middle
    let product = -lower * upper
    // The smaller root of (g² + m² g) u² − 2 (g + m²) u + 1, for u = t s and g = −αβ, in a form without cancellation.
    let sum = product + square
    let root = max(0, sum * sum - product * sum).squareRoot()
    let share = sum + root > 0 ? 1 / (sum + root) : 1
    return share / (norm * norm)
  }
}
