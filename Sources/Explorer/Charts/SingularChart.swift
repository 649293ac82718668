import LinearAlgebra
import Networks
import Plotting

/// The singular values of a layer's matrix as bars.
enum SingularChart: Chart {
  static let name = "singular"
  static let summary = "the singular values of a layer's W"

  /// A decomposition of more cannot be stopped within half a second.
  static let mostValues = 1000

  static func scene(_ request: ChartRequest) throws -> Scene {
    let (name, dense) = try request.dense()
    let order = min(dense.weights.rows, dense.weights.columns)
    guard order <= mostValues else {
      throw Problem(
        .tooLarge,
        "all \(order) singular values of \(name) would take too long; at most \(mostValues) are drawn",
        hints: ["bound \(name)   finds the largest"], at: request.place)
    }
    let values = try dense.weights.singularValues()
    return Scene.spectrum(
      values, texts: values.map { request.numbers.text($0) }, title: "singular values of \(name)")
  }
}
