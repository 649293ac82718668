import Plotting
import Training

/// How long the loss's gradient is in each layer at the start of the last training: bars for a model, else a curve for
/// each.
enum GradientsChart: Chart {
  static let name = "gradients"
  static let summary = "how long the gradient is in each layer of what was trained last"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let runs = try request.workspace.lastRuns(of: request.target.map { [$0.name] } ?? [], at: request.place)
    guard let run = runs.first, runs.count == 1 else { return curves(runs, log: request.isLog) }
    let bars = run.result.gradients.map { gradient in
      let texts = [gradient.first, gradient.last].map { text($0, request) }
      return (name: gradient.name, value: gradient.first, text: texts.joined(separator: " -> "))
    }
    return Scene.bars(
      bars, title: "gradient norms of \(run.name) at the first iteration -> the last", log: request.isLog)
  }

  private static func curves(_ runs: [Workspace.Training.Run], log: Bool) -> Scene {
    let marks = runs.enumerated().map { index, run in
      let points = run.result.gradients.enumerated().map { Point(Double($0 + 1), $1.first) }
      return Mark.line(points, Series(run.name, index: index))
    }
    let title = "gradient norms of \(runs.map(\.name).joined(separator: ", ")) at the first iteration"
    return Scene(panels: [
      Panel(title: title, x: Axis("trained layer"), y: Axis(scale: log ? .log : .linear), marks: marks)
    ])
  }

  /// A norm; where it is no more than rounding, that.
  private static func text(_ norm: Double, _ request: ChartRequest) -> String {
    norm > 0 && norm < 1e-9 ? "below 1e-9" : request.numbers.exact(norm)
  }
}
