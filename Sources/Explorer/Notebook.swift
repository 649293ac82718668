import Language
public import LinearAlgebra
import Parameters
public import Sessions
import Synchronization
import TerminalText

/// A session: the workspace, what was done, and what can be undone.
///
/// A value; what a statement changes is put back unless it succeeds. Only the history, which grows, is kept.
public struct Notebook: Sendable {
  var workspace = Workspace()
  /// What was typed and printed, in order.
  public internal(set) var executions: [Execution] = []
  public var surface: Surface
  public var access: FileAccess
  /// Whether somebody types: commands and keys may then be shortened.
  public var isTyped = false
  /// The generator that a file's header named before anything ran, which a saved session names again.
  private(set) var startingGenerator: SessionFile.Header.Generator?
  /// Whether whoever runs the session plays replays, step by step; otherwise they run at once.
  public var playsElsewhere = false
  /// Whether the statement that runs is the only one of its text.
  var isAlone = false
  /// Sessions that ended without goodbye, newest first.
  public var orphans: [Orphan] = []
  /// Those that this session has brought back.
  var recovered: [Orphan] = []
  /// The file that `save` may overwrite unasked, because this session wrote it.
  var ownFile: String?
  /// Folders and paths of which `save` has said that a script there cannot read them.
  var toldStrays: Set<[String]> = []
  /// How many files are running inside each other, and which.
  var running: [String] = []
  /// Where lessons are found, and how far each is.
  public var lessons = LessonShelf.standard
  public var progress = ProgressBook(path: nil)
  /// The lesson that somebody is in.
  var lecture: LessonRun?
  /// How many statements were run.
  var count = 0
  var timeline = Timeline()
  /// Comments that were typed between statements.
  private(set) var remarks: [Remark] = []

  /// A comment, and the statement that it came after.
  struct Remark: Hashable, Sendable {
    let number: Int
    /// Without its `#`.
    let text: String
  }

  public init(surface: Surface = .page, access: FileAccess = .typed) {
    self.surface = surface
    self.access = access
  }

  /// Runs the statements of a text, one after another.
  ///
  /// `firstLine` is the text's line in its file. With `stopsAtError` the statements after a failed one are left; those
  /// after one that was stopped always are.
  @discardableResult
  public mutating func run(
    _ text: String, firstLine: Int = 1, stopsAtError: Bool = false, monitor: Monitor = .silent
  ) -> [Execution] {
    let source = SourceText(text, firstLine: firstLine)
    var results: [Execution] = []
    var end = 0
    if access.scriptFolder == nil, running.isEmpty {
      remarks += comments(in: text).map { Remark(number: count, text: $0) }
    }
    let statements = parse(text)
    isAlone = statements.count == 1
    for statement in statements {
      let execution: Execution
      switch statement {
      case .success(let statement):
        execution = run(statement, in: source, monitor)
        end = statement.range.upperBound
      case .failure(let error):
        let range = source.statement(from: end, past: error.range.upperBound)
        let text = source.text(range)
        let problem = Problem(error)
        workspace.lastProblem = problem
        execution = record(
          .failure(problem), verb: wholeVerb(String(text.prefix { !$0.isWhitespace })), text: text,
          range: error.range, source)
        end = range.upperBound
      }
      results.append(execution)
      if execution.exitStatus != nil { break }
      if execution.isStopped || (stopsAtError && !execution.isOK) { break }
    }
    return results
  }

  private mutating func run(_ statement: Statement, in source: SourceText, _ monitor: Monitor) -> Execution {
    // Everything but the history, which only grows: a copy of it would cost time with every statement.
    let before = (workspace, timeline, ownFile, access, running)
    let first = count + 1
    do throws(Problem) {
      let outcome = try perform(statement, monitor: monitor)
      if let number = outcome.value.number { workspace.lastNumber = number }
      if let binding = statement.binding { try bind(binding, to: outcome.value) }
      if outcome.isUndoable || statement.binding != nil {
        timeline.note(before.0, before: source.text(statement.range), number: count + 1)
      }
      return record(
        .success(outcome.value), verb: outcome.verb,
        text: source.text(statement.range, expanding: outcome.expansions), binding: statement.binding?.value,
        warnings: outcome.warnings, files: outcome.files, range: statement.range, source)
    } catch {
      (workspace, timeline, ownFile, access, running) = before
      if count >= first { timeline.rollBack(first...count) }
      workspace.lastProblem = error
      var verb = "let"
      if case .command(let invocation) = statement.body { verb = wholeVerb(invocation.verb.value) }
      return record(
        .failure(error.at(statement.range)), verb: verb, text: source.text(statement.range),
        range: error.range ?? statement.range, source)
    }
  }

  /// A file that runs writes whole words.
  private var allowsPrefixes: Bool { isTyped && access.scriptFolder == nil }

  private func wholeVerb(_ word: String) -> String {
    if case .one(let type) = Commands.named(word, allowingPrefixes: allowsPrefixes) {
      type.name
    } else {
      word
    }
  }

  private mutating func bind(_ name: Spanned<String>, to value: Value) throws(Problem) {
    guard let number = value.number else {
      throw Problem(.badValue, "let needs a number, and this gives none", at: name.range)
    }
    guard !Vocabulary.isReserved(name.value) else {
      throw Problem(.badValue, "'\(name.value)' is a word of the language", at: name.range)
    }
    try workspace.checkRoom(for: name.value, at: name.range)
    workspace.variables[name.value] = number
  }

  mutating func record(
    _ result: Result<Value, Problem>, verb: String, text: String, binding: String? = nil,
    warnings: [String] = [], files: [ReadFiles.File] = [], range: Range<Int>, _ source: SourceText
  ) -> Execution {
    count += 1
    let place = source.place(of: range.lowerBound)
    let execution = Execution(
      number: count, verb: verb, text: text, binding: binding, result: result, files: files,
      warnings: warnings,
      line: place.line, column: place.column, length: max(1, range.count),
      surface: drawingSurface, page: settled(.page), numbers: workspace.settings.numbers)
    executions.append(execution)
    return execution
  }

  /// Seconds that a replay waits before a command that names no pause.
  public var usualPause: Double { workspace.settings.pause.seconds }
  /// Whether typed lines are remembered for the next time.
  public var keepsHistory: Bool { workspace.settings.keepsHistory }

  /// When output is coloured, if `set color` says so.
  public var colourWish: Bool? {
    switch workspace.settings.color {
    case .auto: nil
    case .always: true
    case .never: false
    }
  }

  /// The surface with what `set` says.
  var drawingSurface: Surface { settled(surface) }

  private func settled(_ surface: Surface) -> Surface {
    var result = surface
    if let width = workspace.settings.width { result.width = width.value }
    if let height = workspace.settings.height { result.height = height.value }
    if let canvas = workspace.settings.canvas { result.canvas = canvas }
    return result
  }

  // MARK: Statements

  struct Outcome {
    let value: Value
    let verb: String
    let warnings: [String]
    let isUndoable: Bool
    /// The whole words for what was shortened.
    var expansions: [Spanned<String>] = []
    var files: [ReadFiles.File] = []
  }

  private mutating func perform(_ statement: Statement, monitor: Monitor) throws(Problem) -> Outcome {
    switch statement.body {
    case .expression(let expression):
      do throws(SyntaxError) {
        let value = try expression.value(variables: workspace.variable)
        return Outcome(value: .number(value), verb: "let", warnings: [], isUndoable: false)
      } catch {
        throw Problem(error)
      }
    case .help(let topic):
      return Outcome(
        value: .help(try Help.page(for: topic?.value, at: topic?.range)), verb: "help", warnings: [],
        isUndoable: false)
    case .command(let invocation):
      return try perform(invocation, monitor: monitor)
    }
  }

  private mutating func perform(_ invocation: Invocation, monitor: Monitor) throws(Problem) -> Outcome {
    let word = invocation.verb.value
    if invocation.operands.isEmpty, invocation.items == nil, let value = workspace.value(named: word),
      case .none = Commands.named(word, allowingPrefixes: false)
    {
      // Somebody's name, even if it is the beginning of a command.
      return Outcome(value: value, verb: ShowCommand.name, warnings: [], isUndoable: false)
    }
    switch Commands.named(word, allowingPrefixes: allowsPrefixes) {
    case .one(let type):
      return try perform(type, invocation, monitor: monitor)
    case .several(let names):
      throw Problem(
        .unknownCommand, "'\(word)' could be \(names.joined(separator: ", "))",
        at: invocation.verb.range)
    case .none: throw workspace.unknownCommand(invocation)
    }
  }

  private mutating func perform<C: Command>(_: C.Type, _ invocation: Invocation, monitor: Monitor)
    throws(Problem)
    -> Outcome
  {
    guard invocation.items == nil || C.takesItems else {
      throw Problem(.syntax, "\(C.name) takes no list of layers", at: invocation.verb.range)
    }
    var binder = Binder<C>(subject: C.name, names: workspace.binderNames(allowingPrefixes: allowsPrefixes))
    try binder.bind(invocation.operands)
    try binder.checkRequired(
      at: invocation.operands.last?.range.upperBound ?? invocation.verb.range.upperBound)
    let readFiles = ReadFiles()
    var access = access
    access.readFiles = readFiles
    let context = Context(
      monitor: monitor, surface: drawingSurface, access: access, items: invocation.items,
      ranges: binder.ranges,
      verbRange: invocation.verb.range)
    do {
      let value: Value
      var isUndoable = false
      if let command = binder.root as? any WorkspaceCommand {
        let changes = workspace.changeCount
        value = try command.run(in: &workspace, context: context)
        isUndoable = type(of: command).isUndoable || workspace.changeCount > changes
      } else if let command = binder.root as? any NotebookCommand {
        value = try command.run(on: &self, context: context)
      } else {
        throw Problem(.internal, "\(C.name) cannot be run")
      }
      return Outcome(
        value: value, verb: C.name, warnings: invocation.notes.map(\.value), isUndoable: isUndoable,
        expansions: binder.expansions + [Spanned(C.name, invocation.verb.range)], files: readFiles.all)
    } catch {
      throw Problem(error)
    }
  }

  /// Takes the generator that a file's header names, so that its seeds mean the same for ever.
  public mutating func start(_ header: SessionFile.Header) {
    if executions.isEmpty { startingGenerator = header.rng }
    guard let generator = header.rng.flatMap({ RandomStream.Generator(rawValue: $0.rawValue) }),
      generator != workspace.stream.generator
    else { return }
    workspace.stream = RandomStream(seed: workspace.stream.seed, generator: generator)
  }

  // MARK: Time

  /// Takes back the last `steps` statements that changed the workspace, and gives their texts, last first.
  ///
  /// What was shown since, and is printed again by what is left, such as a bound of a layer before the one that went,
  /// stays part of the session.
  mutating func undo(_ steps: Int, monitor: Monitor) throws -> [String] {
    let before = undone
    let texts = timeline.undo(steps, on: &workspace, count: count)
    let doubtful = undone.subtracting(before).subtracting(timeline.taken(in: texts.count))
    var copy = self
    copy.access.mayWrite = false
    copy.access.permits = nil
    var kept: Set<Int> = []
    for execution in executions where doubtful.contains(execution.number) && execution.isRepeatable {
      let workspace = copy.workspace
      let latest = copy.timeline.latest
      let again = copy.run(execution.text, monitor: Self.brief(monitor))
      try monitor.poll()
      if again.count == 1, again[0].isOK, copy.timeline.latest == latest,
        again[0].pageLines == execution.pageLines
      {
        kept.insert(execution.number)
      } else {
        copy.workspace = workspace
      }
    }
    // With it comes what `explain` tells of: the last that still holds.
    workspace = copy.workspace
    timeline.keep(kept, without: texts.count)
    return texts
  }

  /// A monitor that lets work ask so often only, the same on every machine: what is repeated is to be quick.
  private static func brief(_ monitor: Monitor) -> Monitor {
    let left = Mutex(2000)
    return Monitor { _ in
      let goesOn = left.withLock { left in
        left -= 1
        return left >= 0
      }
      do { try monitor.poll() } catch { return false }
      return goesOn
    }
  }

  /// Brings back what `undo` took, and gives the texts.
  mutating func redo(_ steps: Int) -> [String] { timeline.redo(steps, on: &workspace, count: count) }

  /// The numbers of the statements that are undone, with those that saw what is undone.
  var undone: Set<Int> { timeline.undone }

  /// Starts again with an empty workspace, which `undo` takes back.
  mutating func reset() {
    timeline.note(workspace, before: ResetCommand.name, number: count + 1)
    workspace = Workspace()
  }
}
