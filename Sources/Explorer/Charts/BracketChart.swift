import LinearAlgebra
import Lipschitz
import Networks
import Plotting

/// What is known from below and from above.
enum BracketChart: Chart {
  static let name = "bracket"
  static let summary = "lower and upper bounds, and where L lies; after bracket, how they came together"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let subject = try Subject(request.target, in: request.workspace, at: request.place)
    if let report = request.workspace.lastBracket, request.target?.function == nil,
      report.target == subject.name, report.pass == subject.pass, report.result.hasCourse
    {
      return Scene.bracketing(
        report.result.history.map { ($0.steps, $0.lower, $0.upper) },
        title: "\(report.target), \(report.result.upper.norm.rawValue)-norm",
        step: "\(report.result.unit)s")
    }
    // One mask for what looks from below, and every mask for what is above.
    let masked = try Subject(
      request.target, in: request.workspace, masks: .drawn(EstimateCommand.maskStream(seed: 0)),
      at: request.place)
    let norm = request.workspace.settings.norm
    let below: [any BoundMethod] =
      request.target?.function == nil ? [PairSampling(), JacobianSampling()] : [Grid()]
    let lower = try below.compactMap { method in
      // Of a network that is too wide for one method the other tells.
      do { return try bound(method, masked.map, norm, request) } catch MethodError.needs { return nil }
    }
    let upper = try bound(Methods.automatic(for: subject.map, norm: norm), subject.map, norm, request)
    // What was found already counts, where it is better; a function's name does not say its parameters.
    let isFunction = request.target?.function != nil
    let known =
      isFunction
      ? []
      : [request.workspace.lastEstimate, request.workspace.lastBound].compactMap { $0 }
        .filter { $0.target == subject.name && $0.pass == subject.pass }.map(\.bound)
        .filter { $0.norm == norm && $0.domain == .everywhere }
    let above = best((known + [upper]).filter { $0.guarantee.contains(.upper) }, isBetter: <)
    let seen = best((known + lower).filter { $0.guarantee.contains(.lower) }, isBetter: >)
    return Scene.bracket(
      lower: seen.map { named($0, request) }, upper: above.map { named($0, request) },
      title: "\(subject.name), \(norm.rawValue)-norm")
  }

  /// The best bound of each method, in the order in which methods come.
  private static func best(_ bounds: [LipschitzBound], isBetter: (Double, Double) -> Bool) -> [LipschitzBound]
  {
    var result: [LipschitzBound] = []
    for bound in bounds {
      if let index = result.firstIndex(where: { $0.method == bound.method }) {
        if isBetter(bound.value, result[index].value) { result[index] = bound }
      } else {
        result.append(bound)
      }
    }
    return result
  }

  private static func bound(
    _ method: any BoundMethod, _ network: Network, _ norm: Norm, _ request: ChartRequest
  ) throws -> LipschitzBound {
    try method.bound(network, norm: norm, on: .everywhere, monitor: request.monitor)
  }

  private static func named(_ bound: LipschitzBound, _ request: ChartRequest) -> Scene.NamedBound {
    (
      bound.method, bound.value,
      BoundText(numbers: request.numbers).value(bound.value, bound.guarantee)
    )
  }
}
