import Language
import LinearAlgebra
import Networks
import Parameters

/// `forward 1,2,3`: what the model makes of points.
struct ForwardCommand: WorkspaceCommand {
  static let name = "forward"
  static let summary = "send points through the model"
  static let group = CommandGroup.build
  static let details = [
    "In training mode batchnorm's running statistics move and dropout draws from the session's stream.",
    "set dtype float32  computes in single precision, as PyTorch does.",
  ]
  static let parameters: [Parameter<Self>] = [
    Parameter("point", \.point, "numbers, or the name of a batch; without it the batch x", role: .positional)
  ]
  static let examples = [
    Example("forward 1,2,3", prints: "(1.600964, -0.660519, 2.019906", after: ["layer linear 5x3 seed 42"])
  ]
  var point: PointArgument?
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let (model, network) = try Target.resolve(nil, in: workspace, at: context.verbRange)
    let place = context.ranges["point"] ?? context.verbRange
    let batch = try (point ?? .name("x")).batch(in: workspace, at: place)
    guard !network.isEmpty else {
      throw Problem(.noModel, "the model has no layers yet", at: context.verbRange)
    }
    guard batch.points.rows == network.inputShape.count else {
      throw Problem(
        .shape, "the network takes \(network.inputShape.counted("number")), not \(batch.points.rows)",
        at: place)
    }
    var name: String?
    if case .name(let given)? = point { name = given } else if point == nil { name = "x" }
    guard network.isModal, workspace.mode == .train else {
      let output = network.forward(batch.points, in: workspace.settings.dtype)
      return .forward(input: name, output, shape: network.outputShape)
    }
    var masks = Masks.drawn(workspace.stream)
    let (output, after): (Matrix, Network)
    do throws(ModeError) {
      (output, after) = try network.trainingPass(
        batch.points, masks: &masks, precision: workspace.settings.dtype)
    } catch {
      throw Problem(
        .unsupported, error.description, hints: ["mode eval   uses the running statistics"], at: place)
    }
    if case .drawn(let stream) = masks { workspace.goOn(from: stream) }
    workspace.replace(model, with: after)
    return .forward(input: name, output, shape: network.outputShape)
  }
}

/// A point: its numbers, or the name of a batch.
enum PointArgument: ArgumentValue {
  case numbers([Double])
  case name(String)

  init(_ argument: Argument) throws(ArgumentError) {
    switch argument.value {
    case .word(let word): self = .name(word)
    case .number: self = .numbers([try argument.number()])
    case .list(let items):
      var numbers: [Double] = []
      for item in items { numbers.append(try item.number()) }
      self = .numbers(numbers)
    default: throw ArgumentError("'\(argument.text)' is no point, such as 1,2,3")
    }
  }

  static let placeholder = "POINT"
  static let completion = Completion.data
  var argumentText: String {
    switch self {
    case .numbers(let numbers): numbers.map(NumberFormat.shortest).joined(separator: ",")
    case .name(let name): name
    }
  }

  func batch(in workspace: Workspace, at range: Range<Int>?) throws(Problem) -> Workspace.Batch {
    switch self {
    case .numbers(let numbers):
      return Workspace.Batch(points: Matrix(Vector(numbers)), shape: Shape(numbers.count), seed: nil)
    case .name(let name):
      guard let batch = workspace.data[name] else {
        throw Problem(
          .unknownName, "no batch is called '\(name)'",
          suggestions: nearest(to: name, among: workspace.data.keys.sorted()),
          hints: ["input normal 3 as \(name)   makes one; numbers work too: 1,2,3"], at: range)
      }
      return batch
    }
  }

  /// How many points a named batch has, where it has more than one.
  func batchSize(in workspace: Workspace) -> Int? {
    guard case .name(let name) = self, let count = workspace.data[name]?.points.columns, count > 1 else {
      return nil
    }
    return count
  }

  /// One point of `count` coordinates; a batch gives its first.
  func center(count: Int, in workspace: Workspace, at range: Range<Int>?) throws(Problem) -> (
    Vector, name: String
  ) {
    let point = try batch(in: workspace, at: range).points.column(0)
    guard point.count == count else {
      throw Problem(
        .shape, "the network takes \(Value.count(count, "number")), not \(point.count)", at: range)
    }
    return (point, argumentText)
  }
}
