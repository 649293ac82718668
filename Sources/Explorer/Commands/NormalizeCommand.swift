import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import Training

/// `normalize linear1 to 1`: scales a layer's weights until its constant is at most a number.
struct NormalizeCommand: WorkspaceCommand {
  static let name = "normalize"
  static let aliases = ["normalise"]
  static let summary = "scale a layer's weights until its constant is at most L"
  static let group = CommandGroup.bound
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "layer", \.layer, "a layer of the model, or MODEL.LAYER", role: .positional, required: true,
      placeholder: "LAYER"),
    Parameter("to", \.limit, "what the constant is at most afterwards", required: true, placeholder: "L"),
    Parameter("norm", \.norm, "the norm on both sides"),
  ]
  static let details = [
    "The bias stays: it has no part in the constant. A layer that is flat enough stays too."
  ]
  static let examples = [
    Example(
      "normalize linear1 to 1", prints: "linear1   L = 2.782368, now L = 1.000000   weights times 0.359406",
      after: ["layer linear 5x3 seed 42"]),
    Example(
      "normalize linear1 to 5 norm inf", prints: "linear1   L = 3.880160   small enough",
      after: ["layer linear 5x3 seed 42"]),
  ]
  var layer = LayerName()
  var limit: Positive?
  var norm: Norm?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let place = context.ranges["layer"] ?? context.verbRange
    let (model, element) = try layer.find(in: workspace, at: place)
    guard let limit else { throw Problem(.badValue, "normalize needs its L", at: context.verbRange) }
    guard let weighted = element.layer as? any WeightedLayer else {
      throw Problem(
        .unsupported, "\(element.name) has no weights to scale",
        hints: ["linear and conv2d layers have; those in a skip connection are trained with  constrain"],
        at: place)
    }
    let norm = norm ?? workspace.settings.norm
    let before = try Self.constant(of: weighted, named: element.name, norm, context.monitor)
    let (scaled, factor) = try weighted.limited(to: limit.value, norm: norm, monitor: context.monitor)
    let after = try Self.constant(of: scaled, named: element.name, norm, context.monitor)
    let network = model.network.replacing(element.name, with: scaled)
    if factor != 1 { workspace.update(model.name, to: network) }
    return .normalization(
      Value.Normalization(
        element: element, model: model.name, before: before, after: after, factor: factor))
  }

  private static func constant(of layer: any Layer, named name: String, _ norm: Norm, _ monitor: Monitor)
    throws
    -> LipschitzBound
  {
    var network = Network()
    try network.append(layer, named: name)
    return try Methods.automatic(for: network, norm: norm)
      .bound(network, norm: norm, on: .everywhere, monitor: monitor)
  }
}

/// The name of a layer, in the current model or as `MODEL.LAYER`.
struct LayerName: ArgumentValue {
  var name = ""
  init() {}
  init(_ argument: Argument) throws(ArgumentError) { name = argument.word }
  static let placeholder = "LAYER"
  static let completion = Completion.layers
  var argumentText: String { name }

  func find(in workspace: Workspace, at range: Range<Int>?) throws(Problem) -> (
    Workspace.Model, Network.Element
  ) {
    if let model = workspace.current, let element = model.network[name] { return (model, element) }
    if let dot = name.firstIndex(of: "."), let model = workspace.model(named: String(name[..<dot])),
      let element = model.network[String(name[name.index(after: dot)...])]
    {
      return (model, element)
    }
    guard let model = workspace.current else {
      throw Problem(.noModel, "there is no model yet", hints: ["layer linear 5x3 seed 42"], at: range)
    }
    throw Problem(
      .unknownName, "\(model.name) has no layer '\(name)'",
      suggestions: nearest(to: name, among: model.network.elements.map(\.name)), hints: ["layers lists them"],
      at: range)
  }
}
