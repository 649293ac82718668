import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText

/// `layer linear 5x3 seed 42`: adds a layer to the current model.
struct LayerCommand: WorkspaceCommand {
  static let name = "layer"
  static let summary = "add a layer to the model"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter("kind", \.choice, "the kind of layer", role: .positional, required: true, placeholder: "KIND"),
    Parameter("input", \.input, "the shape of one input, for a first layer that takes any"),
    Parameter("as", \.label, "the layer's name", placeholder: "NAME"),
    Parameter("from", \.file, "a file that has the layer's numbers; help load tells which"),
    Parameter("array", \.array, "the array of the weights there, if it holds several", placeholder: "ARRAY"),
  ]
  static var details: [String] {
    ["Kinds:"] + Layers.all.map { "  \($0.name.padded(to: 11)) \($0.summary)" }
      + ["help layer linear  tells what one kind takes."]
  }
  static let examples = [
    Example("layer linear 5x3 seed 42", prints: "linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)"),
    Example("layer linear 3->5 bias off as first", prints: "first     linear 3 -> 5   15 parameters"),
    Example(
      "layer linear 4->6 from iris.npz array W1",
      prints: "linear1   linear 4 -> 6   30 parameters   W1, b1 (float64)"),
    Example("layer leakyrelu 0.2", prints: "leakyrelu1", after: ["layer linear 5x3"]),
  ]

  var choice: LayerChoice?
  var input: InputShape?
  var label: String?
  var file: FilePath?
  var array: String?
  /// The numbers of the layer, if they are read already.
  var source: StoredSource?
  init() {}

  var variantParameters: [Parameter<Self>] {
    (choice?.parameters ?? []).map {
      $0.lifted(
        get: { command in
          guard let choice = command.choice else { preconditionFailure("the layer lost its kind") }
          return choice
        },
        set: { $0.choice = $1 })
    }
  }

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let name = workspace.currentName ?? "net"
    var network = workspace.current?.network ?? Network()
    try add(to: &network, in: &workspace, context.ranges, context, verb: context.verbRange)
    workspace.store(network, named: name)
    guard let element = network.elements.last else { return .done("", []) }
    return .layer(
      Value.LayerReport(
        element: element, model: name, bound: try Self.constant(of: element, in: workspace, context.monitor),
        isDetailed: false))
  }

  /// Builds the layer behind what a network has; behind nothing yet, it takes what it is told or what comes in around
  /// the network.
  func add(
    to network: inout Network, taking incoming: Shape? = nil, in workspace: inout Workspace,
    _ ranges: [String: Range<Int>], _ context: Context, verb: Range<Int>
  ) throws(Problem) {
    guard let choice else { throw Problem(.badValue, "a layer needs its kind", at: verb) }
    guard network.elements.count < ModelCommand.layerLimit else {
      throw Problem(.tooLarge, "a model has at most \(ModelCommand.layerLimit) layers", at: verb)
    }
    if let label { try workspace.checkFree(label, at: ranges["as"]) }
    if let label, network[label] != nil {
      throw Problem(.badValue, "there is a layer '\(label)' already", at: ranges["as"])
    }
    let previous = network.isEmpty ? input?.shape ?? incoming : network.outputShape
    if let input, !network.isEmpty, input.shape != network.outputShape {
      throw Problem(
        .shape, "the layer before gives \(network.outputShape), not \(input.shape)", at: ranges["input"])
    }
    var construction = Construction(
      input: previous, stream: workspace.stream,
      limit: workspace.settings.limit.bytes)
    var source = source
    if source == nil { source = try stored(choice, ranges, workspace, context) }
    let layer: any Layer
    do throws(BuildError) {
      if let source {
        layer = try choice.kind.build(from: source.tensors, in: construction)
      } else {
        layer = try choice.kind.build(in: &construction)
      }
    } catch {
      let place = error.label.flatMap { ranges[$0] ?? ($0 == "array" ? ranges["from"] : nil) }
      throw Problem(error, at: place ?? ranges["kind"] ?? verb)
    }
    let bytes = 8 * (network.parameterCount + layer.parameterCount)
    guard bytes <= 4 * workspace.settings.limit.bytes else {
      throw Problem(
        .tooLarge,
        "the model would need \(bytes >> 20) MiB, and may have \(workspace.settings.limit.bytes >> 18)",
        hints: ["set limit raises that, up to 64G"], at: ranges["shape"] ?? ranges["kind"] ?? verb)
    }
    if network.isEmpty, let input, input.shape.count != layer.inputShape.count {
      throw Problem(
        .shape, "\(choice.name) takes \(layer.inputShape) inputs, not \(input.shape)", at: ranges["input"])
    }
    do throws(ShapeError) {
      try network.append(layer, named: label, origin: source?.origin ?? construction.origin)
    } catch {
      var problem = Problem(.shape, error.description, at: ranges["shape"] ?? ranges["kind"])
      if error.gives.dimensions.count > 1, error.takes.dimensions.count == 1 {
        problem.hints = ["layer flatten   makes one row of \(Value.count(error.gives.count, "number")) of it"]
      } else if let dense = layer as? Dense {
        problem.hints = ["use \(dense.weights.rows)x\(error.gives), or start another:  model B"]
      }
      throw problem
    }
    workspace.stream = construction.stream
  }

  /// The numbers of a layer that come from a file, if it names one.
  ///
  /// A bias is the array that `bias` names, none if it is off, else what the weight's name leads to.
  private func stored(
    _ choice: LayerChoice, _ ranges: [String: Range<Int>], _ workspace: Workspace, _ context: Context
  ) throws(Problem) -> StoredSource? {
    guard let file else {
      guard array == nil else {
        throw Problem(.badValue, "an array needs its file:  from FILE array NAME", at: ranges["array"])
      }
      return nil
    }
    let arrays = try ArrayFile(
      file.path, access: context.access, limit: workspace.settings.limit.bytes, monitor: context.monitor,
      at: ranges["from"])
    var tensors: [String: StoredTensor]
    do throws(Problem) {
      tensors = try arrays.tensors(named: array)
    } catch {
      throw error.at(ranges["array"] ?? ranges["from"])
    }
    guard let place = ranges["bias"], let bias = choice.parameters.first(where: { $0.label == "bias" }) else {
      return StoredSource(tensors, of: arrays)
    }
    switch bias.text(of: choice) {
    case "off": tensors = tensors.filter { !$0.key.hasPrefix("bias") }
    case "on":
      guard tensors.keys.contains(where: { $0.hasPrefix("bias") }) else {
        throw Problem(
          .unknownName, "'\(arrays.name)' has no bias for \(array ?? "it"), going by the names",
          hints: ["bias ARRAY   says which it is; there are \(arrays.namesInWords)"], at: place)
      }
    case let name:
      guard let found = arrays[name]?.tensor else { throw arrays.missing(name).at(place) }
      tensors["bias"] = found
    }
    return StoredSource(tensors, of: arrays)
  }

  /// The layer's constant in the norm that is set, for matrices of up to a million entries and images of up to 2¹⁶
  /// pixels in all channels.
  static func constant(of element: Network.Element, in workspace: Workspace, _ monitor: Monitor) throws
    -> LipschitzBound?
  {
    let layer = element.layer
    let isImage = max(layer.inputShape.dimensions.count, layer.outputShape.dimensions.count) > 1
    guard layer.parameterCount <= 1_000_000,
      !isImage || max(layer.inputShape.count, layer.outputShape.count) <= 1 << 16
    else { return nil }
    var single = Network()
    try single.append(element.layer, named: element.name)
    let norm = workspace.settings.norm
    let map = try Subject(single, named: element.name, mode: workspace.mode, at: nil).map
    return try Methods.automatic(for: map, norm: norm)
      .bound(map, norm: norm, on: .everywhere, monitor: monitor)
  }
}

/// The shape of one input: `100`, `1x4x4`.
struct InputShape: ArgumentValue {
  let shape: Shape

  init(_ shape: Shape) { self.shape = shape }

  init(_ argument: Argument) throws(ArgumentError) {
    switch argument.value {
    case .shape(let sizes): shape = Shape(sizes)
    case .number: shape = Shape(try argument.integer())
    default: throw ArgumentError("'\(argument.text)' is no shape, such as 100 or 1x4x4", reason: .shape)
    }
    var count = 1
    for size in shape.dimensions {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflows, product <= 1 << 25 else {
        throw ArgumentError(
          "an input has between 1 and 33554432 numbers, not \(argument.text)", reason: .shape)
      }
      count = product
    }
  }

  static let placeholder = "SHAPE"
  var argumentText: String { shape.description }
}
