import Lipschitz
public import TerminalText

/// One statement that was run: what it was, and what came of it.
public struct Execution: Sendable {
  /// Counts the statements of a session from 1.
  public internal(set) var number: Int
  /// The whole verb.
  public let verb: String
  /// The statement as it was typed.
  public let text: String
  /// The name of `let NAME = …`.
  public let binding: String?
  let result: Result<Value, Problem>
  /// What it read.
  let files: [ReadFiles.File]
  /// Words about how the statement was understood.
  public let warnings: [String]
  /// Where the statement stands, or the place to blame, counted from 1.
  public let line: Int
  public let column: Int
  /// How many characters are to blame.
  public let length: Int
  let surface: Surface
  /// What a session file is drawn on: a page, with what `set` said.
  let page: Surface
  let numbers: NumberFormat
  /// Whether it ran on a copy, and has no part in the work of its session.
  var isAside = false

  /// The status with which the statement ends the session, if it does.
  public var exitStatus: Int32? {
    switch result {
    case .success(.leave(let status)): status
    case .success(.transcript(let inner, _)): inner.last?.exitStatus
    default: nil
    }
  }

  /// What ran inside, of a file or of the history.
  public var inner: [Execution] {
    if case .success(.transcript(let inner, _)) = result { inner } else { [] }
  }

  /// What is to be played now, if the statement asks for it.
  public var replay: ReplayPlan? {
    if case .success(.replay(let plan)) = result { plan } else { nil }
  }

  public var isOK: Bool { if case .success = result { true } else { false } }

  /// Whether somebody stopped it.
  var isStopped: Bool {
    if case .failure(let problem) = result { problem.code == .cancelled } else { false }
  }

  /// What to type next, for somebody who does not know yet.
  public var nextStep: String? {
    switch result {
    case .success(.bound(let finding)) where !finding.bound.guarantee.contains(.lower): "(how? type: explain)"
    case .success(.list) where verb == SlidesCommand.name: "(to open one, type: slide 4)"
    default: nil
    }
  }

  /// What a person sees; plots and help stand at the left edge, the rest is indented.
  public var lines: [StyledText] { lines(on: \.surface) }

  /// The lines of the output as a session file keeps them: on a page, whatever the terminal.
  var pageLines: [StyledText] { lines(on: \.page) }

  /// The lines of the output on one of the statement's surfaces.
  func lines(on choice: KeyPath<Execution, Surface>) -> [StyledText] {
    let surface = self[keyPath: choice]
    switch result {
    case .failure(let problem): return finishedLines(problem, on: surface) + errorLines
    case .success(.transcript(let inner, let showsCommands)):
      return inner.flatMap { ($0.inner.isEmpty && showsCommands ? $0.typedLines : []) + $0.lines(on: choice) }
    case .success(let value):
      var lines = value.lines(on: surface, numbers: numbers)
      if let binding, case .number(let number) = value {
        lines = [StyledText("\(binding) = \(numbers.exact(number))")]
      }
      switch value {
      case .plot(let drawing) where !drawing.asText: return notes + lines
      case .help, .lesson: return notes + lines
      default: return (notes + lines).map { $0.plain.isEmpty ? $0 : StyledText("  ") + $0 }
      }
    }
  }

  /// The statement behind its prompt.
  private var typedLines: [StyledText] { StyledText.typed(text) }

  private var notes: [StyledText] { warnings.map { StyledText("note: \($0)", .warning) } }

  /// What was done of a statement that was stopped; results, where `errorLines` only say that there are no more.
  public var finishedLines: [StyledText] {
    guard case .failure(let problem) = result else { return [] }
    return finishedLines(problem, on: surface)
  }

  private func finishedLines(_ problem: Problem, on surface: Surface) -> [StyledText] {
    (problem.finished?.lines(on: surface, numbers: numbers) ?? []).map { StyledText("  ") + $0 }
  }

  /// `error:` with its sentence, and the lines that help further; for one that was stopped, what it had proven.
  public var errorLines: [StyledText] {
    guard case .failure(let problem) = result else { return [] }
    let indent = isStopped ? "  " : "       "
    return [isStopped ? StyledText(indent) + sentence(of: problem) : sentence(of: problem)]
      + problem.hints.map { StyledText(indent + $0.visible) }
  }

  /// The error's lines with its place in a file in front.
  public func errorLines(in file: String) -> [StyledText] {
    guard case .failure(let problem) = result else { return [] }
    return [StyledText("\(file):\(line):\(column): ") + sentence(of: problem)] + errorLines.dropFirst()
  }

  private func sentence(of problem: Problem) -> StyledText {
    guard problem.code == .cancelled else {
      return StyledText("error: ", .error) + StyledText(problem.sentence.visible)
    }
    let reached = problem.partial.map { "   so far: \(BoundText(numbers: numbers).claim($0))" } ?? ""
    return StyledText(problem.message + reached, .warning)
  }

  /// The lines of the output or of the error without styles.
  public var recordedLines: [String] { lines.map(\.plain) }

  /// The caret line under the characters to blame, in columns of the line as typed.
  public func caretLine(under source: String) -> String? {
    guard case .failure(let problem) = result, problem.range != nil, !isStopped else { return nil }
    let characters = Array(source)
    let before = characters.prefix(column - 1)
    let blamed = characters.dropFirst(column - 1).prefix(max(1, length))
    let indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: String($0).columns) }.joined()
    return indent + String(repeating: "^", count: max(1, String(blamed).columns))
  }

  /// The statement as one strict JSON object.
  public func json(file: String?) -> JSON {
    var members = JSON.record([
      "v": .int(1), "n": .int(number), "cmd": .string(verb), "line": .int(line),
      "file": file.map { .string($0) },
      "ok": .bool(isOK),
    ]).members
    var notes = warnings
    switch result {
    case .success(let value):
      let (type, fields) = value.json(on: surface, numbers: numbers)
      members += JSON.record(["type": .string(type), "as": binding.map { .string($0) }]).members + fields
      if case .bound(let finding) = value { notes += finding.bound.notes }
      if case .estimate(let finding) = value { notes += finding.bound.notes }
      if case .imported(let found) = value { notes += found.notes }
      if case .file(let path, _, let strays) = value {
        notes += StrayNote(file: path, strays: strays).sentences
      }
    case .failure(let problem):
      members += problem.json(line: line, column: column, length: length)
      members += problem.finished?.json(on: surface, numbers: numbers).members ?? []
    }
    if !notes.isEmpty { members += JSON.record(["warnings": .strings(notes)]).members }
    return .object(members)
  }
}
