import Parameters
import Plotting
import Sessions

/// `export svg relu.svg`: the last plot as a picture.
struct ExportCommand: WorkspaceCommand {
  static let name = "export"
  static let summary = "write the last plot as a picture"
  static let group = CommandGroup.out
  static let parameters: [Parameter<Self>] = [
    Parameter("format", \.format, "svg", role: .positional, required: true),
    Parameter("file", \.file, "where", role: .positional, required: true),
    Parameter(flag: "overwrite", \.overwrites, "even if there is such a file"),
  ]
  /// It writes, so it is tried in tests of its own.
  static let examples: [Example] = []
  var format: ExportFormat = .svg
  var file: FilePath?
  var overwrites = false
  init() {}

  func run(in workspace: inout Workspace, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "export needs a file", at: context.verbRange) }
    guard let drawing = workspace.lastPlot else {
      throw Problem(
        .badValue, "nothing was plotted yet", hints: ["plot relu   then   export svg relu.svg"],
        at: context.verbRange)
    }
    let path = try context.access.writable(file.path, at: context.ranges["file"])
    let text = SVG.document(drawing.scene, width: 720, height: 405)
    do throws(FileError) {
      try AtomicFile.write(text, to: path, overwriting: overwrites)
    } catch {
      throw Problem(.io, error.description, at: context.ranges["file"])
    }
    return .file(file.path, bytes: text.utf8.count)
  }
}

/// What `export` can write.
enum ExportFormat: String, CaseIterable, ArgumentValue {
  case svg
}
