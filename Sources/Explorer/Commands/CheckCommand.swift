import Parameters
import TerminalText

/// `check FILE`: replays a file beside this session and compares what it prints.
struct CheckCommand: NotebookCommand {
  static let name = "check"
  static let summary = "replay a file and compare what it prints with what it says"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter(rest: "files", \.files, "session files", required: true)
  ]
  static let examples: [Example] = []
  var files: [FilePath] = []
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    var lines: [String] = []
    for file in files {
      let place = context.ranges["files"]
      try context.access.checkNesting(of: file.path, at: place)
      let text = try context.access.text(of: file.path, at: place)
      let check = SessionCheck(
        text: text, file: file.path, access: notebook.access, canvas: nil, width: nil,
        monitor: context.monitor)
      lines += check.report.map(\.plain)
    }
    return .done(lines.joined(separator: "\n"), [])
  }
}
