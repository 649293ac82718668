import Parameters

/// `slides`: the walkthroughs, and how far each is.
struct SlidesCommand: NotebookCommand {
  static let name = "slides"
  static let summary = "list the fifteen walkthroughs with your progress"
  static let group = CommandGroup.teach
  static let parameters: [Parameter<Self>] = [
    Parameter(flag: "reset", \.resets, "forget the progress in all of them")
  ]
  static let examples = [
    Example("slides", prints: "1  Introduction to Lipschitz Constant"),
    Example("slides reset", prints: "the progress in all lessons is forgotten"),
  ]
  var resets = false
  init() {}

  func run(on notebook: inout Notebook, context _: Context) throws -> Value {
    guard resets else { return .list(notebook.slideList()) }
    let warning = notebook.progress.reset()
    return .done(
      "the progress in all lessons is forgotten" + (warning.map { "\nnote: \($0)" } ?? ""), [])
  }
}

/// `slide 4`: opens a walkthrough.
struct SlideCommand: NotebookCommand {
  static let name = "slide"
  static let summary = "walk through a slide: it tells, asks, and shows"
  static let group = CommandGroup.teach
  static let parameters: [Parameter<Self>] = [
    Parameter("slide", \.number, "which, 1 to 15", role: .positional, required: true, placeholder: "N"),
    Parameter(flag: "restart", \.restarts, "from the beginning, not where you left it"),
  ]
  static let details = [
    "At a question type the answer: a number such as 0.25 or 1/4, or a letter. hint helps, skip passes over it, and three wrong answers show the right one. Enter goes on.",
    "Any command may be typed as well: it runs on a copy, and the lesson stays as it is.",
    "quit or Ctrl-D leaves; slide N goes on there later.",
  ]
  static let examples = [
    Example("slide 4", prints: "[slide 4 · 1/"),
    Example("slide 4 restart", prints: "[slide 4 · 1/"),
  ]
  var number: SlideNumber?
  var restarts = false
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let number else { throw Problem(.badValue, "slide needs a number", at: context.verbRange) }
    return .lesson(try notebook.openLesson(number.value, restarts: restarts, context: context))
  }
}

/// The number of a slide of the deck.
struct SlideNumber: ArgumentValue {
  let value: Int
  init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard LessonShelf.numbers.contains(value) else {
      throw ArgumentError(
        "the slides are numbered 1 to \(LessonShelf.numbers.upperBound), not \(argument.text)",
        reason: .outOfRange)
    }
  }
  static let placeholder = "N"
  static let completion = Completion.words(LessonShelf.numbers.map(String.init))
  var argumentText: String { String(value) }
}
