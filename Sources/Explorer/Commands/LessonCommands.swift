import Parameters

/// `next`: goes on in a lesson, as Enter does.
struct NextCommand: NotebookCommand {
  static let name = "next"
  static let summary = "go on in a lesson, as Enter does"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening
  static let examples = [Example("next", prints: "[slide 4 · 2/", after: ["slide 4 restart"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(
      try notebook.inLesson(at: context.verbRange, context.monitor) { run, stage in try run.next(on: stage) })
  }
}

/// `back`: shows the step before again.
struct BackCommand: NotebookCommand {
  static let name = "back"
  static let summary = "go back to the step before, in a lesson"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening
  static let examples = [Example("back", prints: "[slide 4 · 1/", after: ["slide 4 restart", "next"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(
      try notebook.inLesson(at: context.verbRange, context.monitor) { run, stage in try run.back(on: stage) })
  }
}

/// `hint`: helps with a question.
struct HintCommand: NotebookCommand {
  static let name = "hint"
  static let summary = "the next hint to the question of a lesson"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening
  static let examples = [Example("hint", prints: "Hint: ", after: ["slide 4 restart", "next"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(try notebook.inLesson(at: context.verbRange, context.monitor) { run, _ in run.hint() })
  }
}

/// `skip`: passes over a question.
struct SkipCommand: NotebookCommand {
  static let name = "skip"
  static let summary = "show the answer to the question of a lesson, and go on"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening
  static let examples = [Example("skip", prints: "Skipped. ", after: ["slide 4 restart", "next"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(
      try notebook.inLesson(at: context.verbRange, context.monitor) { run, stage in try run.skip(on: stage) })
  }
}

/// `try`: opens a copy of the lesson to play in.
struct TryCommand: NotebookCommand {
  static let name = "try"
  static let summary = "play on a copy of the lesson, until done"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening
  static let examples = [Example("try", prints: "A copy to play in", after: ["slide 4 restart"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(
      try notebook.inLesson(at: context.verbRange, context.monitor) { run, stage in run.tryOut(on: stage) })
  }
}

/// `done`: goes back from the copy to the lesson, or has commands judged that answer a question.
struct DoneCommand: NotebookCommand {
  static let name = "done"
  static let summary = "leave the copy that try opened"
  static let group = CommandGroup.teach
  static let details = LessonWords.opening + ["Where commands are the answer, it has them judged."]
  static let examples = [Example("done", prints: "Back in the lesson.", after: ["slide 4 restart", "try"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(
      try notebook.inLesson(at: context.verbRange, context.monitor) { run, stage in try run.done(on: stage) })
  }
}

/// `keep`: takes what was tried along into the session outside the lesson.
struct KeepCommand: NotebookCommand {
  static let name = "keep"
  static let summary = "take the copy that try opened into your own session"
  static let group = CommandGroup.teach
  static let details =
    LessonWords.opening + [
      "It replaces what your session had, which undo brings back. Without try it takes what the lesson has made so far."
    ]
  static let examples = [Example("keep", prints: "Kept: ", after: ["slide 4 restart", "try"])]
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    .lesson(try notebook.keepLesson(at: context.verbRange))
  }
}

/// What the words of a lesson have in common.
private enum LessonWords {
  static let opening = ["slide 4  opens a lesson, slides  lists them."]
}
