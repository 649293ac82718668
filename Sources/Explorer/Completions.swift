import Language
import Lipschitz
import Networks
import Parameters

/// What may be typed at a place, read off the parameters of the command there.
public struct Completions: Sendable {
  /// Where the word starts that a candidate replaces, in characters.
  public let start: Int
  /// What fits, in the order in which it is offered.
  public let candidates: [String]
  /// Whether a file's name is due; the program knows the files.
  public let wantsFile: Bool
  /// The rest of the signature, for the right edge of the line.
  public let signature: [String]

  public init(for line: String, at offset: Int, in notebook: Notebook) {
    let workspace = notebook.visibleWorkspace
    let cursor = Cursor(line, at: offset)
    start = cursor.start
    let answer = Self.answer(cursor, workspace)
    let partial = cursor.partial.lowercased()
    candidates = answer.words.filter { $0.lowercased().hasPrefix(partial) && $0 != "" }.unique
    wantsFile = answer.wantsFile
    signature = answer.signature
  }

  private struct Answer {
    var words: [String] = []
    var wantsFile = false
    var signature: [String] = []
  }

  private static func answer(_ cursor: Cursor, _ workspace: Workspace) -> Answer {
    if cursor.partial.hasPrefix("$") {
      return Answer(words: ["$_"] + workspace.variables.keys.sorted().map { "$\($0)" })
    }
    if cursor.partial.hasPrefix("?") { return Answer(words: Help.topics.map { "?\($0)" }) }
    if cursor.isItem {
      var answer = legal(LayerCommand.self, cursor, workspace)
      if cursor.operands.isEmpty { answer.words += ["repeat", "residual"] }
      return answer
    }
    guard let verb = cursor.verb else { return Answer(words: Commands.words.sorted()) }
    guard case .one(let type) = Commands.named(verb) else { return Answer() }
    return legal(type, cursor, workspace)
  }

  private static func legal<C: Command>(_: C.Type, _ cursor: Cursor, _ workspace: Workspace) -> Answer {
    var binder = Binder<C>(subject: C.name, names: workspace.binderNames(allowingPrefixes: true))
    var operands = cursor.operands
    // A key that stands last waits for its value.
    if let word = operands.last?.word,
      let parameter = binder.root.allParameters.first(where: { $0.label == word })
    {
      operands.removeLast()
      try? binder.bind(operands)
      let parameter = binder.parameters.first { $0.label == word } ?? parameter
      if parameter.role == .key, binder.ranges[word] == nil {
        return Answer(
          words: words(parameter.completion, workspace), wantsFile: parameter.completion == .files,
          signature: ["\(word) \(parameter.placeholder)"])
      }
      operands = cursor.operands
      binder = Binder<C>(subject: C.name, names: workspace.binderNames(allowingPrefixes: true))
    }
    try? binder.bind(operands)
    // A method's or a kind's own key may be the one that waits.
    if let word = operands.last?.word, let parameter = binder.parameters.first(where: { $0.label == word }),
      parameter.role == .key, binder.ranges[word] == nil
    {
      return Answer(
        words: words(parameter.completion, workspace), wantsFile: parameter.completion == .files,
        signature: ["\(word) \(parameter.placeholder)"])
    }
    var answer = Answer()
    if let next = binder.nextPositional {
      answer.words += words(next.completion, workspace)
      answer.wantsFile = next.completion == .files
    }
    if !cursor.isListContinued { answer.words += binder.labels }
    let open = binder.parameters.filter { $0.role == .rest || binder.ranges[$0.label] == nil }
    answer.signature = open.map(\.signature)
    return answer
  }

  private static func words(_ completion: Completion, _ workspace: Workspace) -> [String] {
    let models = workspace.models.map(\.name)
    let layers = workspace.current?.network.elements.map(\.name) ?? []
    switch completion {
    case .nothing, .files: return []
    case .words(let words): return words
    case .models: return models
    case .layers: return layers
    case .targets: return layers + models + Vocabulary.functions
    case .targetsOr(let words): return words + layers + models + Vocabulary.functions
    case .variables: return workspace.variables.keys.sorted()
    case .data: return workspace.data.keys.sorted()
    case .dataOr(let words): return words + workspace.data.keys.sorted()
    case .topics: return Help.topics
    }
  }
}

extension Array where Element: Hashable {
  /// The elements, each only once.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
