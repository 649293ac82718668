import LinearAlgebra
import Lipschitz
import Plotting

/// A sweep of steps: how far each quotient is off the derivative, or the quotients themselves.
enum StepsChart: Chart {
  static let name = "eps"
  static let summary = "the last sweep of estimate eps A..B: too large a step bends, too small a step rounds"

  static func scene(_ request: ChartRequest) throws -> Scene {
    guard let finding = request.workspace.lastSweep else {
      throw Problem(
        .badValue, "there is no sweep yet", hints: ["estimate method deck eps 1e-1..1e-8   then   plot eps"],
        at: request.place)
    }
    let errors = finding.sweep.compactMap { row in row.bound.directionalError.map { (row.step, $0) } }
    let hasErrors = errors.count == finding.sweep.count
    let points = hasErrors ? errors : finding.sweep.map { ($0.step, $0.bound.value) }
    return Scene.sweep(
      points.map { Point($0.0, $0.1) },
      title: hasErrors
        ? "how far \(finding.target)'s quotient is off the derivative, against the step"
        : "\(finding.target): the estimate against the step")
  }
}
