import Plotting
import Training

/// How long the loss's gradient is in each layer, at the start of the last training and at its end.
enum GradientsChart: Chart {
  static let name = "gradients"
  static let summary = "the first and last gradient of each layer in the last training"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let runs = try request.workspace.lastRuns(of: request.target.map { [$0.name] } ?? [], at: request.place)
    let bars = runs.flatMap { run in
      run.result.gradients.map { gradient in
        (
          name: runs.count > 1 ? "\(run.name).\(gradient.name)" : gradient.name, value: gradient.first,
          text: "\(text(gradient.first, request)) -> \(text(gradient.last, request))"
        )
      }
    }
    return Scene.bars(
      bars, title: "gradient norms of \(runs.map(\.name).joined(separator: ", ")): first iteration -> last",
      log: request.isLog)
  }

  /// The norm; where it is no more than rounding, that.
  private static func text(_ norm: Double, _ request: ChartRequest) -> String {
    norm > 0 && norm < 1e-8 ? "below 1e-8" : request.numbers.exact(norm)
  }
}
