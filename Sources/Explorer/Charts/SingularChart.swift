import LinearAlgebra
import Networks
import Plotting

/// The singular values of a layer's matrix as bars.
enum SingularChart: Chart {
  static let name = "singular"
  static let summary = "the singular values of a layer's W"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let (name, dense) = try request.dense()
    let values = try dense.weights.singularValues()
    return Scene.spectrum(
      values, texts: values.map { request.numbers.text($0) }, title: "singular values of \(name)")
  }
}
