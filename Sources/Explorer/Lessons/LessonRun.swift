import Lipschitz
import LinearAlgebra
import Sessions
import TerminalText

/// A lesson that somebody is in: where it stands, what was answered, and its own session.
///
/// A value without a terminal. Its session runs the commands of the file and nothing else, so that nothing typed can
/// make a later question unanswerable; what the learner runs, runs on a copy. Every path through a question ends: at
/// the third wrong answer, or the third after a few that were no answers at all.
struct LessonRun: Sendable {
  /// What the lesson waits for.
  enum Phase: Hashable, Sendable {
    /// An answer to the question of the step.
    case asking(Attempt)
    /// Somebody who has read what a step showed.
    case shown
    case finished
  }

  /// What was tried on a question.
  struct Attempt: Hashable, Sendable {
    var wrong = 0
    /// How often something was typed that is no answer.
    var unreadable = 0
    var hints = 0
  }

  /// What a copy of the lesson's session is for.
  private enum Copy: Hashable { case trying, answering }

  static let tries = 3
  /// So many texts that are no answers are forgiven on each question; later ones count as wrong answers.
  static let forgiven = 3

  let lesson: Lesson
  private(set) var place = 0
  private(set) var phase = Phase.shown
  private(set) var answers: [String: LessonProgress.Answer] = [:]
  /// The lesson's session before each step so far, and as it is now.
  private var states: [Notebook]
  private var copies: [Copy: Notebook] = [:]
  /// How many columns plots have in the file.
  let headerWidth: Int?

  /// A lesson at its beginning, in a session of its own.
  init(_ lesson: Lesson, in notebook: Notebook, headerWidth: Int? = nil) {
    self.lesson = lesson
    self.headerWidth = headerWidth
    states = [notebook]
  }

  /// The random numbers with which the lesson began.
  var stream: RandomStream { states[0].workspace.stream }

  var step: Lesson.Step { lesson.steps[place] }
  var isTrying: Bool { copies[.trying] != nil }

  /// Whether commands are typed, on a copy, and not answers.
  var takesCommands: Bool { isTrying || copies[.answering] != nil }

  /// The session as the lesson has made it.
  var notebook: Notebook { states[states.count - 1] }

  /// The session that commands are typed in, or would be.
  var visible: Notebook { copies[.trying] ?? copies[.answering] ?? notebook }

  func page(_ lines: [StyledText] = [], correct: Bool? = nil) -> LessonPage {
    var page = LessonPage(slide: lesson.number, step: step.id, lines: lines, isCorrect: correct)
    if case .asking = phase { page.question = step.question }
    return page
  }

  // MARK: Steps

  /// Goes to a step without showing those before it, whose commands run; then shows it.
  mutating func start(at place: Int, answers: [String: LessonProgress.Answer], on stage: Stage)
    throws(Problem) -> LessonPage
  {
    self.answers = answers
    for earlier in 0..<min(max(place, 0), lesson.steps.count - 1) {
      self.place = earlier
      _ = try runCommands(on: stage)
    }
    self.place = states.count - 1
    return try present(on: stage)
  }

  /// Shows the step: what it tells, then its question, or what its commands print.
  private mutating func present(on stage: Stage) throws(Problem) -> LessonPage {
    let width = stage.textWidth
    var lines: [StyledText] = [
      "", StyledText("[slide \(lesson.number) · \(place + 1)/\(lesson.steps.count)]", .dim),
    ]
    if place == 0 { lines[1] = lines[1] + StyledText("  \(lesson.title.visible)", .bold) }
    lines += Narration.lines(of: step.narration, width: width)
    copies = [:]
    if let question = step.question, let given = answers[step.id], given.isAnswer {
      if !step.narration.isEmpty { lines.append("") }
      lines += question.lines(width: width, isOpen: false)
      lines += Self.words(on: given, to: question).wrapped(to: width)
      if !step.commands.isEmpty { lines.append("") }
      lines += try showCommands(on: stage)
      return page(lines)
    }
    if let question = step.question {
      phase = .asking(Attempt())
      if !step.narration.isEmpty { lines.append("") }
      lines += question.lines(width: width)
      if case .effect = question.answer { copies[.answering] = stage.copy(of: notebook) }
      return page(lines)
    }
    if !step.narration.isEmpty, !step.commands.isEmpty { lines.append("") }
    lines += try showCommands(on: stage)
    return page(lines)
  }

  /// What was answered before, and what it was worth: a question is asked once.
  private static func words(on given: LessonProgress.Answer, to question: Question) -> StyledText {
    let answer = StyledText("    You answered  \(given.text.visible).", .dim)
    guard given.isRight else { return answer + StyledText("  The answer is  \(question.solution.visible).") }
    return answer
      + StyledText(question.reason(for: given.text).map { "  Yes: \($0.visible)." } ?? "  Yes.", .ok)
  }

  /// Runs the step's commands and shows them with what they print, and how to go on.
  private mutating func showCommands(on stage: Stage) throws(Problem) -> [StyledText] {
    let lines = try runCommands(on: stage)
    phase = .shown
    copies = [:]
    // Nobody presses Enter in a pipe.
    guard stage.isTyped else { return lines }
    let isLast = place == lesson.steps.count - 1
    return lines + [
      StyledText(
        "Enter = \(isLast ? "finish" : "go on") · back · try = play freely · quit", .dim)
    ]
  }

  private mutating func runCommands(on stage: Stage) throws(Problem) -> [StyledText] {
    var notebook = self.notebook
    var lines: [StyledText] = []
    for command in step.commands {
      for (index, line) in command.source.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        lines.append(
          StyledText(index == 0 ? "lip> " : "...> ", .prompt) + StyledText(String(line).visible, .bold))
      }
      notebook.surface = stage.surface
      let executions = notebook.run(
        command.source, firstLine: command.line, stopsAtError: true, monitor: stage.monitor)
      for execution in executions {
        if case .failure(let problem) = execution.result, problem.code == .cancelled { throw problem }
        lines += execution.lines
      }
    }
    states.append(notebook)
    return lines
  }

  /// Goes on to the next step, or to the end.
  mutating func next(on stage: Stage) throws(Problem) -> LessonPage {
    if isTrying { return isBusyTrying }
    if case .asking = phase {
      return page([StyledText("There is a question first; skip passes over it.", .warning)])
    }
    guard place < lesson.steps.count - 1 else { return finish() }
    place += 1
    return try present(on: stage)
  }

  /// Goes back to the step before, as it was.
  mutating func back(on stage: Stage) throws(Problem) -> LessonPage {
    if isTrying { return isBusyTrying }
    let note = place == 0 ? [StyledText("This is the first step.", .dim)] : []
    place = max(0, place - 1)
    states = Array(states.prefix(place + 1))
    var shown = try present(on: stage)
    shown.lines = note + shown.lines
    return shown
  }

  private mutating func finish() -> LessonPage {
    phase = .finished
    let right = lesson.steps.count { $0.question != nil && answers[$0.id]?.isRight == true }
    let count = lesson.questionCount
    var lines = ["", StyledText("The end of slide \(lesson.number).", .bold)]
    if count > 0 {
      lines[1] = lines[1] + StyledText("  You had \(right) of \(Value.count(count, "question")) right.")
    }
    if LessonShelf.numbers.contains(lesson.number + 1) {
      lines.append(StyledText("slide \(lesson.number + 1)   goes on", .dim))
    }
    return page(lines)
  }

  // MARK: Questions

  /// Takes an answer to a question by choice or number; nil if the text is none and may be something else.
  mutating func answer(_ text: String, isOther: Bool, on stage: Stage) throws(Problem) -> LessonPage? {
    guard case .asking(var attempt) = phase, let question = step.question else { return nil }
    switch question.verdict(on: text, variables: notebook.workspace.variable) {
    case .right: return try settle(.right, text, after: attempt, on: stage)
    case .unreadable(let advice):
      if isOther { return nil }
      attempt.unreadable += 1
      if attempt.unreadable > Self.forgiven {
        return try wrong(text, advice.capitalizedFirst + ".", attempt, on: stage)
      }
      phase = .asking(attempt)
      return page(StyledText(advice.capitalizedFirst + ".", .warning).wrapped(to: stage.textWidth))
    case .wrong(let advice):
      let lead = if case .choices = question.answer { "No" } else { "" }
      let words = [lead, advice].filter { !$0.isEmpty }.joined(separator: ": ")
      return try wrong(text, words.capitalizedFirst + ".", attempt, on: stage)
    }
  }

  private mutating func wrong(_ text: String, _ advice: String, _ attempt: Attempt, on stage: Stage)
    throws(Problem) -> LessonPage
  {
    var attempt = attempt
    attempt.wrong += 1
    let line = StyledText(advice, .warning)
    guard attempt.wrong < Self.tries else {
      var shown = try settle(.wrong, text, after: attempt, on: stage)
      shown.lines = line.wrapped(to: stage.textWidth) + shown.lines
      return shown
    }
    phase = .asking(attempt)
    let left = Self.tries - attempt.wrong
    let rest = StyledText(
      "  \(left == 1 ? "One try" : "\(left) tries") left"
        + (attempt.hints < (step.question?.hints.count ?? 0) ? " · hint" : ""), .dim)
    return page(Self.beside(line, rest, width: stage.textWidth), correct: false)
  }

  /// A line and a remark behind it, or below it where the two do not fit.
  private static func beside(_ line: StyledText, _ remark: StyledText, width: Int) -> [StyledText] {
    let whole = line + remark
    return whole.width <= width ? [whole] : line.wrapped(to: width) + [remark]
  }

  /// How a question ends.
  private enum End { case right, wrong, skipped }

  private mutating func settle(_ end: End, _ text: String, after attempt: Attempt, on stage: Stage)
    throws(Problem) -> LessonPage
  {
    guard let question = step.question else { return page() }
    let isRight = end == .right
    let line =
      switch end {
      case .right:
        StyledText(question.reason(for: text).map { "Yes: \($0.visible)." } ?? "Yes.", .ok)
      case .wrong: StyledText("The answer is  \(question.solution.visible).")
      case .skipped: StyledText("Skipped. The answer is  \(question.solution.visible).")
      }
    let shown = try showCommands(on: stage)
    // What was right once stays right.
    if isRight || answers[step.id]?.isRight != true {
      answers[step.id] = LessonProgress.Answer(
        text: String(text.prefix(200)), isRight: isRight, tries: attempt.wrong + (isRight ? 1 : 0))
    }
    return page(
      line.wrapped(to: stage.textWidth) + (step.commands.isEmpty ? [] : [""]) + shown,
      correct: end == .skipped ? nil : isRight)
  }

  /// The next hint.
  mutating func hint() -> LessonPage {
    if isTrying { return isBusyTrying }
    guard case .asking(var attempt) = phase, let question = step.question else {
      return page([StyledText("There is no question here. Enter goes on.", .dim)])
    }
    guard attempt.hints < question.hints.count else {
      let words = question.hints.isEmpty ? "There is no hint to this question" : "There are no more hints"
      return page([StyledText("\(words); skip shows the answer.", .dim)])
    }
    let hint = question.hints[attempt.hints].visible
    attempt.hints += 1
    phase = .asking(attempt)
    let left = question.hints.count - attempt.hints
    let rest = left > 0 ? "   (\(left) more: hint)" : ""
    return page(Self.beside(StyledText("Hint: \(hint)"), StyledText(rest, .dim), width: 80))
  }

  /// Passes over the question, whose answer is shown, or goes on.
  mutating func skip(on stage: Stage) throws(Problem) -> LessonPage {
    if isTrying { return isBusyTrying }
    guard case .asking(let attempt) = phase else { return try next(on: stage) }
    return try settle(.skipped, "", after: attempt, on: stage)
  }

  // MARK: Copies

  /// Opens a copy of the session to play in.
  mutating func tryOut(on stage: Stage) -> LessonPage {
    if isTrying { return isBusyTrying }
    if copies[.answering] != nil {
      return page([StyledText("This question is answered by commands, on a copy: just type them.", .dim)])
    }
    copies[.trying] = stage.copy(of: notebook)
    return page([
      StyledText("A copy to play in, with any command. done goes back, keep takes it along.", .dim)
    ])
  }

  /// Runs what was typed in the copy that is open.
  mutating func runInCopy(_ text: String, firstLine: Int, stopsAtError: Bool, on stage: Stage) -> [Execution]
  {
    let copy = isTrying ? Copy.trying : .answering
    guard var notebook = copies[copy] else { return [] }
    notebook.surface = stage.surface
    let executions = notebook.run(
      text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: stage.monitor)
    copies[copy] = notebook
    return executions
  }

  /// Runs what was typed on a copy that is forgotten.
  func runOnce(_ text: String, firstLine: Int, stopsAtError: Bool, on stage: Stage) -> [Execution] {
    var copy = stage.copy(of: notebook)
    return copy.run(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: stage.monitor)
  }

  /// Judges what the commands typed so far have done; nil where nothing is judged.
  ///
  /// A learner who says `isDone` uses up a try; who goes on working does not.
  mutating func judge(isDone: Bool, on stage: Stage) throws(Problem) -> LessonPage? {
    guard !isTrying, let copy = copies[.answering], case .asking(let attempt) = phase,
      case .effect(let command, let relation, let expression, let tolerance) = step.question?.answer
    else { return nil }
    let goal = "\(command) \(relation.rawValue) \(expression)".visible
    let advice: String
    do throws(Problem) {
      let (holds, got) = try copy.judge(command, relation, expression, tolerance)
      if holds { return try settle(.right, goal, after: attempt, on: stage) }
      advice = "Not yet: wanted is  \(goal)  and \(command.visible) gives \(NumberFormat().exact(got))."
    } catch {
      if error.code == .cancelled { throw error }
      advice = "Not yet: wanted is  \(goal)  (\(error.message))."
    }
    if isDone { return try wrong("done", advice, attempt, on: stage) }
    return page(StyledText(advice, .dim).wrapped(to: stage.textWidth))
  }

  /// Goes back from the copy to the lesson.
  mutating func done(on stage: Stage) throws(Problem) -> LessonPage {
    if copies.removeValue(forKey: .trying) != nil { return backInLesson(after: "Back in the lesson.") }
    if let page = try judge(isDone: true, on: stage) { return page }
    return page([StyledText("No copy is open; try opens one.", .dim)])
  }

  /// Closes the copy that was kept.
  mutating func kept() -> LessonPage {
    copies[.trying] = nil
    return backInLesson(after: "Kept: your own session has it when you leave the lesson.")
  }

  private func backInLesson(after words: String) -> LessonPage {
    page([StyledText(words, .dim)] + reminder)
  }

  /// What the lesson waits for, in short.
  var reminder: [StyledText] {
    switch phase {
    case .asking: step.question?.lines(width: 80) ?? []
    case .shown: [StyledText("Enter goes on.", .dim)]
    case .finished: []
    }
  }

  private var isBusyTrying: LessonPage {
    page([StyledText("You are trying on a copy: done goes back to the lesson first.", .dim)])
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
