import Language
import LinearAlgebra
import Networks
import Parameters

/// `model ffn: linear 20x10, relu, linear 5x20`: a model with its layers.
struct ModelCommand: WorkspaceCommand {
  static let name = "model"
  static let summary = "start a model, with its layers if you like"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let takesItems = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.label, "the model's name", role: .positional, required: true, placeholder: "NAME")
  ]
  static let details = [
    "Behind a colon stand the layers, between commas; repeat N makes several of one.",
    "A model of that name is replaced.",
  ]
  static let examples = [
    Example("model ffn: linear 20x10, relu, linear 5x20", prints: "ffn   10 -> 20 -> 5   325 parameters"),
    Example("model A: repeat 3 linear 10x10 bias off", prints: "A   10 -> 10   300 parameters"),
    Example("model B", prints: "B   no layers yet"),
  ]

  var label = ""
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    try workspace.checkFree(label, at: context.ranges["name"])
    var network = Network()
    try Self.build(context.items ?? [], into: &network, in: &workspace, context)
    workspace.store(network, named: label)
    return .model(Workspace.Model(name: label, network: network))
  }

  /// How many layers a model may have.
  static let layerLimit = 10_000

  /// How many layers items make, those inside of blocks included; no more than just over the limit.
  private static func layerCount(of items: [Item]) -> Int {
    var count = 0
    for item in items {
      let inside =
        switch item.content {
        case .layer: 1
        case .residual(let inner): layerCount(of: inner) + 1
        }
      let (product, overflows) = inside.multipliedReportingOverflow(by: item.times?.value ?? 1)
      count += overflows ? layerLimit + 1 : min(product, layerLimit + 1)
      if count > layerLimit { return layerLimit + 1 }
    }
    return count
  }

  /// Adds items behind what a network has; behind nothing yet, they take what comes in around it.
  static func build(
    _ items: [Item], into network: inout Network, taking incoming: Shape? = nil,
    in workspace: inout Workspace, _ context: Context
  ) throws(Problem) {
    let names = BinderNames(isName: { _ in false }, allowsPrefixes: false, variable: workspace.variable)
    for item in items {
      let times = item.times?.value ?? 1
      guard network.elements.count + layerCount(of: [item]) <= layerLimit else {
        throw Problem(
          .tooLarge, "a model has at most \(layerLimit) layers", at: item.times?.range ?? item.range)
      }
      for _ in 0..<times {
        do {
          try context.monitor.step(network.elements.count)
        } catch {
          throw Problem(error)
        }
        switch item.content {
        case .layer(let operands):
          var binder = Binder<LayerCommand>(subject: "layer", names: names)
          try binder.bind(operands)
          try binder.checkRequired(at: item.range.upperBound)
          try binder.root.add(
            to: &network, taking: incoming, in: &workspace, binder.ranges, context,
            verb: item.range)
        case .residual(let inner):
          try ResidualCommand.add(
            inner, to: &network, taking: incoming, in: &workspace, at: item.range, context)
        }
      }
    }
  }
}
