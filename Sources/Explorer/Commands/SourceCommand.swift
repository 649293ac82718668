import Language
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
  static let details = ["It stops at the first error. A file can neither write nor read outside its folder."]
  static let examples: [Example] = []
  var file: FilePath?
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "source needs a file", at: context.verbRange) }
    let text = try context.access.text(of: file.path, at: context.ranges["file"])
    let session = SessionFile(text: text) { !isContinued($0) }
    if let error = session.errors.first {
      throw Problem(.syntax, "\(file.path):\(error.line): \(error.description)", at: context.ranges["file"])
    }
    let steps = session.steps.compactMap(\.command).map { ($0.source, $0.line) }
    let outer = notebook.access
    notebook.access.scriptFolder = FileAccess.folder(of: try context.access.readable(file.path, at: nil))
    defer { notebook.access = outer }
    return .transcript(try notebook.runInside(steps, named: file.path, context: context))
  }
}

extension Notebook {
  private static let deepest = 16

  /// Runs texts as if they were typed here, up to the first that fails.
  mutating func runInside(_ texts: [(String, Int)], named name: String, context: Context) throws(Problem)
    -> [Execution]
  {
    guard running.count < Self.deepest, !running.contains(name) else {
      throw Problem(
        .nested,
        running.contains(name) ? "\(name) runs itself" : "more than \(Self.deepest) files inside each other",
        at: context.verbRange)
    }
    running.append(name)
    defer { running.removeLast() }
    var results: [Execution] = []
    for (text, line) in texts {
      results += run(text, firstLine: line, stopsAtError: true, monitor: context.monitor)
      guard let last = results.last else { continue }
      if last.exitStatus != nil { break }
      guard case .failure(var problem) = last.result else { continue }
      problem.message = "\(name):\(last.line): \(problem.message)"
      problem.range = context.ranges["file"] ?? context.ranges["lines"]
      throw problem
    }
    return results
  }
}
