import Parameters
import Sessions
import TerminalText

/// `export html session.html`: what is there, for others to read.
struct ExportCommand: NotebookCommand {
  static let name = "export"
  static let summary = "write the session, the last plot, the last numbers or the weights"
  static let group = CommandGroup.out
  static let parameters: [Parameter<Self>] = [
    Parameter("format", \.format, "what to write", role: .positional, required: true),
    Parameter("file", \.file, "where", role: .positional, required: true),
    Parameter(flag: "svg", \.hasPictures, "of markdown: plots as SVG files beside it"),
    Parameter(flag: "overwrite", \.overwrites, "even if there is such a file"),
  ]
  static var details: [String] {
    Exports.all.map { "  \($0.name.padded(to: 10)) \($0.summary)" } + [
      "", "Sessions are written without what failed or was undone.",
      "The same session gives the same bytes.",
      "lip export FORMAT FILE.lip   writes a session file with its narration.",
    ]
  }
  /// It writes, so it is tried in tests of its own.
  static let examples: [Example] = []
  var format = ExportName(HTMLExport.self)
  var file: FilePath?
  var hasPictures = false
  var overwrites = false
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "export needs a file", at: context.verbRange) }
    let path = try context.access.writable(file.path, at: context.ranges["file"])
    try format.check(path: file.path, at: context.ranges["file"])
    let session = ExportedSession(notebook: notebook, document: Document(of: notebook), path: file.path)
    if hasPictures {
      let pictured = try format.pictured(session, path: path, at: context.ranges["svg"])
      for picture in pictured.pictures {
        let place = try context.access.writable(
          FileAccess.folder(of: path) + "/" + picture.name, at: context.ranges["svg"])
        try write(picture.bytes, to: place, context)
      }
      try write(pictured.bytes, to: path, context)
      return .file(file.path, bytes: pictured.bytes.count)
    }
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try format.type.bytes(of: session)
    } catch {
      throw error.at(context.verbRange)
    }
    try write(bytes, to: path, context)
    return .file(file.path, bytes: bytes.count)
  }

  private func write(_ bytes: [UInt8], to path: String, _ context: Context) throws(Problem) {
    do throws(FileError) {
      try AtomicFile.write(bytes: bytes, to: path, overwriting: overwrites)
    } catch {
      throw Problem(.io, error.description, at: context.ranges["file"])
    }
  }
}

/// The word for a kind of file.
struct ExportName: ArgumentValue {
  let type: any ExportFormat.Type

  init(_ type: any ExportFormat.Type) { self.type = type }

  init(_ argument: Argument) throws(ArgumentError) {
    guard let type = Exports.named(argument.word) else {
      throw ArgumentError(
        "there is no export '\(argument.text)'", reason: .badValue, candidates: Exports.all.map { $0.name })
    }
    self.type = type
  }

  /// The file with its plots beside it.
  ///
  /// - Throws: a problem for a format that has none.
  func pictured(_ session: ExportedSession, path: String, at range: Range<Int>?) throws(Problem)
    -> PicturedFile
  {
    guard let type = type as? any PicturedFormat.Type else {
      throw Problem(
        .badValue, "export \(type.name) has no SVG files beside it",
        hints: ["export markdown FILE svg   has", "export html FILE   has its plots inside"], at: range)
    }
    return type.pictured(session, stem: ExportName.stem(of: path))
  }

  /// The name of a file without its folder and its ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// - Throws: a problem for a name that promises another format.
  func check(path: String, at range: Range<Int>?) throws(Problem) {
    let lower = path.lowercased()
    let foreign = [".npy", ".pt", ".pth", ".h5", ".onnx"] + Exports.all.flatMap { $0.endings }
    guard let ending = foreign.first(where: { lower.hasSuffix($0) }), !type.endings.contains(ending) else {
      return
    }
    throw Problem(
      .badValue, "export \(type.name) writes no \(ending) file",
      hints: ["a name for it ends in \(type.endings.joined(separator: " or "))"], at: range)
  }

  static let placeholder = Exports.all.map { $0.name }.joined(separator: "|")
  static let completion = Completion.words(Exports.all.map { $0.name })
  var argumentText: String { type.name }
}
