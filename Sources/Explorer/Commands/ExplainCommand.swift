import Lipschitz
import Networks
import Parameters

/// `explain`: why the last bound holds.
struct ExplainCommand: WorkspaceCommand {
  static let name = "explain"
  static let summary = "say why: the reasons of a bound, down to what can be recomputed by hand"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("what", \.subject, "bound, estimate, error, or a layer, a model, a function", role: .positional)
  ]
  static let examples = [
    Example("explain bound", prints: "L = 2.782368   exact, 2-norm", after: ["layer linear 5x3 seed 42"]),
    Example("explain sigmoid", prints: "L = 0.25   exact, sigmoid, reached at x = 0"),
  ]
  var subject: ExplainSubject?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    switch subject {
    case .estimate?:
      if let finding = workspace.lastEstimate { return .explanation(finding) }
      guard case .estimate(let finding) = try EstimateCommand().run(in: &workspace, context: context) else {
        break
      }
      return .explanation(finding)
    case .target(let target)?: return try bound(target, in: &workspace, context)
    case .bound?:
      return try workspace.lastBound.map { .explanation($0) } ?? bound(nil, in: &workspace, context)
    case .error?: return explained(workspace.lastProblem)
    case nil:
      if let finding = workspace.lastFinding { return .explanation(finding) }
      return try bound(nil, in: &workspace, context)
    }
    throw Problem(.internal, "nothing to explain", at: context.verbRange)
  }

  private func bound(_ target: Target?, in workspace: inout Workspace, _ context: Context) throws -> Value {
    var command = BoundCommand()
    command.target = target
    do {
      let value = try command.run(in: &workspace, context: context)
      guard case .bound(let finding) = value else { return value }
      return .explanation(finding)
    } catch var problem as Problem {
      if let place = context.ranges["what"] { problem.range = place }
      throw problem
    }
  }

  private func explained(_ problem: Problem?) -> Value {
    guard let problem else { return .done("there was no error yet", []) }
    let help = Help.reading(for: problem.code)
    return .done(([problem.sentence] + problem.hints + [help]).joined(separator: "\n"), [])
  }
}

/// What `explain` explains.
enum ExplainSubject: ArgumentValue {
  case bound, estimate, error
  case target(Target)

  init(_ argument: Argument) throws(ArgumentError) {
    switch argument.word.lowercased() {
    case "bound": self = .bound
    case "estimate": self = .estimate
    case "error": self = .error
    default: self = .target(try Target(argument))
    }
  }

  static let placeholder = "bound|estimate|error|NAME"
  static let completion = Completion.targetsOr(["bound", "estimate", "error"])
  var argumentText: String {
    switch self {
    case .bound: "bound"
    case .estimate: "estimate"
    case .error: "error"
    case .target(let target): target.name
    }
  }
}
