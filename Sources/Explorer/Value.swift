import LinearAlgebra
import Lipschitz
import Networks

/// What a command gives: the closed list in which commands and renderers meet.
enum Value: Sendable {
  case layer(LayerReport)
  case model(Workspace.Model)
  case models([Workspace.Model], current: String?)
  case data(name: String, Workspace.Batch)
  case imported(Import)
  case bound(Workspace.Finding)
  case estimate(Workspace.Finding)
  case bracket(BracketReport)
  case explanation(Workspace.Finding)
  case comparison([Comparison], showsRatio: Bool)
  /// How far a point keeps its class; the point has a name.
  case robustness(Robustness, at: String)
  case certificate(CertificateReport)
  case training(Workspace.Training)
  /// The losses of models in the last training.
  case losses([Workspace.Training.Run])
  case normalization(Normalization)
  case forward(input: String?, Matrix, shape: Shape)
  case plot(Drawing)
  case list([Entry])
  case help(HelpPage)
  case lesson(LessonPage)
  /// A file that was written; `strays` are paths in it that lead a script nowhere.
  case file(String, bytes: Int, strays: [String] = [])
  case number(Double)
  /// A sentence, and what was set under its own key.
  case done(String, [JSON.Member])
  /// What another run of the interpreter printed, `source` or `rerun`; of `replay` with the commands.
  case transcript([Execution], showsCommands: Bool = false)
  /// A file that whoever runs the session is to play, step by step.
  case replay(ReplayPlan)
  case leave(status: Int32)

  /// One layer and what is known of it.
  struct LayerReport: Sendable {
    let element: Network.Element
    let model: String
    let bound: LipschitzBound?
    /// Whether the weights are shown.
    let isDetailed: Bool
  }

  /// A layer whose weights were scaled down, with its constant before and after.
  struct Normalization: Sendable {
    let element: Network.Element
    let model: String
    let before: LipschitzBound
    let after: LipschitzBound
    /// What the weights were multiplied by; 1 where they were small enough.
    let factor: Double
  }

  /// A row of a comparison: a bound, or why there is none.
  struct Comparison: Sendable {
    let name: String
    let result: Result<LipschitzBound, Problem>
    /// How long it took, for who waits at a terminal.
    var seconds: Double?
  }

  /// A line of the history.
  struct Entry: Sendable {
    let number: Int
    let text: String
    let isOK: Bool
  }

  /// The number that `$_` and `let` take from a value.
  var number: Double? {
    switch self {
    case .bound(let finding), .estimate(let finding), .explanation(let finding): finding.bound.value
    case .bracket(let report): report.result.upper.value
    case .layer(let report): report.bound?.value
    case .number(let number): number
    default: nil
    }
  }
}
