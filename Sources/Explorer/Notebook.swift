import Language
public import LinearAlgebra
import Networks
import Parameters
public import Sessions
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
  /// How many files are running inside each other, and which.
  var running: [String] = []
  /// Where lessons are found, and how far each is.
  public var lessons = LessonShelf.standard
  public var progress = ProgressBook(path: nil)
  /// The lesson that somebody is in.
  var lecture: LessonRun?
  private var past: [Moment] = []
  private var future: [Moment] = []
  var count = 0
  /// What was undone and redone, in order.
  private var turns: [Turn] = []
  /// The numbers of statements that ran inside one that failed.
  private(set) var rolledBack: Set<Int> = []

  /// A workspace before a statement that changed it: a reference, so that the past is copied at no cost.
  private final class Moment: Sendable {
    let workspace: Workspace
    let text: String
    /// The statement's number in the history.
    let number: Int

    init(workspace: Workspace, text: String, number: Int) {
      (self.workspace, self.text, self.number) = (workspace, text, number)
    }
  }

  /// A change of the past: statement number `statement` taken back, or brought back, when `count` were run.
  private struct Turn: Sendable {
    let isUndo: Bool
    let statement: Int
    let count: Int
  }

  public init(surface: Surface = .page, access: FileAccess = .typed) {
    self.surface = surface
    self.access = access
  }

  /// How many statements can be undone before the oldest is forgotten.
  private static let memory = 200

  /// Runs the statements of a text, one after another.
  ///
  /// `firstLine` is the text's line in its file. With `stopsAtError` the statements after a failed one are left.
  @discardableResult
  public mutating func run(
    _ text: String, firstLine: Int = 1, stopsAtError: Bool = false, monitor: Monitor = .silent
  ) -> [Execution] {
    let source = SourceText(text, firstLine: firstLine)
    var results: [Execution] = []
    var end = 0
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
      if stopsAtError, !execution.isOK { break }
    }
    return results
  }

  private mutating func run(_ statement: Statement, in source: SourceText, _ monitor: Monitor) -> Execution {
    // Everything but the history, which only grows: a copy of it would cost time with every statement.
    let before = (workspace, past, future, ownFile, access, running)
    let turnCount = turns.count
    let first = count + 1
    do throws(Problem) {
      let outcome = try perform(statement, monitor: monitor)
      if let number = outcome.value.number { workspace.lastNumber = number }
      if let binding = statement.binding { try bind(binding, to: outcome.value) }
      if outcome.isUndoable || statement.binding != nil {
        past =
          before.1.suffix(Self.memory - 1)
          + [Moment(workspace: before.0, text: source.text(statement.range), number: count + 1)]
        future = []
      }
      return record(
        .success(outcome.value), verb: outcome.verb,
        text: source.text(statement.range, expanding: outcome.expansions), binding: statement.binding?.value,
        warnings: outcome.warnings, range: statement.range, source)
    } catch {
      (workspace, past, future, ownFile, access, running) = before
      turns.removeSubrange(turnCount...)
      if count >= first { rolledBack.formUnion(first...count) }
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
    warnings: [String] = [], range: Range<Int>, _ source: SourceText
  ) -> Execution {
    count += 1
    let place = source.place(of: range.lowerBound)
    let execution = Execution(
      number: count, verb: verb, text: text, binding: binding, result: result, warnings: warnings,
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
    case .none: throw unknownCommand(invocation)
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
        expansions: binder.expansions + [Spanned(C.name, invocation.verb.range)])
    } catch {
      throw Problem(error)
    }
  }

  private func unknownCommand(_ invocation: Invocation) -> Problem {
    let word = invocation.verb.value
    if let translation = ForeignSpelling.translation(of: word) {
      return Problem(
        .unknownCommand, "unknown command '\(word)'", hints: ["here it is:  \(translation)"],
        at: invocation.verb.range)
    }
    if Vocabulary.kinds.contains(word.lowercased()) {
      let kind = word.lowercased()
      let isFunction = Vocabulary.functions.contains(kind)
      return Problem(
        .unknownCommand, "'\(word)' is a kind of layer, not a command",
        hints: [isFunction ? "layer \(kind)   or   plot \(kind)   or   bound \(kind)" : "layer \(kind) 5x3"],
        at: invocation.verb.range)
    }
    let candidates = Commands.words + workspace.names
    if invocation.operands.first?.word == "=" || workspace.value(named: word) != nil {
      return Problem(
        .unknownCommand, "'\(word)' is a name, not a command",
        hints: ["let \(word) = 4   gives it a number", "show \(word)   shows it"], at: invocation.verb.range)
    }
    return Problem(
      .unknownCommand, "unknown command '\(word)'", suggestions: nearest(to: word, among: candidates),
      hints: nearest(to: word, among: candidates).isEmpty ? ["help lists the commands"] : [],
      at: invocation.verb.range)
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
  mutating func undo(_ steps: Int) -> [String] {
    var texts: [String] = []
    while texts.count < steps, let moment = past.popLast() {
      future.append(Moment(workspace: workspace, text: moment.text, number: moment.number))
      turns.append(Turn(isUndo: true, statement: moment.number, count: count))
      workspace = moment.workspace
      texts.append(moment.text)
    }
    return texts
  }

  /// Brings back what `undo` took, and gives the texts.
  mutating func redo(_ steps: Int) -> [String] {
    var texts: [String] = []
    while texts.count < steps, let moment = future.popLast() {
      past.append(Moment(workspace: workspace, text: moment.text, number: moment.number))
      turns.append(Turn(isUndo: false, statement: moment.number, count: count))
      workspace = moment.workspace
      texts.append(moment.text)
    }
    return texts
  }

  /// The numbers of the statements that are undone, with those that saw what is undone.
  ///
  /// What was shown between a change and its `undo` showed that change, and what was shown between an `undo` and its
  /// `redo` did not: neither can be shown again by what is left.
  var undone: Set<Int> {
    var result = rolledBack
    var taken: [Int: (numbers: [Int], count: Int)] = [:]
    for turn in turns {
      if turn.isUndo {
        let numbers = (turn.statement...turn.count).filter { result.insert($0).inserted }
        taken[turn.statement] = (numbers, turn.count)
      } else if let back = taken.removeValue(forKey: turn.statement) {
        result.subtract(back.numbers)
        if back.count < turn.count { result.formUnion(back.count + 1...turn.count) }
      }
    }
    return result
  }

  /// Whether anything was changed.
  var hasWork: Bool { !past.isEmpty || !future.isEmpty }

  /// Goes on with another session's work in place of its own, which `undo` brings back.
  ///
  /// What made that work comes into the history, so that a saved session makes it again. `stream` is where the other
  /// one's random numbers began.
  mutating func adopt(_ other: Notebook, startedWith stream: RandomStream) {
    let earlier = past + [Moment(workspace: workspace, text: KeepCommand.name, number: count + 1)]
    run(ResetCommand.name)
    if stream != workspace.stream {
      run("\(SeedCommand.name) \(stream.seed) rng \(stream.generator.rawValue)")
    }
    let undone = other.undone
    for execution in other.executions
    where execution.isOK && execution.exitStatus == nil && !undone.contains(execution.number) {
      recordCopy(execution, isAside: false)
    }
    workspace = other.workspace
    past = earlier.suffix(Self.memory)
    future = []
  }

  /// Takes a statement that another session has run into the history; `isAside` if it has no part in this one's work.
  @discardableResult
  private mutating func recordCopy(_ execution: Execution, isAside: Bool) -> Execution {
    count += 1
    var copy = execution
    copy.number = count
    copy.isAside = isAside
    executions.append(copy)
    return copy
  }

  /// Takes a statement that was run on a copy into the history.
  mutating func recordAside(_ execution: Execution) -> Execution { recordCopy(execution, isAside: true) }

  /// Starts again with an empty workspace, which `undo` takes back.
  mutating func reset() {
    past.append(Moment(workspace: workspace, text: "reset", number: count + 1))
    future = []
    workspace = Workspace()
  }
}

extension String {
  var trimmingBlanks: String {
    var slice = self[...]
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice.drop(while: \.isWhitespace))
  }
}

extension Workspace {
  func variable(_ name: String, _ member: String?) -> Double? {
    guard member == nil else { return nil }
    return name == "_" ? lastNumber : variables[name]
  }

  func binderNames(allowingPrefixes: Bool) -> BinderNames {
    BinderNames(
      isName: { name in
        name.contains(".") || Vocabulary.functions.contains(name) || Vocabulary.kinds.contains(name)
          || variables[name] != nil || data[name] != nil
          || models.contains { $0.name == name || $0.network[name] != nil }
      }, allowsPrefixes: allowingPrefixes, variable: variable)
  }

  /// What a bare name shows.
  func value(named name: String) -> Value? {
    if let element = current?.network[name] {
      return .layer(
        Value.LayerReport(element: element, model: currentName ?? "", bound: nil, isDetailed: true))
    }
    if let model = model(named: name) { return .model(model) }
    if let number = variables[name] { return .number(number) }
    if let batch = data[name] { return .data(name: name, batch) }
    return nil
  }
}
