import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// `bracket gap 1%`: the constant from both sides, until they meet.
struct BracketCommand: WorkspaceCommand, TargetedCommand {
  static let name = "bracket"
  static let summary = "close in on the constant from both sides"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("target", \.target, "a layer, a model or a function; without it the model", role: .positional),
    Parameter("gap", \.gap, "how far apart the two sides may be, in relation", placeholder: "G"),
    Parameter(
      "steps", \.steps, "how many cells or points to look at, at most (20000, in large networks fewer cells)",
      placeholder: "N"),
    Parameter("norm", \.norm, "the norm on both sides"),
    Parameter("box", \.box, "only where each coordinate is in A..B", placeholder: "A..B"),
    Parameter("mode", \.mode, "train or eval; without it the session's"),
  ]
  static var details: [String] {
    [
      "A network that is linear in pieces is split until its constant is known; of any other the best upper bound "
        + "stands. Climbing looks for steep points, in longer and longer rounds. Ctrl-C keeps what was reached.",
      "plot bracket  shows how the sides came together.",
    ]
  }
  static let examples = [
    Example(
      "bracket", prints: "2.314485 ≤ L ≤ 2.314487   2-norm, gap below 0.0001 %",
      after: ["model small: linear 2->3 seed 42, relu, linear 3->2 seed 1"]),
    Example(
      "bracket gap 20%", prints: "2.237019 ≤ L ≤ 2.314486",
      after: ["model small: linear 2->3 seed 42, tanh, linear 3->2 seed 1"]),
  ]
  var target: Target?
  var gap: Positive = 0.01
  var steps: Count?
  var norm: Norm?
  var box: BoxArgument?
  var mode: Mode?
  init() {}

  var variantParameters: [Parameter<Self>] { targetParameters }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["target"] ?? context.verbRange
    let subject = try Subject(target, in: workspace, mode: mode, at: place)
    var bracketing = Bracketing()
    bracketing.gap = gap.value
    bracketing.steps = steps?.value
    do {
      let result = try bracketing.run(
        subject.map, norm: norm ?? workspace.settings.norm,
        on: box.map { .box($0.lower, $0.upper) } ?? .everywhere, monitor: context.monitor)
      let report = BracketReport(result: result, target: subject.name, pass: subject.pass)
      workspace.lastBound = Workspace.Finding(
        bound: result.upper, target: subject.name, pass: subject.pass, map: subject.map,
        witness: result.lower.witness)
      workspace.lastEstimate = Workspace.Finding(
        bound: result.lower, target: subject.name, pass: subject.pass)
      workspace.lastBracket = report
      return .bracket(report)
    } catch let stopped as Interrupted {
      throw Problem(stopped, of: subject.name)
    } catch let error as MethodError {
      throw Problem(error).at(place)
    }
  }
}

/// A bracket with what it belongs to.
struct BracketReport: Sendable {
  let result: Bracketing.Result
  let target: String
  let pass: Pass?
}

extension BracketReport {
  /// The fields of `DESIGN.md` 3.
  var json: [JSON.Member] {
    JSON.record([
      "lower": result.lower.json(target: target), "upper": result.upper.json(target: target),
      "gap": .number(result.gap), "steps": .int(result.steps), "stopped": .string(result.stopped.rawValue),
    ]).members
  }
}
