import LinearAlgebra

/// Which neuron of a cell is split next.
struct SplittingOrder: Sendable {
  /// How much each neuron can matter for what comes after: the length of its outgoing weights.
  private let columnSizes: [[Double]]

  init(_ graph: NeuronGraph) {
    columnSizes = graph.layers.indices.map { index in
      var squares = Array(repeating: 0.0, count: graph.layers[index].count)
      for form in graph.layers.map(\.argument) + [graph.output] {
        guard let matrix = form.matrix(of: index + 1) else { continue }
        for column in squares.indices {
          let size = matrix.middle.column(column).norm(.two)
          squares[column] += size * size
        }
      }
      return squares.map { $0.squareRoot() }
    }
  }

  /// The neuron of the first layer in which pieces are open whose slope matters most, split in the middle of its pieces.
  ///
  /// A neuron that may see nothing of the input is not worth a split: its slopes are in the matrix as an interval.
  func next(in forms: CellForms) -> CellTree.Split? {
    for (layer, pieces) in forms.pieces.enumerated() {
      var best: Int?
      var largest = -1.0
      for (neuron, range) in pieces.enumerated() where range.count > 1 {
        guard let matrix = forms.arguments[layer].matrix(of: 0)?.rows([neuron]), matrix.isNonzero else {
          continue
        }
        let size = Vector(matrix.middle.elements).norm(.two) * columnSizes[layer][neuron]
        if size > largest {
          largest = size
          best = neuron
        }
      }
      guard let best else { continue }
      let range = pieces[best]
      return CellTree.Split(layer: layer, neuron: best, kink: range.lowerBound + (range.count - 1) / 2)
    }
    return nil
  }
}
