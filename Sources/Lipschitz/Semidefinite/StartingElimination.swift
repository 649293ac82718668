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
