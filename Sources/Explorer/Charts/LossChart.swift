import Plotting
import Training

/// The losses of the last training, a curve for each model.
enum LossChart: Chart {
  static let name = "loss"
  static let summary = "the losses of the last training"

  /// On a logarithmic axis smaller losses are drawn here: they are no more than rounding.
  private static let floor = 1e-15

  static func scene(_ request: ChartRequest) throws -> Scene {
    let runs = try request.workspace.lastRuns(of: request.target.map { [$0.name] } ?? [], at: request.place)
    var title = "loss of \(runs.map(\.name).joined(separator: ", "))"
    let isCut = request.isLog && runs.contains { $0.result.losses.contains { $0 < floor } }
    if isCut { title += "   (what is below 1e-15 is rounding)" }
    let curves = runs.map { run in
      // Where training diverged, the curve ends in no number.
      let losses =
        run.result.divergence.map { run.result.losses.prefix($0) + [.infinity] } ?? run.result.losses[...]
      return (name: run.name, values: losses.map { isCut ? max($0, floor) : $0 })
    }
    return Scene.convergence(curves, title: title, step: "iteration", log: request.isLog)
  }
}
