import ArgumentParser
import Explorer
import Glibc
import LineEditor

/// `lip`, `lip FILE...`, `lip -c LINE`: a prompt, or statements from elsewhere.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a prompt, or run scripts (the default).", shouldDisplay: false)

  @OptionGroup var options: Options

  @Option(name: .customShort("c"), help: ArgumentHelp("Run a line.", valueName: "line"))
  var line: String?

  @Flag(name: .customShort("i"), help: "Then stay at a prompt.")
  var stays = false

  @Flag(help: "No outputs, only errors.")
  var quiet = false

  @Flag(help: "Stop at the first error of a pipe or of -c.")
  var bail = false

  @Flag(name: .customLong("keep-going"), help: "Go on after an error in a file.")
  var keepsGoing = false

  @Flag(name: .customLong("no-journal"), help: "Keep nothing against crashes.")
  var keepsNoJournal = false

  @Argument(help: ArgumentHelp("Scripts to run, one after another in one session.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    let facts = TerminalFacts.current()
    let notebook = options.notebook(facts)
    let output = options.output(facts)
    var script = ScriptRunner(
      notebook: notebook, output: output, isJSON: options.json, isQuiet: quiet,
      hasColourFlag: options.color != .auto)
    script.stoppable { script in
      for file in files where script.goesOn {
        script.run(file: file, keepsGoing: keepsGoing, width: options.width, canvas: options.canvas?.kind)
      }
      if let line, script.goesOn { script.run(text: line, from: "-c", firstLine: 1, stopsAtError: bail) }
    }
    let isDone = line != nil || !files.isEmpty
    if script.goesOn, !isDone || stays {
      if facts.isInteractive, !options.json {
        let prompt = Prompt(
          notebook: script.notebook, output: output, facts: facts, options: options,
          journalFolder: keepsNoJournal ? nil : Prompt.journalFolder())
        throw ExitCode(prompt.run())
      }
      let lines = PipeSource(descriptor: 0, promptDescriptor: facts.isInputTerminal ? 2 : nil)
      script.stoppable { $0.run(lines, bails: bail) }
    }
    if script.status != 0 { throw ExitCode(script.status) }
  }
}
