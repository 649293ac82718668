import Parameters
import Sessions

/// `replay FILE`: runs a file as if somebody typed it.
struct ReplayCommand: NotebookCommand {
  static let name = "replay"
  static let summary = "run a file as if somebody typed it: its words, commands and outputs"
  static let group = CommandGroup.session
  static let parameters: [Parameter<Self>] = [
    Parameter("file", \.file, "a .lip file", role: .positional, required: true),
    Parameter(flag: "step", \.isStepwise, "wait before each command, to run, skip or try things"),
    Parameter("speed", \.speed, "how many times faster the file's pauses are"),
  ]
  static let details = [
    "Ctrl-C stops it, and an error does; what ran until then stays.",
    "step:  Enter runs the command, s skips it, t lets you try things on a copy, q quits.",
    "A file can neither write nor read outside its folder.",
  ]
  static let examples: [Example] = []
  var file: FilePath?
  var isStepwise = false
  var speed: Positive = 1.0
  init() {}

  func run(on notebook: inout Notebook, context: Context) throws -> Value {
    guard let file else { throw Problem(.badValue, "replay needs a file", at: context.verbRange) }
    let text = try context.access.text(of: file.path, at: context.ranges["file"])
    let session = try SessionFile(text, of: file.path, at: context.ranges["file"])
    let real = try context.access.readable(file.path, at: nil)
    let opening = notebook.opening(for: session.header)
    guard notebook.playsElsewhere, notebook.isAlone, notebook.running.isEmpty else {
      let lines =
        (opening.map { [ScriptLine(text: $0, line: 1)] } ?? []) + session.steps.compactMap(ScriptLine.init)
      return .transcript(
        try notebook.runInside(lines, named: file.path, in: real, context: context), showsCommands: true)
    }
    return .replay(
      ReplayPlan(
        file: file.path, realPath: real, opening: opening, steps: session.steps, isStepwise: isStepwise,
        speed: speed.value))
  }
}
