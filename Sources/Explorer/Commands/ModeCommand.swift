import Networks
import Parameters

/// `mode eval`: whether networks are being trained or used.
struct ModeCommand: WorkspaceCommand {
  static let name = "mode"
  static let summary = "train or use: dropout and batchnorm differ"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "mode", \.mode, "train, as at the start, or eval; without it the mode is shown", role: .positional)
  ]
  static let details = [
    "In training dropout drops and batchnorm takes the mean and variance of each batch; in use dropout does nothing and batchnorm takes the running statistics, which every training forward has moved."
  ]
  static let examples = [
    Example("mode eval", prints: "mode eval"),
    Example("mode", prints: "mode train"),
  ]
  var mode: Mode?
  init() {}

  func run(in workspace: inout Workspace, context _: Context) throws -> Value {
    if let mode {
      workspace.mode = mode
      workspace.lastBound = nil
      workspace.lastEstimate = nil
    }
    return .done(
      "mode \(workspace.mode.rawValue)", JSON.record(["mode": .string(workspace.mode.rawValue)]).members)
  }
}
