import LinearAlgebra

/// One step of eliminating a chain from the input on, in floating point: what is left for a layer when the coordinates
/// before it are gone.
struct ChainElimination {
  /// `P + Aᵀ αβT A`: the matrix of the coordinates before, with the layer's part.
  let corner: Matrix
  /// `−mT A`: the layer's neurons by those coordinates.
  let beside: Matrix
  /// `T − mT A (P + Aᵀ αβT A)⁻¹ Aᵀ mT`.
  let rest: Matrix

  /// Nil, if the corner is not positive definite.
  ///
  /// Of each neuron t in `numbers`, `m t` in `middles`, and `α β t` in `products`, which are left out if all are zero.
  init?(of a: Matrix, from before: Matrix, middles: [Double], products: [Double]?, numbers: [Double]) {
    corner =
      products.map { before + a.scalingRows(by: $0).transposedTimes(a) } ?? before
    beside = -1 * a.scalingRows(by: middles)
    guard let factor = corner.cholesky() else { return nil }
    var rest = -1 * factor.solveTriangular(.lower, beside.transposed).gram(.columns)
    for index in numbers.indices { rest[index, index] += numbers[index] }
    self.rest = rest
  }
}
