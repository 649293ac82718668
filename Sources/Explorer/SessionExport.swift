import Language
import Parameters
import Sessions

/// A session file, run from nothing and written for others to read.
public struct SessionExport: Sendable {
  private let notebook: Notebook
  private let document: Document

  /// What the file has built.
  var workspace: Workspace { notebook.workspace }

  /// The words for what can be written.
  public static var formats: [String] { Exports.all.map { $0.name } }

  /// Runs a file's text.
  ///
  /// - Throws: a problem at the first command that fails though it should not, or the other way round.
  public init(text: String, file: String, access: FileAccess) throws(Problem) {
    let session = try SessionFile(text, of: file)
    var notebook = Notebook(session, in: file, access: access, canvas: nil, width: nil)
    var printed: [[Execution]] = []
    for step in session.steps {
      guard let command = step.command else {
        printed.append([])
        continue
      }
      let executions = notebook.run(command.source, firstLine: command.line, stopsAtError: true)
      printed.append(executions)
      if let failed = executions.first(where: { !$0.isOK }), !step.options.expectsError,
        case .failure(let problem) = failed.result
      {
        throw Problem(problem.code, "\(file):\(failed.line): \(problem.sentence)")
      }
      guard step.options.expectsError == executions.contains(where: { !$0.isOK }) else {
        throw Problem(.badValue, "\(file):\(command.line): this should have failed, and did not")
      }
      if executions.contains(where: { $0.exitStatus != nil }) { break }
    }
    self.notebook = notebook
    document = Document(of: session, printed: printed)
  }

  /// A file of a format with its plots as drawings beside it, whose names begin with `stem`.
  ///
  /// - Throws: a problem for a format that has none.
  public func pictured(format: String, path: String) throws(Problem) -> (
    bytes: [UInt8], pictures: [(name: String, bytes: [UInt8])]
  ) {
    let name: ExportName
    do throws(ArgumentError) {
      name = try ExportName(Argument(.word(format), text: format))
    } catch {
      throw Problem(.badValue, error.message)
    }
    let file = try name.pictured(
      ExportedSession(notebook: notebook, document: document, path: path), path: path,
      at: nil)
    return (file.bytes, file.pictures.map { ($0.name, $0.bytes) })
  }

  /// What a file of a format holds, which is to have a name.
  ///
  /// - Throws: a problem if the session has nothing of the kind, or the name promises another.
  public func bytes(format: String, to path: String? = nil) throws(Problem) -> [UInt8] {
    guard let type = Exports.named(format) else {
      throw Problem(
        .badValue, "there is no export '\(format)'", suggestions: nearest(to: format, among: Self.formats))
    }
    if let path { try ExportName(type).check(path: path, at: nil) }
    return try type.bytes(of: ExportedSession(notebook: notebook, document: document, path: path))
  }
}
