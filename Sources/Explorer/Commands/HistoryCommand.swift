import Parameters

/// `history`: what was typed.
struct HistoryCommand: NotebookCommand {
  static let name = "history"
  static let summary = "list what was typed"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("last", \.count, "only the last N", role: .positional, placeholder: "N"),
    Parameter("grep", \.pattern, "only lines with a text", placeholder: "TEXT"),
  ]
  static let examples = [Example("history", prints: "1  seed 42", after: ["seed 42"])]
  var count: Count?
  var pattern: String?
  init() {}

  func run(on notebook: inout Notebook, context _: Context) throws -> Value {
    let pattern = pattern?.lowercased()
    // From the end, so that the last few of many cost little.
    let latest = notebook.executions.reversed().lazy.filter { execution in
      pattern.map { execution.text.lowercased().contains($0) } ?? true
    }
    return .list(
      latest.prefix(count?.value ?? .max).reversed().map {
        Value.Entry(number: $0.number, text: $0.text, isOK: $0.isOK)
      })
  }
}

/// `rerun 3..5`: runs lines of the history again.
struct RerunCommand: NotebookCommand {
  static let name = "rerun"
  static let summary = "run lines of the history again"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter(
      "lines", \.lines, "a number, or a range", role: .positional, required: true, placeholder: "N|A..B")
  ]
  static let examples = [Example("rerun 1", prints: "seed 42 (numpy)", after: ["seed 42"])]
  var lines: LineRange?
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let lines else {
      throw Problem(.badValue, "rerun needs numbers of the history", at: context.verbRange)
    }
    // The statement of number n stands at place n - 1.
    let texts = notebook.executions.prefix(lines.range.upperBound).dropFirst(lines.range.lowerBound - 1)
      .filter { $0.verb != Self.name }.map(\.text)
    guard !texts.isEmpty else {
      throw Problem(
        .outOfRange, "the history has no such lines", hints: ["history   lists them with their numbers"],
        at: context.ranges["lines"])
    }
    return .transcript(
      try notebook.runInside(texts.map { ScriptLine(text: $0, line: 1) }, named: "rerun", context: context))
  }
}

/// `3` or `3..5`: places in the history.
struct LineRange: ArgumentValue {
  let range: ClosedRange<Int>

  init(_ argument: Argument) throws(ArgumentError) {
    switch argument.value {
    case .range(let first, let last, nil):
      guard let first = Int(exactly: first), let last = Int(exactly: last), first >= 1, first <= last else {
        throw ArgumentError("'\(argument.text)' is no range of lines, such as 3..5", reason: .outOfRange)
      }
      range = first...last
    default:
      let line = try argument.integer()
      guard line >= 1 else {
        throw ArgumentError("the history starts with line 1, not \(argument.text)", reason: .outOfRange)
      }
      range = line...line
    }
  }

  static let placeholder = "N|A..B"
  var argumentText: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
  }
}
