/// A kind of file that `export` writes.
///
/// A file in `Exports/` and a line in `Exports.all` make one: the command, `lip export`, help and completion follow.
/// What is written depends on the session alone: it carries the program's version, but no date and no path.
protocol ExportFormat: Sendable {
  static var name: String { get }
  static var summary: String { get }
  /// The endings of names under which such a file belongs; any, if there are none.
  static var endings: [String] { get }
  static func bytes(of session: ExportedSession) throws(Problem) -> [UInt8]
}

extension ExportFormat {
  static var endings: [String] { [] }
}

/// Every kind of file that `export` writes, in the order in which help lists them.
///
/// A new one adds its line here.
enum Exports {
  static let all: [any ExportFormat.Type] = [
    MarkdownExport.self,
    HTMLExport.self,
    JupyterExport.self,
    SVGExport.self,
    CSVExport.self,
    WeightsExport.self,
  ]

  static func named(_ name: String) -> (any ExportFormat.Type)? {
    all.first { $0.name == name.lowercased() }
  }
}

/// A session with what is there to be written of it.
struct ExportedSession {
  let notebook: Notebook
  let document: Document
  /// Where it goes; nil for standard output.
  let path: String?
}
