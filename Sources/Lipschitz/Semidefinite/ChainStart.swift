import LinearAlgebra

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
      guard let whitening = Whitening(of: a, by: before), let norm = try? whitening.norm(monitor: .silent)
      else { return nil }
      let lower = zip(layer.middle, layer.radius).reduce(Double.infinity) { min($0, $1.0 - $1.1) }
      let upper = zip(layer.middle, layer.radius).reduce(-Double.infinity) { max($0, $1.0 + $1.1) }
      let multiplier = SlopeSector(lower: lower, upper: upper).innerMultiplier(norm: norm)
      let numbers = Array(repeating: multiplier, count: layer.middle.count)
      for index in numbers.indices { multipliers[layer.first + index] = multiplier }
      // What is eliminated is `P + Aᵀ αβT A`.
      var seen: Whitening? = whitening
      if let product = layer.product {
        let weights = product.map { multiplier * $0 }
        seen = Whitening(of: a, by: before + a.scalingRows(by: weights).transposedTimes(a))
      }
      guard let seen else { return nil }
      before = seen.rest(middles: layer.middle.map { multiplier * $0 }, numbers: numbers)
    }
    guard let whitening = Whitening(of: program.output[0].matrix, by: before),
      let norm = try? whitening.norm(monitor: .silent)
    else { return nil }
    let square = 1.5 * norm * norm
    return BarrierPoint(square: square, multipliers: multipliers.map { $0 * square })
  }
}
