import Language
import Networks
import Parameters

/// `show linear1`: what a layer, a model, a batch or a variable holds.
struct ShowCommand: WorkspaceCommand {
  static let name = "show"
  static let summary = "show a layer with its weights, a model or a batch"
  static let group = CommandGroup.build
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "name", \.target, "what to show; without it the current model", role: .positional, placeholder: "NAME")
  ]
  static let examples = [
    Example("show linear1", prints: "linear1   linear 3 -> 5", after: ["layer linear 5x3 seed 42"])
  ]
  var target: Target?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    if let name = target?.name, let value = workspace.value(named: name) { return value }
    let (name, network) = try Target.resolve(
      target, in: workspace, at: context.ranges["name"] ?? context.verbRange)
    if name.contains("."), let element = network.elements.first {
      return .layer(Value.LayerReport(element: element, model: name, bound: nil, isDetailed: true))
    }
    return .model(Workspace.Model(name: name, network: network))
  }
}

/// `layers`: the layers of the current model.
struct LayersCommand: WorkspaceCommand {
  static let name = "layers"
  static let summary = "list the layers of the model"
  static let group = CommandGroup.build
  static let examples = [
    Example("layers", prints: "net   3 -> 5   20 parameters", after: ["layer linear 5x3 seed 42"])
  ]
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let (name, network) = try Target.resolve(nil, in: workspace, at: context.verbRange)
    return .model(Workspace.Model(name: name, network: network))
  }
}
