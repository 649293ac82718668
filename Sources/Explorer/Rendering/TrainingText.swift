import LinearAlgebra
import Networks
import TerminalText
import Training

/// Losses in words.
struct TrainingText {
  let numbers: NumberFormat

  /// A loss; below 1e-15 its digits would be those of rounding.
  func loss(_ value: Double) -> String {
    value >= 0 && value < 1e-15 ? "below 1e-15" : numbers.text(value)
  }

  /// A line for each model.
  func lines(_ training: Workspace.Training) -> [StyledText] {
    let width = training.runs.reduce(0) { max($0, $1.name.columns) }
    return training.runs.map { run in
      let name = run.name.padded(to: width)
      let losses = run.result.losses
      if let divergence = run.result.divergence {
        return StyledText(
          "\(name)   diverged at iteration \(divergence) \(kept(run.result, divergence))", .warning)
      }
      if losses.count > 1, run.result.isFlat {
        return StyledText(
          "loss \(name)   \(loss(losses[0])) flat   (\(stillness(run.result, training.rate)))")
      }
      let steps = Value.count(losses.count, "step")
      guard losses.count > 1 else { return StyledText("\(name)   \(loss(losses[0]))   before the only step") }
      return StyledText("\(name)   \(loss(losses[0])) -> \(loss(losses[losses.count - 1]))   in \(steps)")
    }
  }

  private func kept(_ run: TrainingRun, _ divergence: Int) -> String {
    let last = run.losses[run.losses.count - 1]
    let isLoss = run.losses.count > divergence && !(last <= Trainer.largestLoss)
    let reason = isLoss ? (last.isNaN ? "loss is no number" : "loss > 1e300") : "a weight is no number"
    return "(\(reason))   weights of iteration \(max(0, divergence - 1)) kept"
  }

  private func stillness(_ run: TrainingRun, _ rate: Double) -> String {
    if rate == 0 { return "lr 0: no weight moves" }
    return run.gradients.allSatisfy { $0.first == 0 } ? "the gradient is 0" : "no step changes it"
  }

  /// A line for each model: its first, last and smallest loss.
  func comparison(_ runs: [Workspace.Training.Run]) -> [StyledText] {
    let width = runs.reduce(0) { max($0, $1.name.columns) }
    let cells = runs.map { run in
      [run.result.first, run.result.last, run.result.best].map(loss)
    }
    let widths = (0..<3).map { column in cells.reduce(0) { max($0, $1[column].columns) } }
    return zip(runs, cells).map { run, cells in
      let texts = zip(["first", "last", "best"], zip(cells, widths)).map { "\($0) \($1.0.padded(to: $1.1))" }
      return StyledText("\(run.name.padded(to: width))   \(texts.joined(separator: "   "))".trimmingBlanks)
    }
  }
}

extension TrainingRun {
  var first: Double { losses[0] }
  var last: Double { losses[losses.count - 1] }
  /// The smallest loss that is a number.
  var best: Double { losses.lazy.filter { !$0.isNaN }.min() ?? .nan }

  var ends: [JSON.Member] {
    JSON.record(["first": .number(first), "last": .number(last), "best": .number(best)]).members
  }
}

extension Workspace.Training {
  var json: [JSON.Member] {
    let models = runs.map { run in
      JSON.record([
        "name": .string(run.name), "steps": .int(run.result.losses.count), "first": .number(run.result.first),
        "last": .number(run.result.last), "diverged": run.result.divergence.map { .int($0) } ?? .null,
        "losses": .numbers(run.result.losses),
      ])
    }
    return JSON.record([
      "optimizer": .string(optimizer), "loss": .string(loss.rawValue), "lr": .number(rate),
      "models": .array(models),
    ]).members
  }
}
