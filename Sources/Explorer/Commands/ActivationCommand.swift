import Networks
import Parameters
import TerminalText

/// `activation relu`: the same as `layer relu`.
struct ActivationCommand: WorkspaceCommand {
  static let name = "activation"
  static let summary = "add an activation to the model; the same as layer NAME"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("name", \.choice, "which function", role: .positional, required: true, placeholder: "NAME"),
    Parameter("input", \.layer.input, "the shape of one input, for a first layer"),
    Parameter("as", \.layer.label, "the layer's name", placeholder: "NAME"),
  ]
  static var details: [String] {
    ["Activations:"] + Activations.all.map { "  \($0.name.padded(to: 11)) \($0.summary)" }
  }
  static let examples = [
    Example("activation relu", prints: "relu1     relu 5 -> 5", after: ["layer linear 5x3 seed 42"])
  ]

  var choice: ActivationChoice?
  var layer = LayerCommand()
  init() {}

  var variantParameters: [Parameter<Self>] {
    (choice?.choice.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let choice = command.choice else { preconditionFailure("the activation lost its name") }
          return choice.choice
        },
        set: { $0.choice?.choice = $1 })
    }
  }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    var command = layer
    command.choice = choice?.choice
    return try command.run(in: &workspace, context: context)
  }
}

/// A kind of layer that is a function of one variable.
struct ActivationChoice: ArgumentValue {
  var choice: LayerChoice

  init(_ argument: Argument) throws(ArgumentError) {
    guard Vocabulary.functions.contains(argument.word.lowercased()) else {
      throw ArgumentError(
        "unknown activation '\(argument.text)'", reason: .unknownLayer, candidates: Vocabulary.functions)
    }
    choice = try LayerChoice(argument)
  }

  static let placeholder = "NAME"
  static let completion = Completion.words(Vocabulary.functions)
  var argumentText: String { choice.argumentText }
}
