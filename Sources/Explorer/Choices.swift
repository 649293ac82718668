import Language
import Lipschitz
import Networks
import Parameters

/// A kind of layer with the arguments that belong to it.
struct LayerChoice: ArgumentValue {
  var kind: any LayerKind

  init(_ argument: Argument) throws(ArgumentError) {
    let word = argument.word.lowercased()
    switch argument.value {
    case .shape, .sizes: throw ArgumentError("the kind comes before the shape: layer linear \(argument.text)")
    default: break
    }
    guard let type = Layers.named(word) else {
      throw ArgumentError(
        "unknown layer kind '\(argument.text)'", reason: .unknownLayer, candidates: Layers.all.map { $0.name }
      )
    }
    kind = type.init()
  }

  static let placeholder = "KIND"
  static let completion = Completion.words(Layers.all.map { $0.name })
  var argumentText: String { type(of: kind).name }
  var name: String { type(of: kind).name }

  var parameters: [Parameter<LayerChoice>] { Self.lifted(kind) }

  private static func lifted<Kind: LayerKind>(_: Kind) -> [Parameter<LayerChoice>] {
    Kind().allParameters.map {
      $0.lifted(
        get: { choice in
          guard let kind = choice.kind as? Kind else {
            preconditionFailure("a \(Kind.name) became another kind")
          }
          return kind
        },
        set: { $0.kind = $1 })
    }
  }
}

/// A method of `bound` or of `estimate` with the arguments that belong to it.
struct MethodChoice: ArgumentValue {
  var method: any BoundMethod

  init(_ method: any BoundMethod) { self.method = method }

  init(_ argument: Argument) throws(ArgumentError) {
    try self.init(argument, among: Methods.all.map { $0.name })
  }

  /// The method of a name; `names` are those that are legal here, for the error.
  init(_ argument: Argument, among names: [String]) throws(ArgumentError) {
    let word = argument.word.lowercased()
    guard let type = Methods.all.first(where: { $0.name == word }) else {
      throw ArgumentError(
        "unknown method '\(argument.text)'", reason: .unknownMethod, candidates: names)
    }
    method = type.init()
  }

  static let placeholder = "METHOD"
  static let completion = Completion.words(Methods.all.map { $0.name })
  var argumentText: String { type(of: method).name }

  var parameters: [Parameter<MethodChoice>] { Self.lifted(method) }

  private static func lifted<Method: BoundMethod>(_: Method) -> [Parameter<MethodChoice>] {
    Method().allParameters.map {
      $0.lifted(
        get: { choice in
          guard let method = choice.method as? Method else {
            preconditionFailure("method \(Method.name) became another")
          }
          return method
        },
        set: { $0.method = $1 })
    }
  }
}

/// A method that gives upper bounds.
struct BoundChoice: ArgumentValue {
  var choice: MethodChoice
  init(_ argument: Argument) throws(ArgumentError) {
    choice = try MethodChoice(argument, among: Self.names)
    guard type(of: choice.method).guarantee.contains(.upper) else {
      throw ArgumentError(
        "\(argument.text) looks from below: estimate method \(argument.text)", candidates: Self.names)
    }
  }
  private static var names: [String] { Methods.bounds.map { $0.name } }
  static let placeholder = "METHOD"
  static var completion: Completion { .words(names) }
  var argumentText: String { choice.argumentText }
}

/// A method that looks from below.
struct EstimateChoice: ArgumentValue {
  var choice: MethodChoice
  init(_ argument: Argument) throws(ArgumentError) {
    choice = try MethodChoice(argument, among: Self.names)
    guard !type(of: choice.method).guarantee.contains(.upper) else {
      throw ArgumentError(
        "\(argument.text) gives upper bounds: bound method \(argument.text)", candidates: Self.names)
    }
  }
  private static var names: [String] { Methods.estimates.map { $0.name } }
  static let placeholder = "METHOD"
  static var completion: Completion { .words(names) }
  var argumentText: String { choice.argumentText }
}

/// A function of one variable with the arguments that belong to it.
struct FunctionChoice: Sendable {
  var function: any ScalarFunction

  init?(named name: String) {
    guard let type = Activations.all.first(where: { $0.name == name.lowercased() }) else { return nil }
    function = type.init()
  }

  var parameters: [Parameter<FunctionChoice>] { function.choiceParameters }
}

extension ScalarFunction {
  /// The function's own parameters, as those of a choice that holds it.
  fileprivate var choiceParameters: [Parameter<FunctionChoice>] {
    allParameters.map {
      $0.lifted(
        get: { choice in
          guard let function = choice.function as? Self else {
            preconditionFailure("\(Self.name) became another function")
          }
          return function
        },
        set: { $0.function = $1 })
    }
  }
}

/// A layer, a model or a function, by its name.
struct Target: ArgumentValue {
  var name: String
  var function: FunctionChoice?

  init(_ argument: Argument) throws(ArgumentError) {
    guard case .word(let word) = argument.value else {
      throw ArgumentError("'\(argument.text)' is no name of a layer, a model or a function")
    }
    name = word
    function = FunctionChoice(named: word)
  }

  static let placeholder = "LAYER|MODEL|FUNCTION"
  static let completion = Completion.targets
  var argumentText: String { name }

  /// The function's own parameters, such as `alpha`, as keys of the command.
  var parameters: [Parameter<Target>] {
    (function?.parameters ?? []).map {
      $0.lifted(
        get: { target in
          guard let function = target.function else {
            preconditionFailure("\(target.name) lost its function")
          }
          return function
        },
        set: { $0.function = $1 })
    }
  }
}

extension Target {
  /// The network that a name stands for: a layer of the current model, a model, `MODEL.LAYER`, or a function of one
  /// variable; without a name the current model.
  static func resolve(_ target: Target?, in workspace: Workspace, at range: Range<Int>?) throws(Problem)
    -> (name: String, network: Network)
  {
    guard let target else {
      guard let model = workspace.current else {
        throw Problem(
          .noModel, "there is no model yet",
          hints: ["layer linear 5x3 seed 42   makes one", "bound relu   needs none"],
          at: range)
      }
      return (model.name, model.network)
    }
    if let layer = workspace.current?.network.only(target.name) { return (target.name, layer) }
    if let model = workspace.model(named: target.name) { return (model.name, model.network) }
    if let dot = target.name.firstIndex(of: ".") {
      let model = workspace.model(named: String(target.name[..<dot]))
      let layer = String(target.name[target.name.index(after: dot)...])
      if let network = model?.network.only(layer) { return (target.name, network) }
    }
    if let function = target.function?.function { return (target.name, try network(of: function)) }
    throw unknown(target.name, in: workspace, at: range)
  }

  /// One function as a network of one coordinate.
  static func network(of function: any ScalarFunction) throws(Problem) -> Network {
    do throws(ShapeError) {
      return try Network([Elementwise(function, shape: Shape(1))])
    } catch {
      throw Problem(.internal, error.description)
    }
  }

  static func unknown(_ name: String, in workspace: Workspace, at range: Range<Int>?) -> Problem {
    let known =
      (workspace.current?.network.elements.map(\.name) ?? []) + workspace.models.map(\.name)
      + Vocabulary.functions
    return Problem(
      .unknownName, "no layer, model or function is called '\(name)'",
      suggestions: nearest(to: name, among: known), at: range)
  }
}
