import LinearAlgebra
import Lipschitz
import Networks
import Parameters

/// `robust x radius 0.1`: up to which distance the class of a point holds.
struct RobustCommand: WorkspaceCommand {
  static let name = "robust"
  static let summary = "prove how far a point keeps its class, and look for one that does not"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "point", \.point, "numbers, or the name of a batch, whose first point counts", role: .positional,
      required: true),
    Parameter("radius", \.radius, "how far the class should hold", required: true, placeholder: "R"),
    Parameter("norm", \.norm, "the norm of distances"),
  ]
  static let details = [
    "The class is the largest output; of a single output, 1 where it is positive.",
    "The margin over the bound of the difference of two outputs is a distance within which the other class cannot win. "
      + "The point found on the other side is a proof, too: its class is certain.",
    "A network that has modes is taken in use, as by  mode eval.",
    "explain  tells why the bound of the nearest class holds.",
  ]
  static let examples = [
    Example(
      "robust 1,2,3 radius 0.1", prints: "class 2, proven within 0.1",
      after: ["layer linear 5x3 seed 42"]),
    Example(
      "robust 1,2,3 radius 2 norm inf", prints: "class 2 does not hold within 2",
      after: ["layer linear 5x3 seed 42"]),
  ]
  var point: PointArgument?
  var radius: Positive?
  var norm: Norm?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let (name, network) = try Target.resolve(nil, in: workspace, at: context.verbRange)
    guard let point, let radius else {
      throw Problem(.badValue, "robust needs a point and a radius", at: context.verbRange)
    }
    let subject = try Subject(network, named: name, mode: .eval, at: context.verbRange)
    let place = context.ranges["point"]
    guard !network.isEmpty else {
      throw Problem(.noModel, "the model has no layers yet", at: context.verbRange)
    }
    let (x, pointName) = try point.center(count: subject.map.inputShape.count, in: workspace, at: place)
    let robustness: Robustness
    do {
      robustness = try Robustness(
        of: subject.map, at: x, named: pointName, radius: radius.value,
        norm: norm ?? workspace.settings.norm, monitor: context.monitor)
    } catch let error as MethodError {
      throw Problem(error).at(place)
    }
    if let nearest = robustness.margins.first {
      workspace.lastBound = Workspace.Finding(
        bound: nearest.bound, target: "class \(robustness.winner) - class \(nearest.other)",
        pass: subject.pass)
    }
    return .robustness(robustness, at: pointName)
  }
}
