import Language
import Training

extension Workspace {
  /// What `train` did, model by model.
  struct Training: Sendable {
    struct Run: Sendable {
      let name: String
      let result: TrainingRun
    }
    let optimizer: String
    let loss: Loss
    let rate: Double
    let runs: [Run]
  }

  /// What the last training did with models; without names with all of them.
  func lastRuns(of names: [String], at place: Range<Int>?) throws(Problem) -> [Training.Run] {
    guard let training = lastTraining else {
      throw Problem(
        .badValue, "nothing was trained yet", hints: ["train steps 100 lr 0.1   trains the current model"],
        at: place)
    }
    guard !names.isEmpty else { return training.runs }
    var runs: [Training.Run] = []
    for name in names {
      guard let run = training.runs.first(where: { $0.name == name }) else {
        throw Problem(
          .unknownName, "the last training had no '\(name)'",
          suggestions: nearest(to: name, among: training.runs.map(\.name)), at: place)
      }
      runs.append(run)
    }
    return runs
  }
}
