import Language
public import LinearAlgebra
import Sessions
import TerminalText

/// Lessons in a session: what is typed goes to the lesson, or to a copy of its session, until it is left.
extension Notebook {
  /// What the next line is for.
  public enum Expectation: Hashable, Sendable {
    /// Statements; in a lesson on a copy, where this session stays as it is.
    case statement(inLesson: Bool)
    case answer
    /// Nothing but going on.
    case enter
  }

  public var expectation: Expectation {
    guard let lecture else { return .statement(inLesson: false) }
    if lecture.takesCommands { return .statement(inLesson: true) }
    if case .asking = lecture.phase { return .answer }
    return .enter
  }

  public var isInLesson: Bool { lecture != nil }

  /// Whether a copy is open in the lesson.
  public var isTrying: Bool { lecture?.isTrying ?? false }

  /// What stands in front of the `>` of the prompt: `lip`, `lip 4`, `lip 4 try`.
  public var promptLabel: String {
    guard let lecture else { return "lip" }
    return "lip \(lecture.lesson.number)" + (lecture.isTrying ? " try" : "")
  }

  /// The workspace that the next commands are for, so that completion knows its names.
  var visibleWorkspace: Workspace { lecture?.visible.workspace ?? workspace }

  /// Whether every question of a slide was answered rightly in a walk to its end.
  public func hasPassed(_ slide: Int) -> Bool {
    progress.slides[slide].map { $0.isFinished && $0.rightCount >= $0.questions } ?? false
  }

  /// Runs what was typed: in a lesson an answer, a word of the lesson, or commands on a copy; else statements.
  @discardableResult
  public mutating func take(
    _ text: String, firstLine: Int = 1, stopsAtError: Bool = false, monitor: Monitor = .silent
  ) -> [Execution] {
    guard let lecture else {
      return run(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: monitor)
    }
    let trimmed = text.trimmingBlanks
    let words = trimmed.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    if let first = words.first, Self.leaving.contains(first), words.count <= 2 { return leaveLesson() }
    if isOfLesson(trimmed, words) {
      return run(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: monitor)
    }
    if lecture.takesCommands {
      return work(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor)
    }
    if words.isEmpty {
      return [
        respond(to: text, as: NextCommand.name, monitor) { run, stage in
          if case .asking = run.phase { return run.page(run.reminder) }
          return try run.next(on: stage)
        }
      ]
    }
    if case .asking = lecture.phase {
      let isOther = isCommand(trimmed)
      var isTaken = true
      let response = respond(to: text, as: "answer", monitor) { run, stage in
        let page = try run.answer(trimmed, isOther: isOther, on: stage)
        isTaken = page != nil
        return page
      }
      if isTaken { return [response] }
      executions.removeLast()
      count -= 1
    }
    if case .one(let type) = Commands.named(words[0], allowingPrefixes: isTyped), type.group == .teach {
      return run(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: monitor)
    }
    return tryOnce(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor)
  }

  private static let leaving: Set = Set([ExitCommand.name] + ExitCommand.aliases)

  /// Leaves the copy that is open, or else the lesson.
  public mutating func leaveLesson() -> [Execution] {
    guard lecture != nil else { return [] }
    if isTrying {
      return [respond(to: DoneCommand.name, as: DoneCommand.name, .silent) { try $0.done(on: $1) }]
    }
    return [
      respond(to: ExitCommand.name, as: ExitCommand.name, .silent) { run, _ in
        let number = run.lesson.number
        return run.page([
          StyledText("You left slide \(number); slide \(number) goes on from here.", .dim)
        ])
      }
    ].map {
      lecture = nil
      return $0
    }
  }

  /// Whether a line is a word of the lesson, and no answer that begins with one.
  private func isOfLesson(_ text: String, _ words: [String]) -> Bool {
    guard let first = words.first, case .one(let type) = Commands.named(first, allowingPrefixes: false),
      type.group == .teach
    else { return false }
    return words.count == 1 || type is SlideCommand.Type || type is SlidesCommand.Type
  }

  /// Whether a text at a question is rather a command than an answer.
  private func isCommand(_ text: String) -> Bool {
    guard let statement = parse(text).first else { return false }
    let word: String
    switch statement {
    case .success(let statement):
      if statement.binding != nil { return true }
      switch statement.body {
      case .help: return true
      case .expression: return false
      case .command(let invocation): word = invocation.verb.value
      }
    case .failure: word = String(text.prefix { !$0.isWhitespace })
    }
    if case .one = Commands.named(word, allowingPrefixes: isTyped) { return true }
    return visibleWorkspace.value(named: text) != nil
  }

  // MARK: What is run

  /// Runs statements on the copy that is open, and says how far an answer by commands is.
  private mutating func work(_ text: String, firstLine: Int, stopsAtError: Bool, _ monitor: Monitor)
    -> [Execution]
  {
    guard var run = lecture else { return [] }
    let stage = stage(monitor)
    let results = run.runInCopy(text, firstLine: firstLine, stopsAtError: stopsAtError, on: stage)
    lecture = run
    var shown = results.filter { $0.exitStatus == nil }.map { recordAside($0) }
    if shown.contains(where: \.isOK), !run.isTrying {
      shown.append(
        respond(to: text, as: "answer", monitor) { run, stage in try run.judge(isDone: false, on: stage) })
    }
    return shown
  }

  /// Runs statements on a copy that is forgotten, and says so where that matters.
  private mutating func tryOnce(_ text: String, firstLine: Int, stopsAtError: Bool, _ monitor: Monitor)
    -> [Execution]
  {
    guard let run = lecture else { return [] }
    let results = run.runOnce(
      text, firstLine: firstLine, stopsAtError: stopsAtError, on: stage(monitor))
    let shown = results.filter { $0.exitStatus == nil }.map { recordAside($0) }
    guard shown.contains(where: { $0.isOK && !$0.isInformation }) else { return shown }
    let remark = respond(to: text, as: TryCommand.name, .silent) { run, _ in
      run.page([StyledText("  (on a copy: the lesson stays as it is. try opens one to work in)", .dim)])
    }
    return shown + [remark]
  }

  // MARK: What the lesson says

  static let outside = Problem(
    .badValue, "no lesson is open", hints: ["slides    lists them", "slide 4   opens one"])

  /// What the lesson shows itself on.
  private func stage(_ monitor: Monitor, headerWidth: Int? = nil) -> Stage {
    var surface = drawingSurface
    // On a page a lesson is as wide as its file says, unless somebody chose another width.
    if !isTyped, surface.width == Surface.page.width, let width = headerWidth ?? lecture?.headerWidth {
      surface.width = width
    }
    // On a terminal a plot leaves room for what is told above it.
    if isTyped, workspace.settings.height == nil { surface.height = min(surface.height, 14) }
    return Stage(surface: surface, monitor: monitor, access: access, isTyped: isTyped)
  }

  /// Has the lesson act, and notes how far it is; a lesson that fails stays as it was.
  mutating func inLesson(
    at range: Range<Int>?, _ monitor: Monitor, _ act: (inout LessonRun, Stage) throws -> LessonPage?
  ) throws(Problem) -> LessonPage {
    guard var run = lecture else { throw Self.outside.at(range) }
    var page: LessonPage
    do {
      page = try act(&run, stage(monitor)) ?? run.page()
    } catch {
      throw Problem(error)
    }
    lecture = run
    let progress = LessonProgress(run)
    if self.progress.slides[run.lesson.number] != progress,
      let warning = self.progress.note(progress, slide: run.lesson.number)
    {
      page.lines.append(StyledText("note: \(warning)", .warning))
    }
    if run.phase == .finished { lecture = nil }
    return page
  }

  /// The lesson's answer to a line that is no statement.
  private mutating func respond(
    to text: String, as verb: String, _ monitor: Monitor,
    _ act: (inout LessonRun, Stage) throws -> LessonPage?
  ) -> Execution {
    let source = SourceText(text, firstLine: 1)
    let result: Result<Value, Problem>
    do throws(Problem) {
      result = .success(.lesson(try inLesson(at: nil, monitor, act)))
    } catch {
      result = .failure(error)
    }
    return record(result, verb: verb, text: text, range: 0..<text.count, source)
  }

  /// Opens the lesson of a slide where it was left, or at its beginning.
  mutating func openLesson(_ number: Int, restarts: Bool, context: Context) throws(Problem) -> LessonPage {
    guard context.access.scriptFolder == nil, running.isEmpty else {
      throw Problem(
        .refused, "a file does not open lessons",
        hints: ["lip slide \(number) --answers FILE   runs one without a terminal"], at: context.verbRange)
    }
    if let lecture, lecture.isTrying {
      return try inLesson(at: nil, .silent) { run, stage in run.tryOut(on: stage) }
    }
    let (lesson, session, file) = try lessons.lesson(number, at: context.ranges["slide"])
    var rights = FileAccess.typed
    rights.enter(file)
    var own = Notebook(access: rights)
    own.start(session.header)
    let stage = stage(context.monitor, headerWidth: session.header.width)
    var run = LessonRun(lesson, in: own, headerWidth: session.header.width)
    let warning = progress.read()
    var known = restarts ? nil : progress.slides[number]
    if known?.isFinished == true { known = nil }
    let place = known.map { lesson.place(nearest: $0.step) } ?? 0
    var page = try run.start(at: place, answers: known?.answers ?? [:], on: stage)
    if place > 0 {
      let note =
        "Going on at step \(place + 1) of \(lesson.steps.count).   slide \(number) restart   begins again"
      page.lines.insert(StyledText(note, .dim), at: 0)
    }
    lecture = run
    // Whoever looks into a finished lesson again has still finished it.
    if restarts || progress.slides[number]?.isFinished != true {
      page.lines += try inLesson(at: nil, .silent) { run, _ in run.page() }.lines
    }
    if let warning { page.lines.insert(StyledText("note: \(warning)", .warning), at: 0) }
    return page
  }

  /// Takes the copy that is open, or the lesson's session, for this one.
  mutating func keepLesson(at range: Range<Int>?) throws(Problem) -> LessonPage {
    guard let lecture else { throw Self.outside.at(range) }
    adopt(lecture.isTrying ? lecture.visible : lecture.notebook, startedWith: lecture.stream)
    return try inLesson(at: range, .silent) { run, _ in run.kept() }
  }

  /// The slides with how far each is, one a line.
  mutating func slideList() -> [Value.Entry] {
    _ = progress.read()
    let width = Slides.all.map(\.title.columns).max() ?? 0
    return Slides.all.map { slide in
      let hasLesson = lessons.file(of: slide.number) != nil
      let state = progress.slides[slide.number]?.summary ?? (hasLesson ? "" : "no lesson yet")
      let text = state.isEmpty ? slide.title : slide.title.padded(to: width + 3) + state
      return Value.Entry(number: slide.number, text: text, isOK: hasLesson)
    }
  }
}

extension Execution {
  /// Whether it told something that has nothing to do with a session's work.
  fileprivate var isInformation: Bool {
    switch result {
    case .success(.help), .success(.list), .success(.lesson): true
    default: false
    }
  }
}
