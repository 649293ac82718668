import ArgumentParser
import Explorer
import Sessions
import TerminalText

/// `lip export FORMAT FILE`: runs a session file and writes it for others to read.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a session file and write it as \(SessionExport.formats.joined(separator: ", ")).",
    discussion: """
      markdown, html and ipynb hold the whole session. svg holds its last plot, csv its last numbers, weights \
      its current model in double precision, as an .npz if the name ends so, else as safetensors.
      """)

  @Argument(help: ArgumentHelp("What to write.", valueName: "format"))
  var format: String

  @Argument(help: ArgumentHelp("The session file.", valueName: "file"))
  var file: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Where; standard output without it.", valueName: "out"))
  var target: String?

  @Flag(help: "Of markdown: plots as SVG files beside OUT.")
  var svg = false

  @Flag(help: "Write even if there is such a file.")
  var overwrite = false

  func validate() throws {
    guard SessionExport.formats.contains(format.lowercased()) else {
      throw ValidationError(
        "there is no export '\(format)'; there are \(SessionExport.formats.joined(separator: ", "))")
    }
    if svg, target == nil { throw ValidationError("--svg writes files beside OUT: say -o OUT") }
  }

  func run() throws {
    do {
      let access = FileAccess(scriptFolder: nil, writableFolder: nil)
      let session = try SessionExport(text: access.text(of: file), file: file, access: access)
      if svg, let target {
        let (bytes, pictures) = try session.pictured(format: format, path: target)
        for picture in pictures {
          try AtomicFile.write(
            bytes: picture.bytes, to: FileAccess.folder(of: target) + "/" + picture.name,
            overwriting: overwrite)
        }
        try AtomicFile.write(bytes: bytes, to: target, overwriting: overwrite)
        return
      }
      let bytes = try session.bytes(format: format, to: target)
      if let target {
        try AtomicFile.write(bytes: bytes, to: target, overwriting: overwrite)
      } else {
        Output.write(bytes: bytes)
      }
    } catch {
      let sentence = (error as? Problem).map { $0.sentence } ?? "\(error)"
      Output.write("lip: \(sentence.visible)\n", to: .error)
      throw ExitCode(1)
    }
  }
}
