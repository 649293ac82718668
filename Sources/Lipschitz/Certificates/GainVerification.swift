import LinearAlgebra
import Networks

extension Network.Element {
  /// Whether the layer stretches by no more than a claim over a box of its inputs, proven.
  ///
  /// A matrix is checked against the claim; what other layers say of themselves is found again.
  func isProven(
    toStretchAtMost claim: Double, _ norm: Norm, on box: [Interval], monitor: Monitor
  ) throws -> Bool {
    if case .affine(let map, _) = layer.form, let matrix = map as? Matrix {
      return try EnclosedMatrix(matrix).isProven(toStretchAtMost: claim, norm, monitor: monitor)
    }
    return try LayerGain(self, norm: norm, on: box, monitor: monitor).enclosure.upper <= claim
  }
}

extension AffineForm {
  /// Whether a form of the input alone stretches by no more than a claim, proven.
  func isProven(toStretchAtMost claim: Double, _ norm: Norm, monitor: Monitor) throws -> Bool {
    precondition(terms.allSatisfy { $0.block == 0 }, "a form of neurons, too")
    let matrix = matrix(of: 0) ?? EnclosedMatrix(Matrix(rows: count, columns: 1))
    return try matrix.isProven(toStretchAtMost: claim, norm, monitor: monitor)
  }
}
