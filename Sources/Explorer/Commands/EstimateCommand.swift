import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// `estimate eps 1e-6`: looks at the network and says how steep it is at least.
struct EstimateCommand: WorkspaceCommand, TargetedCommand {
  static let name = "estimate"
  static let summary = "look at the network: a number that the constant is not below"
  static let group = CommandGroup.bound
  static let parameters: [Parameter<Self>] = [
    Parameter("target", \.target, "a layer, a model or a function; without it the model", role: .positional),
    Parameter("eps", \.eps, "the step between the points of a pair (1e-6)", placeholder: "E"),
    Parameter("samples", \.samples, "how many points or pairs (1000)", placeholder: "N"),
    Parameter("method", \.method, "how; without it pairs, for a function grid", placeholder: "M"),
    Parameter("seed", \.seed, "where the random numbers start (0)", placeholder: "S"),
    Parameter("norm", \.norm, "the norm on both sides"),
    Parameter("from", \.from, "only where each coordinate is above A", placeholder: "A"),
    Parameter("to", \.to, "and below B", placeholder: "B"),
    Parameter("points", \.points, "how many points the grid has (1000)", placeholder: "N"),
    Parameter("at", \.center, "only at a point"),
  ]
  static var details: [String] {
    ["Methods:"] + Methods.estimates.map { "  \($0.name.padded(to: 11)) \($0.summary)" }
      + ["explain estimate  shows the witness: the points at which anybody can recompute the number."]
  }
  static let examples = [
    Example("estimate eps 1e-6", prints: "L ≥ 2.7", after: ["layer linear 5x3 seed 42"]),
    Example("estimate sigmoid from -5 to 5 points 1000", prints: "L ≥ 0.249999   steepest of 999 intervals"),
    Example(
      "estimate method jacobian samples 200", prints: "L ≥ 2.782367   largest |J| at a sampled point",
      after: ["layer linear 5x3 seed 42"]),
  ]
  var target: Target?
  var eps: GivenArgument?
  var samples: GivenArgument?
  var method: EstimateChoice?
  var seed: GivenArgument?
  var norm: Norm?
  var from: Double?
  var to: Double?
  var points: GivenArgument?
  var center: PointArgument?
  init() {}

  var variantParameters: [Parameter<Self>] { targetParameters }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["target"] ?? context.verbRange
    let (name, network) = try Target.resolve(target, in: workspace, at: place)
    let method = try configured(for: network, in: workspace, context)
    let domain = try domain(for: network, in: workspace, context)
    do {
      let bound = try method.bound(
        network, norm: norm ?? workspace.settings.norm, on: domain, monitor: context.monitor)
      let finding = Workspace.Finding(bound: bound, target: name)
      workspace.lastEstimate = finding
      return .estimate(finding)
    } catch let error as MethodError {
      if case .stepTooSmall = error { throw Problem(error).at(context.ranges["eps"] ?? place) }
      throw Problem(error).at(context.ranges["method"] ?? place)
    }
  }

  /// The method with what was written for it; a word that it does not know is an error at that word.
  private func configured(for network: Network, in workspace: Workspace, _ context: Context) throws(Problem)
    -> any BoundMethod
  {
    var choice = method?.choice ?? MethodChoice(target?.function == nil ? PairSampling() : Grid())
    let given = [("eps", eps), ("samples", samples), ("seed", seed), ("points", points)]
    for (label, value) in given {
      guard let argument = value?.argument, let range = context.ranges[label] else { continue }
      guard let parameter = choice.parameters.first(where: { $0.label == label }) else {
        let takes = choice.parameters.map(\.label).joined(separator: ", ")
        throw Problem(
          .unknownOption, "method \(choice.argumentText) takes no \(label)",
          hints: takes.isEmpty ? [] : ["it takes \(takes)"], at: range)
      }
      do throws(ArgumentError) {
        try parameter.set(&choice, to: argument)
      } catch {
        throw Problem(error, argument: argument, label: label, at: range)
      }
    }
    guard var pairs = choice.method as? PairSampling else { return choice.method }
    pairs.isStrict = workspace.settings.isStrict
    return pairs
  }

  private func domain(for network: Network, in workspace: Workspace, _ context: Context) throws(Problem)
    -> Domain
  {
    if let center {
      let (point, name) = try center.center(
        count: network.inputShape.count, in: workspace, at: context.ranges["at"])
      return .ball(center: point, name: name, radius: 0, norm: .two)
    }
    guard from != nil || to != nil else { return .everywhere }
    let usual = Grid.usualRange(of: network)
    let (lower, upper) = (from ?? usual.lower, to ?? usual.upper)
    guard lower < upper else {
      throw Problem(
        .outOfRange,
        "the range from \(NumberFormat.shortest(lower)) to \(NumberFormat.shortest(upper)) is empty",
        at: context.ranges["to"] ?? context.ranges["from"])
    }
    return .box(lower, upper)
  }
}

/// An argument that a chosen method will read.
struct GivenArgument: ArgumentValue {
  let argument: Argument
  init(_ argument: Argument) throws(ArgumentError) { self.argument = argument }
  static let placeholder = "X"
  var argumentText: String { argument.text }
}
