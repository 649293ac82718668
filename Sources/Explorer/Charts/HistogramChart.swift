import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// How often which quotient was seen.
enum HistogramChart: Chart {
  static let name = "hist"
  static let summary = "the quotients that the last estimate saw, or a layer's weights"

  static func scene(_ request: ChartRequest) throws -> Scene {
    if request.target != nil {
      let (name, dense) = try request.dense()
      return Scene.histogram(dense.weights.elements, title: "weights of \(name)")
    }
    guard let finding = request.workspace.lastEstimate, let statistics = finding.bound.statistics else {
      throw Problem(
        .badValue, "there is no estimate yet", hints: ["estimate samples 10000   then   plot hist"],
        at: request.place)
    }
    return Scene.histogram(
      statistics.values,
      title:
        "\(Value.count(statistics.count, "quotient")) of \(finding.target), method \(finding.bound.method)")
  }
}
