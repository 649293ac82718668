import ArgumentParser
import Explorer
import Glibc
import LineEditor

/// `lip replay FILE...`: runs session files as if somebody typed them, each from nothing.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run session files as if somebody typed them, each from nothing.",
    discussion: """
      Narration, commands and outputs appear in turn, with the file's pauses on a terminal. With --step, Enter \
      runs the next command, s skips it, t lets you try things on a copy, q quits. Ctrl-C stops.
      """)

  @OptionGroup var options: Options

  @Flag(help: "Wait for a key before each command.")
  var step = false

  @Option(help: ArgumentHelp("By what the file's pauses are divided.", valueName: "x"))
  var speed = 1.0

  @Flag(name: .customLong("keep-going"), help: "Go on after an error.")
  var keepsGoing = false

  @Argument(help: ArgumentHelp("Session files.", valueName: "file"))
  var files: [String]

  func validate() throws {
    guard speed > 0, speed.isFinite else { throw ValidationError("a speed is above zero, not \(speed)") }
  }

  func run() throws {
    let facts = TerminalFacts.current()
    let output = options.output(facts)
    var status: Int32 = 0
    for file in files {
      let notebook = options.notebook(facts)
      if facts.isInteractive, !options.json {
        let prompt = Prompt(notebook: notebook, output: output, facts: facts, options: options)
        status = max(status, prompt.replay(file, isStepwise: step, speed: speed, keepsGoing: keepsGoing))
        if status > 1 { break }
      } else {
        var script = ScriptRunner(
          notebook: notebook, output: output, isJSON: options.json, isQuiet: false,
          hasColourFlag: options.color != .auto)
        script.stoppable { $0.replay(file: file, keepsGoing: keepsGoing) }
        status = max(status, script.status)
        if script.isStopped { break }
      }
    }
    if status != 0 { throw ExitCode(status) }
  }
}
