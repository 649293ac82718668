import Plotting
import Training

/// The losses of the last training, a curve for each model.
enum LossChart: Chart {
  static let name = "loss"
  static let summary = "the losses of the last training"

  static func scene(_ request: ChartRequest) throws -> Scene {
    let runs = try request.workspace.lastRuns(of: request.target.map { [$0.name] } ?? [], at: request.place)
    let curves = runs.map { run in
      // Where training diverged, the curve ends in no number.
      let isDiverged = run.result.divergence != nil
      let finite = run.result.losses.filter { $0 <= Trainer.largestLoss }
      return (name: run.name, values: isDiverged ? finite + [.infinity] : finite)
    }
    return Scene.convergence(
      curves, title: "loss of \(runs.map(\.name).joined(separator: ", "))", step: "iteration",
      log: request.isLog)
  }
}
