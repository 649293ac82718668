import LinearAlgebra

/// A cell that may still hold something steep, with what the search for its deepest point knows.
struct OpenCell: Sendable {
  var cell: Cell
  /// The walls as the deepest point sees them.
  var planes: [DeepestPoint.Wall] = []
  /// Where the search for the deepest point starts.
  var basis: [Int]
  /// Its place in the tree, once it has one.
  var number = 0
}

extension DeepestPoint.Wall {
  /// The wall of one neuron, scaled to length 1.
  init(_ form: AffineForm, _ neuron: Int, kink: Double, isAbove: Bool, inputs: Int) {
    let row = form.matrix(of: 0)?.middle.row(neuron) ?? Vector(repeating: 0, count: inputs)
    let size = row.norm(.two)
    let scale = (isAbove ? 1 : -1) / size
    self.init(
      coefficients: row.elements.map { $0 * scale },
      offset: (form.offset[neuron].midpoint - kink) * scale, size: size)
  }
}
