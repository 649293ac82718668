import Language
import Parameters

/// What fitting operands must know of the workspace.
struct BinderNames {
  let isName: (String) -> Bool
  /// Whether the beginning of a word may stand for it: for somebody who types, not in a script.
  let allowsPrefixes: Bool
  let variable: (String, String?) -> Double?
}

/// Fits operands to a command's parameters.
///
/// A word that is a key or flag of the command (or the unique beginning of one, unless it is somebody's name) is
/// taken as such; everything else goes to the next place. What is legal is read off the parameters, so errors name
/// what is legal here.
struct Binder<Root: Configurable> {
  var root = Root()
  private(set) var ranges: [String: Range<Int>] = [:]
  /// The whole words for what was shortened.
  private(set) var expansions: [Spanned<String>] = []
  /// What the values belong to, in errors: `bound`, `layer linear`.
  let subject: String
  let names: BinderNames

  init(subject: String, names: BinderNames) {
    self.subject = subject
    self.names = names
  }

  var parameters: [Parameter<Root>] { root.allParameters }

  /// The next parameter that is given by its place.
  var nextPositional: Parameter<Root>? {
    parameters.first { parameter in
      parameter.role == .rest || (parameter.role == .positional && ranges[parameter.label] == nil)
    }
  }

  /// The key or flag that a word names.
  private func labelled(_ word: String) -> Parameter<Root>? {
    let lower = word.lowercased()
    let exact = parameters.first { $0.label == lower && $0.role != .rest }
    if let exact {
      // A place that is still open takes the word itself, unless its label is meant: `shape 5x3`. A flag's word may
      // be what is due there: `export svg FILE`.
      if exact.role == .flag, case .words(let due)? = nextPositional?.completion, due.contains(lower) {
        return nil
      }
      return exact
    }
    guard names.allowsPrefixes, lower.count >= 2, !names.isName(word) else { return nil }
    let starting = parameters.filter {
      ($0.role == .key || $0.role == .flag) && $0.label.hasPrefix(lower)
    }
    return starting.count == 1 ? starting[0] : nil
  }

  mutating func bind(_ operands: [Operand]) throws(Problem) {
    var index = 0
    while index < operands.count {
      let operand = operands[index]
      index += 1
      guard let word = operand.word, let parameter = labelled(word) else {
        try place(operand, isLast: index == operands.count)
        continue
      }
      try checkUnused(parameter, at: operand.range)
      if word != parameter.label { expansions.append(Spanned(parameter.label, operand.range)) }
      if parameter.role == .flag {
        try set(parameter, to: Argument(.word(word), text: word), at: operand.range)
        continue
      }
      guard index + parameter.wordCount <= operands.count else {
        throw Problem(
          .badValue, "\(parameter.label) needs a value",
          hints: ["\(parameter.label) \(parameter.placeholder)   \(parameter.help)"], at: operand.range)
      }
      let words = operands[index..<index + parameter.wordCount]
      index += words.count
      let range = operands[index - words.count].range.lowerBound..<operands[index - 1].range.upperBound
      let value = Operand(values: words.flatMap(\.values), range: range)
      try set(parameter, to: try argument(value), at: range)
    }
  }

  /// - Throws: a problem that names what is missing.
  func checkRequired(at end: Int) throws(Problem) {
    for parameter in parameters where parameter.isRequired && ranges[parameter.label] == nil {
      throw Problem(
        .badValue, "\(subject) needs \(parameter.placeholder)",
        hints: ["\(parameter.placeholder)   \(parameter.help)"], at: end..<end + 1)
    }
  }

  private func checkUnused(_ parameter: Parameter<Root>, at range: Range<Int>) throws(Problem) {
    guard ranges[parameter.label] == nil else {
      throw Problem(.badValue, "\(parameter.label) is given twice", at: range)
    }
  }

  private mutating func place(_ operand: Operand, isLast: Bool) throws(Problem) {
    guard let parameter = nextPositional else { throw unexpected(operand) }
    if parameter.completion == .targets, parameter.role == .positional, let word = operand.word,
      !names.isName(word)
    {
      // No name, but nearly a key, or with a value behind it: `estimate epss 1e-6`.
      let keys = nearest(to: word, among: labels)
      if !keys.isEmpty || !isLast {
        throw Problem(
          .unknownOption, "\(subject) takes no '\(word)', and nothing is called so", suggestions: keys,
          at: operand.range)
      }
    }
    if parameter.role == .rest {
      for value in operand.values {
        try set(parameter, to: try argument(Operand(values: [value], range: value.range)), at: value.range)
      }
      return
    }
    do throws(Problem) {
      try set(parameter, to: try argument(operand), at: operand.range)
    } catch {
      // The word may have been meant for a key: `estimate epss 1e-6`.
      guard let word = operand.word, error.suggestions.isEmpty else { throw error }
      var problem = error
      problem.suggestions = nearest(to: word, among: labels)
      throw problem
    }
  }

  /// The keys and flags that may still be written.
  var labels: [String] {
    parameters.filter { ($0.role == .key || $0.role == .flag) && ranges[$0.label] == nil }.map(\.label)
  }

  private func unexpected(_ operand: Operand) -> Problem {
    let text = operand.values.map(\.text).joined(separator: ",")
    let legal = labels.joined(separator: " ")
    return Problem(
      .unknownOption, "\(subject) takes no '\(text)'", suggestions: nearest(to: text, among: labels),
      hints: legal.isEmpty ? ["it takes nothing more here"] : ["it takes: \(legal)"], at: operand.range)
  }

  private mutating func set(_ parameter: Parameter<Root>, to argument: Argument, at range: Range<Int>)
    throws(Problem)
  {
    do throws(ArgumentError) {
      try parameter.set(&root, to: argument)
    } catch {
      throw Problem(
        error, argument: argument, label: parameter.role == .key ? parameter.label : nil, at: range)
    }
    ranges[parameter.label] =
      ranges[parameter.label].map { $0.lowerBound..<range.upperBound } ?? range
  }

  private func argument(_ operand: Operand) throws(Problem) -> Argument {
    var arguments: [Argument] = []
    for value in operand.values { arguments.append(try argument(value)) }
    let text = operand.values.map(\.text).joined(separator: ",")
    return arguments.count == 1 ? arguments[0] : Argument(.list(arguments), text: text)
  }

  private func argument(_ value: Language.Value) throws(Problem) -> Argument {
    do throws(SyntaxError) {
      switch value.literal {
      case .word(let word): return Argument(.word(word), text: value.text)
      case .string(let string): return Argument(.text(string), text: value.text)
      case .shape(let sizes): return Argument(.shape(sizes), text: value.text)
      case .sizes(let inputs, let outputs):
        return Argument(.sizes(inputs: inputs, outputs: outputs), text: value.text)
      case .expression(let expression):
        return Argument(.number(try expression.value(variables: names.variable)), text: value.text)
      case .range(let first, let last, let step):
        let stride = try step.map { (expression) throws(SyntaxError) in
          try expression.value(variables: names.variable)
        }
        return Argument(
          .range(
            try first.value(variables: names.variable), try last.value(variables: names.variable),
            step: stride),
          text: value.text)
      }
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  init(_ error: ArgumentError, argument: Argument, label: String?, at range: Range<Int>) {
    let code: Code =
      switch error.reason {
      case .badValue: .badValue
      case .outOfRange: .outOfRange
      case .shape: .shape
      case .unknownName: .unknownName
      case .unknownLayer: .unknownLayer
      case .unknownMethod: .unknownMethod
      }
    var known: [String] = []
    if error.reason != .badValue, error.reason != .outOfRange, !error.candidates.isEmpty {
      let shown = error.candidates.prefix(8).joined(separator: " ")
      known = ["known: \(shown)\(error.candidates.count > 8 ? " ..." : "")"]
    }
    self.init(
      code,
      (label.flatMap { error.message.hasPrefix("unknown \($0)") ? nil : "\($0): " } ?? "") + error.message,
      suggestions: nearest(to: argument.word, among: error.candidates), hints: known, at: range)
  }
}
