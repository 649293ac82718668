import LinearAlgebra

/// One step of eliminating a chain from the input on, in floating point: what is left for a layer when the coordinates
/// before it are gone.
struct ChainElimination {
  /// `P + Aᵀ αβT A`: the matrix of the coordinates before, with the layer's part.
  let corner: Matrix
  /// `T − mT A (P + Aᵀ αβT A)⁻¹ Aᵀ mT`.
  let rest: Matrix

  /// Nil, if the corner is not positive definite.
  ///
  /// Of each neuron t in `numbers`, `m t` in `middles`, and `α β t` in `products`, which are left out if all are zero;
  /// then the corner is P, and what the layer is by P may be known already.
  init?(
    of a: Matrix, from before: Matrix, known whitening: Whitening? = nil, middles: [Double],
    products: [Double]?, numbers: [Double]
  ) {
    corner = products.map { before + a.scalingRows(by: $0).transposedTimes(a) } ?? before
    let known = products == nil ? whitening : nil
    guard let whitening = known ?? Whitening(of: a, by: corner) else { return nil }
    rest = whitening.rest(middles: middles, numbers: numbers)
  }
}
