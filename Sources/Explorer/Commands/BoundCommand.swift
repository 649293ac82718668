import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// `bound`: a number that the constant is not above, or the constant itself.
struct BoundCommand: WorkspaceCommand, TargetedCommand {
  static let name = "bound"
  static let summary = "bound the Lipschitz constant from above, or say it exactly"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("target", \.target, "a layer, a model or a function; without it the model", role: .positional),
    Parameter("norm", \.norm, "the norm on both sides"),
    Parameter("method", \.method, "how; without it the tightest that is cheap"),
    Parameter("box", \.box, "only where each coordinate is in A..B", placeholder: "A..B"),
    Parameter("around", \.center, "only around a point; radius says how far"),
    Parameter("radius", \.radius, "how far around the point", placeholder: "R"),
    Parameter("ball", \.ball, "the norm of the radius; without it the bound's"),
    Parameter("mode", \.mode, "train or eval; without it the session's"),
    Parameter("batch", \.batch, "how many samples see each other in training (32)"),
  ]
  static var details: [String] {
    ["Methods:"] + Methods.bounds.map { "  \($0.name.padded(to: 13))\($0.summary)" } + [
      "", Help.automaticMethod, "explain  tells why a bound holds, and  about METHOD  where that is shown.",
    ]
  }
  static let examples = [
    Example("bound", prints: "L = 2.782368   exact, 2-norm", after: ["layer linear 5x3 seed 42"]),
    Example(
      "bound norm inf", prints: "L = 3.880160   exact, inf-norm (largest row sum)",
      after: ["layer linear 5x3 seed 42"]),
    Example("bound sigmoid", prints: "L = 0.25   exact, sigmoid, reached at x = 0"),
    Example("bound square box -1..1", prints: "L = 2   exact, square"),
  ]
  var target: Target?
  var norm: Norm?
  var method: BoundChoice?
  var box: BoxArgument?
  var center: PointArgument?
  var radius: Positive?
  var ball: BallNorm?
  var mode: Mode?
  var batch: Count?
  init() {}

  var variantParameters: [Parameter<Self>] {
    let ofMethod: [Parameter<Self>] = (method?.choice.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let choice = command.method?.choice else { preconditionFailure("bound lost its method") }
          return choice
        },
        set: { $0.method?.choice = $1 })
    }
    return ofMethod + targetParameters
  }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["target"] ?? context.verbRange
    let subject = try Subject(
      target, in: workspace, mode: mode, batch: batch?.value ?? center?.batchSize(in: workspace), at: place,
      batchRange: context.ranges["batch"])
    let norm = norm ?? workspace.settings.norm
    let method = method?.choice.method ?? Methods.automatic(for: subject.map, norm: norm)
    let domain = try domain(for: subject, norm: norm, in: workspace, context)
    do {
      let bound = try subject.bound(by: method, norm: norm, on: domain, monitor: context.monitor)
      let finding = Workspace.Finding(
        bound: bound, target: subject.name, pass: subject.pass, map: subject.map)
      workspace.lastBound = finding
      return .bound(finding)
    } catch let error as MethodError {
      throw Problem(error).at(context.ranges["method"] ?? place)
    }
  }

  private func domain(for subject: Subject, norm: Norm, in workspace: Workspace, _ context: Context)
    throws(Problem) -> Domain
  {
    if let box {
      guard center == nil else {
        throw Problem(.badValue, "either a box or a ball, not both", at: context.ranges["around"])
      }
      return .box(box.lower, box.upper)
    }
    guard let center else {
      guard radius == nil, ball == nil else {
        throw Problem(
          .badValue, "a radius needs its point", hints: ["bound around 1,2,3 radius 0.1"],
          at: context.ranges["radius"] ?? context.ranges["ball"])
      }
      return .everywhere
    }
    guard let radius else {
      throw Problem(
        .badValue, "around needs a radius", hints: ["bound around \(center.argumentText) radius 0.1"],
        at: context.ranges["around"])
    }
    let (point, name) = try center.center(of: subject, in: workspace, at: context.ranges["around"])
    return .ball(center: point, name: name, radius: radius.value, norm: ball?.norm ?? norm)
  }
}

/// A command whose target may be a function with parameters of its own, such as `alpha`.
protocol TargetedCommand: Command {
  var target: Target? { get set }
}

extension TargetedCommand {
  /// The target's own parameters, as keys of the command.
  var targetParameters: [Parameter<Self>] {
    (target?.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let target = command.target else { preconditionFailure("\(Self.name) lost its target") }
          return target
        },
        set: { $0.target = $1 })
    }
  }
}

/// `-1..1`: every coordinate between two numbers.
struct BoxArgument: ArgumentValue {
  let lower: Double
  let upper: Double

  init(_ argument: Argument) throws(ArgumentError) {
    guard case .range(let lower, let upper, let step) = argument.value, step == nil else {
      throw ArgumentError("a box is a range, such as -1..1")
    }
    guard lower < upper else {
      throw ArgumentError(
        "the box \(argument.text) is empty: write the smaller number first", reason: .outOfRange)
    }
    (self.lower, self.upper) = (lower, upper)
  }

  static let placeholder = "A..B"
  var argumentText: String { "\(NumberFormat.shortest(lower))..\(NumberFormat.shortest(upper))" }
}

/// The norm in which a ball is round.
enum BallNorm: String, CaseIterable, ArgumentValue {
  case two = "2"
  case infinity = "inf"
  var norm: Norm { self == .two ? .two : .infinity }
}
