import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// The constant of each layer of the model.
enum BoundsChart: Chart {
  static let name = "bounds"
  static let summary = "the constant of each layer"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let (name, network) = try Target.resolve(request.target, in: request.workspace, at: request.place)
    let norm = request.workspace.settings.norm
    let words = BoundText(numbers: request.numbers)
    let bars = try network.elements.compactMap { element -> (name: String, value: Double, text: String)? in
      guard let stored = network.only(element.name) else { return nil }
      let single = try Subject(
        stored, named: element.name, mode: request.workspace.mode, at: request.place
      ).map
      let bound = try Methods.automatic(for: single, norm: norm)
        .bound(single, norm: norm, on: .everywhere, monitor: request.monitor)
      return (
        element.name, bound.value, "\(bound.guarantee.symbol) \(words.value(bound.value, bound.guarantee))"
      )
    }
    return Scene.bars(
      bars, title: "constants of the layers of \(name), \(norm.rawValue)-norm", log: request.isLog)
  }
}
