import Parameters

/// `undo`: takes back what the last statements changed.
struct UndoCommand: NotebookCommand {
  static let name = "undo"
  static let summary = "take back the last change"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("steps", \.steps, "how many", role: .positional, placeholder: "N")
  ]
  static let examples = [
    Example(
      "undo", prints: "undone: layer relu   redo brings it back", after: ["layer linear 5x3", "layer relu"])
  ]
  var steps: Count = 1
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    let texts = try notebook.undo(steps.value, monitor: context.monitor)
    guard !texts.isEmpty else { throw Problem(.badValue, "there is nothing to undo", at: context.verbRange) }
    return .done("undone: \(texts.joined(separator: "; "))   redo brings it back", [])
  }
}

/// `redo`: brings back what `undo` took.
struct RedoCommand: NotebookCommand {
  static let name = "redo"
  static let summary = "bring back what undo took"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("steps", \.steps, "how many", role: .positional, placeholder: "N")
  ]
  static let examples = [Example("redo", prints: "redone: seed 42", after: ["seed 42", "undo"])]
  var steps: Count = 1
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    let texts = notebook.redo(steps.value)
    guard !texts.isEmpty else { throw Problem(.badValue, "there is nothing to redo", at: context.verbRange) }
    return .done("redone: \(texts.joined(separator: "; "))", [])
  }
}

/// `reset`: starts again.
struct ResetCommand: NotebookCommand {
  static let name = "reset"
  static let summary = "start again with nothing; undo takes it back"
  static let group = CommandGroup.session
  static let examples = [Example("reset", prints: "everything is forgotten", after: ["seed 42"])]
  init() {}

  func run(on notebook: inout Notebook, context _: Context) throws -> Value {
    notebook.reset()
    return .done("everything is forgotten   undo brings it back", [])
  }
}
