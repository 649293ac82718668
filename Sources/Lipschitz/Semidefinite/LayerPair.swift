import LinearAlgebra

/// A layer of neurons between two matrices, on its own: what comes before it is one quadratic form P, what follows one
/// matrix.
struct LayerPair {
  let layer: Chain.Layer
  /// What the layer sees, in coordinates in which P is the identity.
  let rows: Matrix
  /// The matrix that measures what the layer gives.
  let after: Matrix

  /// The best multipliers of the two-layer program, as `2 t / ρ`, and ρ: `|after φ|² ≤ ρ zᵀ P z`, up to rounding.
  ///
  /// Nil, if numbers are beyond floating point.
  /// - Throws: `CancellationError` when it is stopped: the bound of two layers says nothing of the whole.
  func multipliers(monitor: Monitor) throws -> (numbers: [Double], square: Double)? {
    let model = SlopeModel(
      inputs: rows.columns,
      layers: [
        SlopeModel.Layer(
          argument: form(rows, block: 0), slopes: layer.slopes, neurons: Array(layer.slopes.indices))
      ], output: form(after, block: 1))
    do {
      guard let found = try model.semidefiniteBound(monitor: monitor).multipliers else { return nil }
      let share = layer.sector.provableShare
      return (found.neurons[0].map { share * $0 / found.square }, found.square)
    } catch is InterruptedSemidefinite {
      throw CancellationError()
    }
  }

  private func form(_ matrix: Matrix, block: Int) -> AffineForm {
    AffineForm(
      [AffineForm.Term(block: block, factor: .matrix(EnclosedMatrix(matrix)))],
      offset: Array(repeating: .zero, count: matrix.rows))
  }
}
