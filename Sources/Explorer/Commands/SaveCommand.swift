import Parameters
import Plotting
import Sessions
import TerminalText

/// `save mine.lip`: keeps the session as a file that replays and checks.
struct SaveCommand: NotebookCommand {
  static let name = "save"
  static let summary = "keep the session as a file that replays and checks"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "where", role: .positional, required: true),
    Parameter(flag: "overwrite", \.overwrites, "even if there is such a file"),
  ]
  static let details = [
    "lip check FILE  compares what it prints then with what it printed now.",
    "A file that runs reads only inside its own folder: what the session loads belongs beside it.",
  ]
  /// It writes, so it is tried in tests of its own.
  static let examples: [Example] = []
  var file: FilePath?
  var overwrites = false
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "save needs a file", at: context.verbRange) }
    let path = try context.access.writable(file.path, at: context.ranges["file"])
    let text = notebook.recording.text
    do throws(FileError) {
      try AtomicFile.write(text, to: path, overwriting: notebook.ownFile == path)
    } catch {
      var problem = Problem(.io, error.description, at: context.ranges["file"])
      guard case .exists = error else { throw problem }
      guard overwrites else {
        problem.hints = ["save \(file.path) overwrite   replaces what is there"]
        throw problem
      }
      try replace(file.path, at: path, by: text, context)
    }
    notebook.ownFile = path
    let folder = FileAccess.folder(of: path)
    let strays = notebook.strays(savedAt: path).filter {
      notebook.toldStrays.insert([folder, $0]).inserted
    }
    return .file(file.path, bytes: text.utf8.count, strays: strays)
  }

  /// Replaces a file that is there: an earlier session or nothing; what cannot be read is somebody's, too.
  private func replace(_ name: String, at path: String, by text: String, _ context: Context) throws(Problem) {
    let old: String
    do throws(Problem) {
      old = try context.access.text(of: name)
    } catch {
      throw Problem(error.code, "\(error.message), so it is not replaced", at: context.ranges["file"])
    }
    guard old.isEmpty || SessionFile.isSession(old) else {
      throw Problem(
        .refused, "'\(name)' is no session, and save replaces nothing else",
        hints: ["another name, or delete the file first"], at: context.ranges["file"])
    }
    do throws(FileError) {
      try AtomicFile.write(text, to: path, overwriting: true)
    } catch {
      throw Problem(.io, error.description, at: context.ranges["file"])
    }
  }
}

extension Notebook {
  /// The session as it would be saved: what changed or showed something, with what it printed.
  var recording: Recording {
    let header = SessionFile.Header(version: 1, rng: startingGenerator)
    let undone = undone
    var remarks = remarks[...]
    var entries = executions.filter(\.isKept).map { execution in
      let narration = remarks.prefix { $0.number < execution.number }.map(\.text)
      remarks = remarks.dropFirst(narration.count)
      return Recording.Entry(
        execution.text, outputs: execution.pageLines.map(\.plain),
        fate: !execution.isOK ? .failed : undone.contains(execution.number) ? .undone : .done,
        narration: narration)
    }
    if !remarks.isEmpty { entries.append(Recording.Entry("", narration: remarks.map(\.text))) }
    return Recording(header: header, entries: entries)
  }
}

extension Execution {
  /// Whether it can be run again to see whether it still prints the same: it only looked, and is in the session.
  var isRepeatable: Bool { isOK && isKept && inner.isEmpty }

  /// What tells of the session and not of its networks, or what a file may not do.
  private static let unkept: Set = [
    "save", "export", "check", "recover", "history", "help", "version", "undo", "redo", "exit", "slides",
  ]

  /// Whether a saved session has the statement.
  var isKept: Bool {
    switch result {
    case _ where isAside: false
    case .success(.lesson): false
    case .failure: true
    // What ran inside is kept in its place.
    case .success(.transcript), .success(.replay): false
    // `explain error`: in the file the error is a comment.
    case .success(.done) where verb == ExplainCommand.name: false
    case .success: !Self.unkept.contains(verb)
    }
  }
}
