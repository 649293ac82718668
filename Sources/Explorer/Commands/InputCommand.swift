import LinearAlgebra
import Networks
import Parameters

/// `input normal 32x10 seed 1 as x`: a batch of points.
struct InputCommand: WorkspaceCommand {
  static let name = "input"
  static let summary = "make a batch of points, random or given"
  static let group = CommandGroup.build
  static let isUndoable = true
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "what", \.source, "normal, uniform, zeros, or the numbers of one point", role: .positional,
      required: true),
    Parameter("shape", \.shape, "points x coordinates; one number is one point", role: .positional),
    Parameter("seed", \.seed, "a generator of its own; without it the session's stream"),
    Parameter("as", \.label, "the batch's name", placeholder: "NAME"),
  ]
  static let examples = [
    Example("input normal 32x10 seed 1", prints: "x   32 points of 10   seed 1 (numpy)"),
    Example("input 1,2,3 as p", prints: "p   1 point of 3"),
  ]
  var source: InputSource?
  var shape: InputShape?
  var seed: UInt32?
  var label = "x"
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    try workspace.checkFree(label, at: context.ranges["as"])
    let batch = try batch(in: &workspace, context)
    workspace.data[label] = batch
    return .data(name: label, batch)
  }

  private func batch(in workspace: inout Workspace, _ context: Context) throws(Problem) -> Workspace.Batch {
    switch source {
    case .numbers(let numbers)?:
      return Workspace.Batch(points: Matrix(Vector(numbers)), shape: Shape(numbers.count), seed: nil)
    case .distribution(let distribution)?:
      guard let dimensions = shape?.shape.dimensions else {
        throw Problem(
          .badValue, "input \(distribution.rawValue) needs a shape", hints: ["input normal 32x10"],
          at: context.verbRange)
      }
      let count = dimensions.count > 1 ? dimensions[0] : 1
      let point = Shape(dimensions.count > 1 ? Array(dimensions.dropFirst()) : dimensions)
      guard 8 * count * point.count <= workspace.settings.limit.bytes else {
        throw Problem(
          .tooLarge, "a batch of \(count) points of \(point) is over the limit", at: context.ranges["shape"])
      }
      var random =
        seed.map { RandomStream(seed: $0, generator: workspace.stream.generator) } ?? workspace.stream
      // A sample after the other, as NumPy and PyTorch fill an array.
      let rows = distribution.numbers(samples: count, coordinates: point.count, from: &random)
      if seed == nil { workspace.stream = random }
      return Workspace.Batch(
        points: rows.transposed, shape: point, seed: distribution == .zeros ? nil : seed,
        generator: random.generator)
    case nil:
      throw Problem(
        .badValue, "input needs to be told what", hints: ["input normal 32x10"], at: context.verbRange)
    }
  }
}

/// What `input` fills a batch with.
enum InputSource: ArgumentValue {
  enum Distribution: String, CaseIterable { case normal, uniform, zeros }
  case distribution(Distribution)
  case numbers([Double])

  init(_ argument: Argument) throws(ArgumentError) {
    switch argument.value {
    case .number: self = .numbers([try argument.number()])
    case .list(let items):
      var numbers: [Double] = []
      for item in items { numbers.append(try item.number()) }
      self = .numbers(numbers)
    default:
      let names = Distribution.allCases.map(\.rawValue)
      guard let distribution = Distribution(rawValue: argument.word.lowercased()) else {
        throw ArgumentError("'\(argument.text)' is neither a distribution nor numbers", candidates: names)
      }
      self = .distribution(distribution)
    }
  }

  static let placeholder = "normal|uniform|zeros|1,2,3"
  static let completion = Completion.words(Distribution.allCases.map(\.rawValue))
  var argumentText: String {
    switch self {
    case .distribution(let distribution): distribution.rawValue
    case .numbers(let numbers): numbers.map(NumberFormat.shortest).joined(separator: ",")
    }
  }
}

extension InputSource.Distribution {
  func numbers(samples: Int, coordinates: Int, from random: inout RandomStream) -> Matrix {
    switch self {
    case .normal: random.randn(rows: samples, columns: coordinates)
    case .uniform: random.rand(rows: samples, columns: coordinates)
    case .zeros: Matrix(rows: samples, columns: coordinates)
    }
  }
}
