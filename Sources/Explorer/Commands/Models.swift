import Language
import Networks
import Parameters

/// `use A`: makes a model the current one.
struct UseCommand: WorkspaceCommand {
  static let name = "use"
  static let summary = "make a model the current one"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.model, "a model", role: .positional, required: true)
  ]
  static let examples = [
    Example("use A", prints: "A   10 -> 10", after: ["model A: linear 10x10", "model B"])
  ]
  var model = ModelName()
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let found = try model.find(in: workspace, at: context.ranges["name"])
    workspace.currentName = found.name
    workspace.lastBound = nil
    workspace.lastEstimate = nil
    return .model(found)
  }
}

/// `models`: a line a model.
struct ModelsCommand: WorkspaceCommand {
  static let name = "models"
  static let summary = "list the models"
  static let group = CommandGroup.build
  static let examples = [
    Example("models", prints: "* A      3 -> 5   1 layer", after: ["model A: linear 5x3"])
  ]
  init() {}

  func run(in workspace: inout Workspace, context _: Context) throws -> Value {
    .models(workspace.models, current: workspace.currentName)
  }
}

/// `copy A as B`: a model once more.
struct CopyCommand: WorkspaceCommand {
  static let name = "copy"
  static let summary = "copy a model"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.model, "the model", role: .positional, required: true),
    Parameter("as", \.label, "the copy's name", required: true, placeholder: "NAME"),
  ]
  static let examples = [Example("copy A as B", prints: "B   3 -> 5", after: ["model A: linear 5x3"])]
  var model = ModelName()
  var label = ""
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let found = try model.find(in: workspace, at: context.ranges["name"])
    try workspace.checkFree(label, at: context.ranges["as"])
    workspace.store(found.network, named: label)
    return .model(Workspace.Model(name: label, network: found.network))
  }
}

/// `rename A as B`: another name for a model.
struct RenameCommand: WorkspaceCommand {
  static let name = "rename"
  static let summary = "give a model another name"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.model, "the model", role: .positional, required: true),
    Parameter("as", \.label, "its new name", required: true, placeholder: "NAME"),
  ]
  static let examples = [Example("rename A as B", prints: "A is now B", after: ["model A: linear 5x3"])]
  var model = ModelName()
  var label = ""
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let found = try model.find(in: workspace, at: context.ranges["name"])
    try workspace.checkFree(label, at: context.ranges["as"])
    guard workspace.model(named: label) == nil else {
      throw Problem(.badValue, "there is a model '\(label)' already", at: context.ranges["as"])
    }
    for index in workspace.models.indices where workspace.models[index].name == found.name {
      workspace.models[index].name = label
    }
    if workspace.currentName == found.name { workspace.currentName = label }
    return .done("\(found.name) is now \(label)", JSON.record(["name": .string(label)]).members)
  }
}

/// `drop A`: forgets a model, a batch or a variable.
struct DropCommand: WorkspaceCommand {
  static let name = "drop"
  static let summary = "forget a model, a batch or a variable"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.target, "what to forget", role: .positional, required: true, placeholder: "NAME")
  ]
  static let examples = [Example("drop A", prints: "dropped A", after: ["model A: linear 5x3"])]
  var target = ModelName()
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let name = target.name
    let before = workspace.models.count
    workspace.models.removeAll { $0.name == name }
    let isModel = workspace.models.count < before
    if isModel, workspace.currentName == name { workspace.currentName = workspace.models.last?.name }
    if isModel {
      workspace.lastBound = nil
      workspace.lastEstimate = nil
    }
    let isKnown =
      isModel || workspace.data.removeValue(forKey: name) != nil
      || workspace.variables.removeValue(forKey: name) != nil
    guard isKnown else {
      throw Problem(
        .unknownName, "nothing is called '\(name)'", suggestions: nearest(to: name, among: workspace.names),
        at: context.ranges["name"])
    }
    return .done("dropped \(name)", JSON.record(["name": .string(name)]).members)
  }
}

/// The name of a model.
struct ModelName: ArgumentValue {
  var name = ""
  init() {}
  init(_ argument: Argument) throws(ArgumentError) { name = argument.word }
  static let placeholder = "MODEL"
  static let completion = Completion.models
  var argumentText: String { name }

  func find(in workspace: Workspace, at range: Range<Int>?) throws(Problem) -> Workspace.Model {
    guard let model = workspace.model(named: name) else {
      throw Problem(
        .unknownName, "no model is called '\(name)'",
        suggestions: nearest(to: name, among: workspace.models.map(\.name)), hints: ["models lists them"],
        at: range)
    }
    return model
  }
}
