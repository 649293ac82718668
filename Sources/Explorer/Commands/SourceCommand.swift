import Parameters
import Sessions

/// `source FILE`: runs a file's commands in this session.
struct SourceCommand: NotebookCommand {
  static let name = "source"
  static let summary = "run a file's commands in this session"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "a .lip file", role: .positional, required: true)
  ]
  static let details = [
    "It stops at the first error. A file can neither write nor read outside its folder.",
    "If its header names a generator, the session takes that one.",
  ]
  static let examples: [Example] = []
  var file: FilePath?
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "source needs a file", at: context.verbRange) }
    let text = try context.access.text(of: file.path, at: context.ranges["file"])
    let session = try SessionFile(text, of: file.path, at: context.ranges["file"])
    let opening = notebook.opening(for: session.header).map { [ScriptLine(text: $0, line: 1)] } ?? []
    let lines = opening + session.steps.compactMap(ScriptLine.init)
    let real = try context.access.readable(file.path, at: nil)
    return .transcript(
      try notebook.runInside(lines, named: file.path, in: real, context: context))
  }
}

/// A command of a file that runs inside a session.
struct ScriptLine {
  let text: String
  let line: Int
  /// Whether it must fail.
  var expectsError = false
}

extension ScriptLine {
  init?(_ step: SessionFile.Step) {
    guard let command = step.command else { return nil }
    self.init(text: command.source, line: command.line, expectsError: step.options.expectsError)
  }
}

extension Notebook {
  /// Runs commands as if they were typed here, with the rights of the file they come from, up to the first that fails.
  mutating func runInside(_ lines: [ScriptLine], named name: String, in file: String? = nil, context: Context)
    throws(Problem) -> [Execution]
  {
    let identity = file.map(FileAccess.identity) ?? name
    guard running.count < FileAccess.deepest, !running.contains(identity) else {
      throw Problem(
        .nested,
        running.contains(identity)
          ? "\(name) runs itself" : "more than \(FileAccess.deepest) files inside each other",
        at: context.verbRange)
    }
    let outer = access
    if let file { access.enter(file) }
    running.append(identity)
    defer {
      running.removeLast()
      access = outer
    }
    var results: [Execution] = []
    for line in lines {
      let executions = run(line.text, firstLine: line.line, stopsAtError: true, monitor: context.monitor)
      results += executions
      guard let last = executions.last else { continue }
      if last.exitStatus != nil { break }
      guard last.isOK == line.expectsError else { continue }
      var problem = Problem(.badValue, "this should have failed, and did not")
      if case .failure(let failure) = last.result { problem = failure }
      problem.message = "\(name):\(last.line): \(problem.message)"
      problem.range = context.ranges["file"] ?? context.ranges["lines"]
      throw problem
    }
    return results
  }
}
