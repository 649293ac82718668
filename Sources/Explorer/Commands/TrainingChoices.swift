import Parameters
import Training

/// How far a gradient moves the weights: not negative.
struct LearningRate: ArgumentValue, Hashable {
  let value: Double
  init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.number()
    guard value >= 0 else { throw ArgumentError("\(argument.text) is negative", reason: .outOfRange) }
  }
  static let placeholder = "R"
  var argumentText: String { value.argumentText }
}

/// An optimiser, by its name.
struct OptimizerChoice: ArgumentValue {
  var type: any Optimizer.Type = SGD.self
  init() {}
  init(_ argument: Argument) throws(ArgumentError) {
    guard let type = Optimizers.all.first(where: { $0.name == argument.word.lowercased() }) else {
      throw ArgumentError(
        "'\(argument.text)' is not one of \(Self.names.joined(separator: ", "))", candidates: Self.names)
    }
    self.type = type
  }
  private static var names: [String] { Optimizers.all.map { $0.name } }
  static var placeholder: String { names.joined(separator: "|") }
  static var completion: Completion { .words(names) }
  var argumentText: String { type.name }
}

/// Points to train on: those that are made, or a batch.
enum DataChoice: ArgumentValue {
  case made(any DatasetKind.Type)
  case batch(String)

  init(_ argument: Argument) throws(ArgumentError) {
    if let kind = Datasets.all.first(where: { $0.name == argument.word.lowercased() }) {
      self = .made(kind)
    } else {
      self = .batch(argument.word)
    }
  }
  private static var names: [String] { Datasets.all.map { $0.name } }
  static var placeholder: String { (names + ["NAME"]).joined(separator: "|") }
  static var completion: Completion { .dataOr(names) }
  var argumentText: String {
    switch self {
    case .made(let kind): kind.name
    case .batch(let name): name
    }
  }
}

/// `spectral 0.1`: a penalty, and how strong it is.
struct PenaltyChoice: ArgumentValue {
  let penalty: SpectralPenalty

  init(_ argument: Argument) throws(ArgumentError) {
    guard case .list(let words) = argument.value, words.count == 2 else {
      throw ArgumentError("a penalty is its name and its strength, such as  spectral 0.1")
    }
    guard words[0].word.lowercased() == "spectral" else {
      throw ArgumentError("'\(words[0].text)' is no penalty; there is  spectral 0.1")
    }
    let strength = try words[1].number()
    guard strength >= 0 else { throw ArgumentError("\(words[1].text) is negative", reason: .outOfRange) }
    penalty = SpectralPenalty(strength: strength)
  }

  static let placeholder = "spectral X"
  static let completion = Completion.words(["spectral"])
  static let wordCount = 2
  var argumentText: String { "spectral \(penalty.strength.argumentText)" }
}
