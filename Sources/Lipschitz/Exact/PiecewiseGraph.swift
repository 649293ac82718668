import LinearAlgebra
import Networks

/// A network's layers of neurons with their functions taken apart.
struct PiecewiseGraph: Sendable {
  let graph: NeuronGraph
  let functions: [LinearPieces]

  /// - Throws: `MethodError` for layers that are not made of neurons, and for functions with a curve in them.
  init(_ graph: NeuronGraph, method: String) throws {
    self.graph = graph
    functions = try graph.layers.map { layer in
      guard let pieces = LinearPieces(of: layer.function) else {
        throw MethodError.needs(
          "functions that are linear in pieces, such as relu, and \(type(of: layer.function).name) is not",
          method: method, instead: "method product takes every layer")
      }
      return pieces
    }
  }

  /// The network with each neuron on some of its pieces.
  func slopeModel(on pieces: [[ClosedRange<Int>]]) -> SlopeModel {
    SlopeModel(
      graph, slopes: zip(functions, pieces).map { function, pieces in pieces.map { function.slope(on: $0) } })
  }

  /// All inputs.
  var everything: Cell {
    Cell(pieces: zip(graph.layers, functions).map { Array(repeating: $1.all, count: $0.count) })
  }

  /// A box that is large beside all distances of the first layer's walls from the origin.
  var reach: [Interval] {
    var largest = 1.0
    for form in graph.layers.map(\.argument) {
      guard let matrix = form.matrix(of: 0) else { continue }
      for row in 0..<form.count {
        let size = matrix.middle.row(row).norm(.two)
        if size > 0 { largest = max(largest, form.offset[row].magnitude / size) }
      }
    }
    let reach = min(1e6 * largest, 1e100)
    return Array(repeating: Interval(-reach, reach), count: graph.inputs)
  }
}
