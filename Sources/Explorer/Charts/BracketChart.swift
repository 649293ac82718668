import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// What is known from below and from above.
enum BracketChart: Chart {
  static let name = "bracket"
  static let summary = "lower and upper bounds on one line, and where L lies"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let subject = try Subject(request.target, in: request.workspace, at: request.place)
    // One mask for what looks from below, and every mask for what is above.
    let masked = try Subject(
      request.target, in: request.workspace, masks: .drawn(EstimateCommand.maskStream(seed: 0)),
      at: request.place)
    let norm = request.workspace.settings.norm
    let below: [any BoundMethod] =
      request.target?.function == nil ? [PairSampling(), JacobianSampling()] : [Grid()]
    let lower = try below.map { try named($0, masked.map, norm, request) }
    let upper = try [Methods.automatic(for: subject.map, norm: norm)].map {
      try named($0, subject.map, norm, request)
    }
    return Scene.bracket(lower: lower, upper: upper, title: "\(subject.name), \(norm.rawValue)-norm")
  }

  private static func named(
    _ method: any BoundMethod, _ network: Network, _ norm: Norm, _ request: ChartRequest
  ) throws -> Scene.NamedBound {
    let bound = try method.bound(network, norm: norm, on: .everywhere, monitor: request.monitor)
    let text = BoundText(numbers: request.numbers).value(bound.value, bound.guarantee)
    return (type(of: method).name, bound.value, text)
  }
}
