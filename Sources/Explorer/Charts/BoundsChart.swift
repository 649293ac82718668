import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// The constant of each layer of a model, or of each of several models.
enum BoundsChart: Chart {
  static let name = "bounds"
  static let summary = "the constant of each layer, or of each of several models"
  static let takesLog = true
  static let mostTargets = 24

  static func scene(_ request: ChartRequest) throws -> Scene {
    let norm = request.workspace.settings.norm
    let bars: [(name: String, value: Double, text: String)]
    let title: String
    if request.targets.count > 1 {
      title = "bounds of \(request.targets.count) networks"
      bars = try request.targets.map { target in
        let (name, network) = try Target.resolve(target, in: request.workspace, at: request.place)
        return try bar(network, named: name, norm, request)
      }
    } else {
      let (name, network) = try Target.resolve(request.target, in: request.workspace, at: request.place)
      title = "constants of the layers of \(name)"
      bars = try network.elements.compactMap { element in
        try network.only(element.name).map { try bar($0, named: element.name, norm, request) }
      }
    }
    let scale = request.isLog ? ", by decades" : ""
    return Scene.bars(bars, title: "\(title), \(norm.rawValue)-norm\(scale)", log: request.isLog)
  }

  private static func bar(_ stored: Network, named name: String, _ norm: Norm, _ request: ChartRequest) throws
    -> (
      name: String, value: Double, text: String
    )
  {
    let map = try Subject(stored, named: name, mode: request.workspace.mode, at: request.place).map
    let bound = try Methods.automatic(for: map, norm: norm)
      .bound(map, norm: norm, on: .everywhere, monitor: request.monitor)
    let words = BoundText(numbers: request.numbers)
    return (name, bound.value, "\(bound.guarantee.symbol) \(words.value(bound.value, bound.guarantee))")
  }
}
