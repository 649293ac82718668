import Language
import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TerminalText
import Training

/// `train A B steps 100 lr 0.1`: gradient descent on the same points for every model.
struct TrainCommand: WorkspaceCommand {
  static let name = "train"
  static let summary = "move the weights of models so that a loss falls"
  static let group = CommandGroup.bound
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter(rest: "models", \.models, "the models; without names the current one"),
    Parameter("steps", \.steps, "how many steps", required: true),
    Parameter("lr", \.rate, "the learning rate; with 0 nothing moves", required: true, placeholder: "R"),
    Parameter("optimizer", \.optimizer, "how a gradient moves the weights"),
    Parameter("loss", \.loss, "what falls; without it crossentropy for classes, else mse"),
    Parameter("data", \.data, "the points: made ones, or the name of a batch; without it one point is drawn"),
    Parameter(
      "target", \.target, "a batch of what should come out; without it numbers are drawn", placeholder: "NAME"
    ),
    Parameter("batch", \.batch, "points a step, in random order; without it all", placeholder: "N"),
    Parameter("penalty", \.penalty, "a price X/2 on the square of each layer's constant"),
    Parameter("constrain", \.limit, "after each step no layer's constant is above L", placeholder: "L"),
    Parameter("seed", \.seed, "where the random numbers of data, batches and masks start"),
  ]
  static var details: [String] {
    ["Data:"] + Datasets.all.map { "  \($0.name.padded(to: 11)) \($0.summary)" }
      + ["Optimisers:"] + Optimizers.all.map { "  \($0.name.padded(to: 11)) \($0.summary)" } + [
        "A loss is that before its step, without the penalty. Where it leaves the numbers training stops, and the weights of the step before are kept.",
        "plot loss log, plot gradients and compare A B loss show the last training.",
      ]
  }
  static let examples = [
    Example("train steps 100 lr 0.1", prints: "net   ", after: ["layer linear 5x3"]),
    Example(
      "train A B steps 9 lr 0", prints: "loss A   ", after: ["model A: linear 5x3", "model B: linear 5x3"]),
    Example(
      "train steps 9 lr 1 data moons", prints: "A   ", after: ["model A: linear 8x2, relu, linear 2x8"]),
    Example(
      "train steps 9 lr 1 data moons penalty spectral 0.1", prints: "net   ", after: ["layer linear 2x2"]),
  ]

  var models: [ModelName] = []
  var steps: Count?
  var rate: LearningRate?
  var optimizer = OptimizerChoice()
  var loss: Loss?
  var data: DataChoice?
  var target: String?
  var batch: Count?
  var penalty: PenaltyChoice?
  var limit: Positive?
  var seed: UInt32?
  init() {}

  /// All losses are kept and printed by `--json`.
  private static let mostSteps = 1_000_000

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    let trained = try trained(in: workspace, context)
    guard let steps, let rate else {
      throw Problem(.badValue, "train needs steps and lr", at: context.verbRange)
    }
    guard steps.value <= Self.mostSteps else {
      throw Problem(
        .tooLarge, "\(steps.value) steps are more than \(Self.mostSteps)", at: context.ranges["steps"])
    }
    var random = RandomStream(seed: seed ?? 0, generator: workspace.stream.generator)
    let points = try points(for: trained, in: &workspace, &random, context)
    let trainer = Trainer(
      steps: steps.value, loss: try loss(for: points, context), batch: batch?.value,
      penalty: penalty?.penalty,
      limit: limit?.value)
    for model in trained { try checkRoom(for: model, points, in: workspace, context) }
    var runs: [Workspace.Training.Run] = []
    for model in trained {
      let result = try run(trainer, model, points, rate.value, random, workspace.settings.numbers, context)
      workspace.update(model.name, to: result.network)
      runs.append(Workspace.Training.Run(name: model.name, result: result))
    }
    let training = Workspace.Training(
      optimizer: optimizer.type.name, loss: trainer.loss, rate: rate.value, runs: runs)
    workspace.lastTraining = training
    return .training(training)
  }

  private func run(
    _ trainer: Trainer, _ model: Workspace.Model, _ points: Dataset, _ rate: Double, _ random: RandomStream,
    _ numbers: NumberFormat, _ context: Context
  ) throws -> TrainingRun {
    do {
      return try trainer.train(
        model.network, on: points, by: optimizer.type.init(rate: rate), random: random,
        monitor: context.monitor)
    } catch let stopped as TrainingStopped {
      let loss = stopped.loss.map { "   so far: loss \(TrainingText(numbers: numbers).loss($0))" } ?? ""
      throw Problem(
        .cancelled,
        "stopped, nothing changed\(loss) at iteration \(stopped.iteration) of \(trainer.steps) of \(model.name)"
      )
    } catch let error as TrainingError {
      throw Problem(
        .unsupported, "\(model.name): \(error)", at: context.ranges["models"] ?? context.verbRange)
    } catch let error as ModeError {
      throw Problem(
        .unsupported, "\(model.name): \(error)",
        at: context.ranges["batch"] ?? context.ranges["models"] ?? context.verbRange)
    }
  }

  // MARK: What is trained

  private func trained(in workspace: Workspace, _ context: Context) throws(Problem) -> [Workspace.Model] {
    let place = context.ranges["models"] ?? context.verbRange
    guard !models.isEmpty else {
      let (name, network) = try Target.resolve(nil, in: workspace, at: place)
      return [try checked(Workspace.Model(name: name, network: network), at: place)]
    }
    var result: [Workspace.Model] = []
    for name in models {
      let model = try checked(try name.find(in: workspace, at: place), at: place)
      guard !result.contains(where: { $0.name == model.name }) else {
        throw Problem(.badValue, "\(model.name) is named twice", at: place)
      }
      result.append(model)
    }
    return result
  }

  private func checked(_ model: Workspace.Model, at place: Range<Int>) throws(Problem) -> Workspace.Model {
    guard !model.network.isEmpty else {
      throw Problem(.noModel, "\(model.name) has no layers yet", at: place)
    }
    return model
  }

  /// A pass keeps what every layer gives for every point of a step.
  private func checkRoom(
    for model: Workspace.Model, _ points: Dataset, in workspace: Workspace, _ context: Context
  ) throws(Problem) {
    let size = min(batch?.value ?? points.count, points.count)
    let numbers = model.network.layers.reduce(points.inputs.rows) { $0 + $1.outputShape.count }
    guard 8 * size * numbers <= 4 * workspace.settings.limit.bytes else {
      throw Problem(
        .tooLarge,
        "a step of \(model.name) on \(size) points would need \(8 * size * numbers >> 20) MiB, and may have \(workspace.settings.limit.bytes >> 18)",
        hints: ["batch N takes fewer points a step"], at: context.ranges["batch"] ?? context.ranges["data"])
    }
  }

  private func loss(for points: Dataset, _ context: Context) throws(Problem) -> Loss {
    guard case .values = points.targets else { return loss ?? .crossentropy }
    guard loss != .crossentropy else {
      throw Problem(
        .badValue, "crossentropy is for classes",
        hints: [
          "data moons has classes, and so has  data NAME target NAME  where the target is class numbers"
        ],
        at: context.ranges["loss"])
    }
    return .mse
  }

  // MARK: The points

  private func points(
    for models: [Workspace.Model], in workspace: inout Workspace, _ random: inout RandomStream,
    _ context: Context
  ) throws(Problem) -> Dataset {
    let place = context.ranges["data"] ?? context.ranges["models"] ?? context.verbRange
    guard let first = models.first else { preconditionFailure("nothing is trained") }
    if case .made(let kind)? = data {
      return try made(
        kind, for: models, first.network.inputShape.count, workspace, &random, context, at: place)
    }
    for model in models.dropFirst() {
      let (one, other) = (first.network, model.network)
      guard one.inputShape.count == other.inputShape.count, one.outputShape.count == other.outputShape.count
      else {
        throw Problem(
          .shape,
          "\(first.name) is \(one.inputShape) -> \(one.outputShape), but \(model.name) \(other.inputShape) -> \(other.outputShape)",
          hints: ["models that are trained together see the same points"], at: place)
      }
    }
    // Without a seed from the session's stream, first the points, then what should come out.
    var source = seed == nil ? workspace.stream : random
    let inputs: Matrix
    if case .batch(let name)? = data {
      inputs = try batch(named: name, in: workspace, at: place)
      guard inputs.rows == first.network.inputShape.count else {
        throw Problem(
          .shape,
          "\(name) has \(Value.count(inputs.rows, "coordinate")), but \(first.name) takes \(first.network.inputShape)",
          at: place)
      }
    } else {
      inputs = source.randn(rows: 1, columns: first.network.inputShape.count).transposed
    }
    let targets = try targets(for: first, count: inputs.columns, in: workspace, &source, context)
    if seed == nil { workspace.stream = source } else { random = source }
    return Dataset(inputs: inputs, targets: targets)
  }

  private func made(
    _ kind: any DatasetKind.Type, for models: [Workspace.Model], _ inputs: Int, _ workspace: Workspace,
    _ random: inout RandomStream, _ context: Context, at place: Range<Int>
  ) throws(Problem) -> Dataset {
    guard target == nil else {
      throw Problem(.badValue, "\(kind.name) has its own targets", at: context.ranges["target"])
    }
    for model in models {
      let (takes, gives) = (model.network.inputShape, model.network.outputShape)
      guard takes.count == kind.inputs ?? inputs, gives.count == kind.outputs else {
        let coordinates = Value.count(kind.inputs ?? inputs, "input")
        let results = kind.hasClasses ? "\(kind.outputs) classes" : Value.count(kind.outputs, "output")
        throw Problem(
          .shape,
          "\(kind.name) has \(coordinates) and \(results), but \(model.name) takes \(takes) and gives \(gives)",
          at: place)
      }
    }
    let (bytes, overflows) = inputs.multipliedReportingOverflow(by: 8 * 200)
    guard !overflows, bytes <= workspace.settings.limit.bytes else {
      throw Problem(.tooLarge, "200 points of \(inputs) coordinates are over the limit", at: place)
    }
    return kind.dataset(inputs: inputs, from: &random)
  }

  private func targets(
    for model: Workspace.Model, count: Int, in workspace: Workspace, _ random: inout RandomStream,
    _ context: Context
  ) throws(Problem) -> Targets {
    let outputs = model.network.outputShape
    guard let target else {
      return .values(random.randn(rows: count, columns: outputs.count).transposed)
    }
    let place = context.ranges["target"]
    let values = try batch(named: target, in: workspace, at: place)
    guard values.columns == count else {
      throw Problem(
        .shape, "\(target) has \(Value.count(values.columns, "point")), but there are \(count) to train on",
        at: place)
    }
    if loss == .crossentropy {
      let classes = values.elements.compactMap { Int(exactly: $0) }
      guard values.rows == 1, classes.count == count, classes.allSatisfy({ (0..<outputs.count).contains($0) })
      else {
        throw Problem(
          .badValue, "\(target) is no list of classes from 0 to \(outputs.count - 1), one a point", at: place)
      }
      return .classes(classes)
    }
    guard values.rows == outputs.count else {
      throw Problem(
        .shape, "\(target) has \(Value.count(values.rows, "coordinate")), but \(model.name) gives \(outputs)",
        at: place)
    }
    return .values(values)
  }

  private func batch(named name: String, in workspace: Workspace, at range: Range<Int>?) throws(Problem)
    -> Matrix
  {
    guard let batch = workspace.data[name] else {
      let known = workspace.data.keys.sorted() + Datasets.all.map { $0.name }
      throw Problem(
        .unknownName, "no batch is called '\(name)'", suggestions: nearest(to: name, among: known),
        hints: ["input normal 32x3 as \(name)   makes one", "data moons   needs none"], at: range)
    }
    return batch.points
  }
}
