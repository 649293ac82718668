import LinearAlgebra
import Networks
import Plotting

/// The entries of a layer's matrix as shades.
enum WeightsChart: Chart {
  static let name = "weights"
  static let summary = "the entries of a layer's W as shades"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let (name, dense) = try request.dense()
    return heatMap(
      dense.weights, title: "W of \(name) (\(dense.weights.rows)x\(dense.weights.columns))", request.numbers)
  }

  /// A matrix as shades, with its entries where there is room.
  static func heatMap(_ matrix: Matrix, title: String, _ numbers: NumberFormat) -> Scene {
    let entries = matrix.transposed.elements
    let format = NumberFormat(precision: min(4, numbers.precision))
    return Scene.heatMap(
      entries, rows: matrix.rows, texts: entries.map { ($0 < 0 ? "" : "+") + format.text($0) }, title: title)
  }
}

extension ChartRequest {
  /// The linear layer that a chart is of: the one named, or the first of the model.
  func dense() throws(Problem) -> (name: String, Dense) {
    let (name, network) = try Target.resolve(target, in: workspace, at: place)
    for element in network.elements {
      if let dense = element.layer as? Dense { return (element.name, dense) }
    }
    throw Problem(
      .unsupported, "\(name) has no linear layer",
      hints: network.isEmpty ? ["layer linear 5x3 seed 42"] : ["show \(name)   shows what it holds"],
      at: place)
  }
}
