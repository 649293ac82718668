import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import Plotting
import Training

/// Everything that commands work on: one value, so that a failed command leaves it as it was and `undo` brings the
/// last one back.
struct Workspace: Sendable {
  /// A network with its name.
  struct Model: Sendable {
    var name: String
    var network: Network
  }

  /// A batch of points, one a column, with the shape of one point.
  struct Batch: Sendable {
    let points: Matrix
    let shape: Shape
    /// The stream's seed of its own, and the generator that it belongs to.
    let seed: UInt32?
    var generator = RandomStream.Generator.numpy
  }

  var models: [Model] = []
  var currentName: String?
  var variables: [String: Double] = [:]
  var data: [String: Batch] = [:]
  var settings = Settings()
  /// The stream from which everything without a seed of its own draws.
  var stream = RandomStream(seed: 0, generator: .numpy)
  /// Whether networks are being trained or used; `train` at first, as in PyTorch.
  var mode = Mode.train
  /// The last number, `$_`.
  var lastNumber: Double?
  /// The last results, for `explain`, `replot` and `export`.
  var lastBound: Finding? { didSet { lastFinding = lastBound ?? lastEstimate } }
  var lastEstimate: Finding? { didSet { lastFinding = lastEstimate ?? lastBound } }
  /// The last bracket, for `plot bracket`.
  var lastBracket: BracketReport?
  /// The later of the two.
  private(set) var lastFinding: Finding?
  /// The last error, for `explain error`.
  var lastProblem: Problem?
  var lastPlot: Drawing?
  /// The steps of the last sweep, for `plot eps`.
  var lastSweep: Finding?
  /// How often a command that mostly shows has changed something after all: a training pass, a draw from the stream.
  private(set) var changeCount = 0
  /// The last training, for `plot loss` and `compare loss`.
  var lastTraining: Training?

  /// A bound with what it belongs to.
  struct Finding: Sendable {
    let bound: LipschitzBound
    let target: String
    /// The mode, where it matters.
    var pass: Pass?
    /// The network as the map that the bound is of, for a bound.
    var map: Network?
    /// Where the constant was seen from below, if not in the bound itself.
    var witness: Witness?
    /// The same estimate with other steps.
    var sweep: [SweepRow] = []
  }

  /// One step of a sweep, and what came out.
  struct SweepRow: Sendable {
    let step: Double
    let bound: LipschitzBound
  }

  init() {}

  /// The model that commands without a name mean.
  var current: Model? {
    models.first { $0.name == currentName }
  }

  func model(named name: String) -> Model? { models.first { $0.name == name } }

  /// Puts a network in the place of the one with the same name, or adds it, and makes it current.
  mutating func store(_ network: Network, named name: String) {
    if let index = models.firstIndex(where: { $0.name == name }) {
      models[index].network = network
    } else {
      models.append(Model(name: name, network: network))
    }
    currentName = name
    lastBound = nil
    lastEstimate = nil
    lastBracket = nil
  }

  /// Puts a network in the place of the one with the same name, whichever model is current.
  mutating func update(_ name: String, to network: Network) {
    guard let index = models.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no model is called \(name)")
    }
    models[index].network = network
    lastBound = nil
    lastEstimate = nil
    lastBracket = nil
  }

  /// Goes on from where a stream was drawn to.
  mutating func goOn(from stream: RandomStream) {
    guard stream != self.stream else { return }
    changeCount += 1
    self.stream = stream
  }

  /// Puts what training made of a network in its place: a model, a layer of the current one, or `MODEL.LAYER`;
  /// the first that `Target.resolve` finds.
  mutating func replace(_ name: String, with network: Network) {
    changeCount += 1
    let path = name.split(separator: ".").map(String.init)
    if let current, current.network[path[0]] != nil, let layer = network.layers.first {
      update(current.name, to: current.network.replacing(path[...], with: layer))
    } else if let model = model(named: path[0]) {
      guard path.count > 1, let layer = network.layers.first else { return update(name, to: network) }
      update(model.name, to: model.network.replacing(path[1...], with: layer))
    }
  }

  /// Every name in use for a model, a layer, a variable or a batch.
  var names: [String] {
    models.map(\.name) + models.flatMap { $0.network.elements.map(\.name) } + variables.keys.sorted()
      + data.keys.sorted()
  }

  /// - Throws: a problem if a name is a word of the language.
  func checkFree(_ name: String, at range: Range<Int>?) throws(Problem) {
    let plain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    guard plain, let first = name.first, first.isLetter || first == "_" else {
      throw Problem(
        .badValue, "'\(name)' is no name", hints: ["a name is a letter, then letters, digits and _"],
        at: range)
    }
    guard !Vocabulary.isReserved(name) else {
      throw Problem(
        .badValue, "'\(name)' is a word of the language", hints: ["choose another name"], at: range)
    }
    try checkRoom(for: name, at: range)
  }

  /// How many models, batches and variables there may be together: every change of one keeps all the others for undo.
  private static let mostNames = 10_000

  /// - Throws: a problem if a name is one too many.
  func checkRoom(for name: String, at range: Range<Int>?) throws(Problem) {
    let count = models.count + variables.count + data.count
    guard
      count < Self.mostNames || variables[name] != nil || data[name] != nil || model(named: name) != nil
    else {
      throw Problem(
        .tooLarge, "there are \(count) names already, so '\(name)' is too many",
        hints: ["drop NAME   forgets one"], at: range)
    }
  }
}

/// The words that cannot be names.
enum Vocabulary {
  static let kinds = Layers.all.flatMap { [$0.name] + $0.aliases }
  static let functions = Activations.all.map { $0.name }

  /// The keys and flags of every command, which a name beside them could not be told from.
  private static let keys = Set(
    Commands.all.flatMap { command in
      command.init().keyLabels
    })

  static func isReserved(_ name: String) -> Bool {
    let word = name.lowercased()
    // The words of a lesson are common ones, such as slide and next; they mean the lesson only where a verb is due.
    let commands = Commands.all.filter { $0.group != .teach }
    return commands.contains { $0.name == word || $0.aliases.contains(word) } || kinds.contains(word)
      || Datasets.all.contains { $0.name == word } || keys.contains(word)
      || ["pi", "e", "let", "end", "repeat", "step", "_"].contains(word)
  }
}
