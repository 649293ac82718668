import LinearAlgebra
import Parameters
import Sessions
import TerminalText

/// `recover`: brings back what a session had done that ended without goodbye.
struct RecoverCommand: NotebookCommand {
  static let name = "recover"
  static let summary = "bring back a session that ended without goodbye"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("what", \.wish, "show lists its commands, drop forgets it", role: .positional)
  ]
  static let details = [
    "At the prompt every command is kept before it runs, until the session ends properly.",
    "Files are not written again, and a command in which the session ended is not run.",
  ]
  /// It needs a session that crashed, so it is tried in tests of its own.
  static let examples: [Example] = []
  var wish: Wish?
  init() {}

  enum Wish: String, CaseIterable, ArgumentValue { case show, drop }

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard context.access.scriptFolder == nil, notebook.running.isEmpty else {
      throw Problem(.refused, "a script may not bring sessions back", at: context.verbRange)
    }
    guard let orphan = notebook.orphans.first else {
      throw Problem(.badValue, "there is no session to bring back", at: context.verbRange)
    }
    switch wish {
    case .show: return .list(Self.entries(of: orphan.journal))
    case .drop:
      notebook.orphans.removeFirst()
      orphan.remove()
      return .done("forgotten: \(Value.count(orphan.journal.statements.count, "command"))", [])
    case nil: return try notebook.bringBack(orphan, context: context)
    }
  }

  /// What would be run, and at the end what would not.
  private static func entries(of journal: Journal) -> [Value.Entry] {
    let statements = journal.statements
    let kept = statements.enumerated().map { Value.Entry(number: $0 + 1, text: $1, isOK: true) }
    guard let last = journal.unfinished else { return kept }
    let text = "\(last.text)   # the session ended in this one: it is not run"
    return kept + [Value.Entry(number: statements.count + 1, text: text, isOK: false)]
  }
}

extension Notebook {
  /// Runs a journal's commands, after a `reset` if something was done here before.
  fileprivate mutating func bringBack(_ orphan: Orphan, context: Context) throws(Problem) -> Value {
    running.append(RecoverCommand.name)
    access.mayWrite = false
    defer {
      running.removeLast()
      access.mayWrite = true
    }
    var failed: [String] = []
    let statements = orphan.journal.statements
    for text in (timeline.isEmpty ? [] : [ResetCommand.name]) + statements {
      for execution in run(text, stopsAtError: true, monitor: context.monitor) {
        guard case .failure(let problem) = execution.result else { continue }
        if problem.code == .cancelled { throw problem }
        failed.append("\(execution.text)   error: \(problem.sentence)")
      }
    }
    orphans.removeFirst()
    // Of one that came back only in part, nothing is deleted.
    if failed.isEmpty { recovered.append(orphan) }
    var lines = ["\(Value.count(statements.count - failed.count, "command")) brought back"]
    if !failed.isEmpty {
      lines += ["these failed, and the session stays on the disk:"] + failed.map { "  \($0)" }
    }
    if let last = orphan.journal.unfinished {
      lines.append("not run, because the session ended in it:  \(last.text)")
    }
    return .done(lines.map(\.visible).joined(separator: "\n"), [])
  }

  /// Deletes the journals of sessions that were brought back and are kept elsewhere now.
  public mutating func forgetRecovered() {
    for orphan in recovered { orphan.remove() }
    recovered = []
  }

  /// What has to be run to have the effect of the statements behind the first `count` again: those that succeeded,
  /// without those that write files or only look around.
  public func statements(since count: Int) -> [String] {
    executions.dropFirst(count).filter {
      $0.isOK && !timeline.rolledBack.contains($0.number) && $0.isRunAgain
    }
    .map(\.text)
  }
}

extension Execution {
  /// Whether a session that is brought back needs the statement.
  fileprivate var isRunAgain: Bool { isKept || verb == UndoCommand.name || verb == RedoCommand.name }
}
