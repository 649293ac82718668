import Explorer
import Glibc
import Language
import LinearAlgebra
import LineEditor
import Plotting
import Sessions
import TerminalText

/// Runs statements that nobody types: from a pipe, a file or the command line.
struct ScriptRunner {
  var notebook: Notebook
  private let plainOutput: Output
  /// Whether a flag settles the colour, whatever `set color` says.
  let hasColourFlag: Bool
  let isJSON: Bool
  let isQuiet: Bool
  private(set) var status: Int32 = 0
  /// False after `exit`, or after an error at which running stops.
  private(set) var goesOn = true
  /// Whether Ctrl-C or a request to leave has ended it.
  private(set) var isStopped = false

  init(notebook: Notebook, output: Output, isJSON: Bool, isQuiet: Bool, hasColourFlag: Bool) {
    self.notebook = notebook
    self.notebook.playsElsewhere = true
    plainOutput = output
    self.hasColourFlag = hasColourFlag
    self.isJSON = isJSON
    self.isQuiet = isQuiet
  }

  /// Stops work at Ctrl-C, or when the process is asked to leave.
  let monitor = ProgressLine(isShown: false).monitor

  /// Runs scripts so that Ctrl-C stops the statement that is under way, shows what it had reached, and ends them.
  mutating func stoppable(_ work: (inout Self) -> Void) {
    Interrupts.install()
    Interrupts.whileWorking { work(&self) }
  }

  /// Ends with status 130, or with 128 and the signal that asks the process to leave, if there was one.
  @discardableResult
  mutating func stopIfAsked() -> Bool {
    guard Interrupts.isRequested else { return false }
    status = 128 + (Interrupts.termination ?? SIGINT)
    goesOn = false
    isStopped = true
    return true
  }

  private var output: Output {
    guard !hasColourFlag, let wish = notebook.colourWish else { return plainOutput }
    return Output(hasColour: wish, isUTF8: plainOutput.isUTF8)
  }

  /// Runs every line of a pipe as it comes.
  mutating func run(_ lines: PipeSource, bails: Bool) {
    var lines = lines
    var assembly = StatementAssembly()
    var number = 0
    while goesOn {
      guard case .line(let line) = lines.next(prompt: "") else { break }
      number += 1
      guard let text = assembly.add(line, number: number) else { continue }
      run(text: text.text, from: "stdin", firstLine: text.firstLine, stopsAtError: bails)
      Output.flush()
    }
    stopIfAsked()
    if goesOn, let text = assembly.rest {
      run(text: text.text, from: "stdin", firstLine: text.firstLine, stopsAtError: bails)
    }
  }

  /// Runs a file's commands; an error stops it unless the file expects it, or it keeps going.
  mutating func run(file: String, keepsGoing: Bool, width: Int?, canvas: CanvasKind?) {
    let text: String
    do throws(Problem) {
      text = try notebook.access.text(of: file)
    } catch {
      return fail("lip: \(error.sentence)\(Self.advice(on: file))")
    }
    let session = SessionFile(text: text) { !isContinued($0) }
    if let error = session.errors.first { return fail("\(file):\(error.line): error: \(error.description)") }
    let outside = (notebook.access, notebook.surface)
    notebook.access.enter(file)
    if width == nil, let width = session.header.width { notebook.surface.width = width }
    if canvas == nil, let canvas = session.header.canvas.flatMap({ CanvasKind(rawValue: $0.rawValue) }) {
      notebook.surface.canvas = canvas
    }
    notebook.start(session.header)
    for step in session.steps where goesOn {
      guard let command = step.command else { continue }
      run(
        text: command.source, from: file, firstLine: command.line, stopsAtError: !keepsGoing,
        expectsError: step.options.expectsError)
    }
    (notebook.access, notebook.surface) = outside
  }

  /// What may have been meant by a word that names no file.
  private static func advice(on word: String) -> String {
    if let verb = nearest(to: word, among: Lip.verbs).first { return "; did you mean  lip \(verb) ?" }
    return Help.topics.contains(word.lowercased()) ? "; a command runs with  lip -c '\(word)'" : ""
  }

  /// Runs the statements of a text.
  mutating func run(
    text: String, from file: String, firstLine: Int, stopsAtError: Bool, expectsError: Bool = false
  ) {
    run(
      text: text, from: file, firstLine: firstLine, stopsAtError: stopsAtError, expectsError: expectsError
    ) { $0.take(text, firstLine: firstLine, stopsAtError: stopsAtError, monitor: $1) }
  }

  /// Shows what running the statements of a text gives.
  mutating func run(
    text: String, from file: String, firstLine: Int, stopsAtError: Bool, expectsError: Bool,
    by perform: (inout Notebook, Monitor) -> [Execution]
  ) {
    let executions = perform(&notebook, monitor)
    // The terminal has written ^C where the cursor was.
    if !isJSON, Interrupts.count > 0, isatty(2) == 1 { Output.write("\n", to: .error) }
    for execution in executions {
      show(execution, from: file)
      if let plan = execution.replay { play(plan, keepsGoing: !stopsAtError) }
      if let status = execution.exitStatus {
        if status != 0 { self.status = status }
        goesOn = false
      }
    }
    guard !stopIfAsked() else { return }
    let failed = executions.contains { !$0.isOK }
    guard failed != expectsError else { return }
    status = 1
    if !failed { fail("\(file):\(firstLine): error: this should have failed, and did not") }
    if stopsAtError { goesOn = false }
  }

  /// Shows what a lesson said.
  func emit(_ executions: [Execution], from file: String) {
    for execution in executions { show(execution, from: file) }
  }

  private static let namesOfNoFile: Set = ["stdin", "-c", "lip", "answers"]

  /// Repeats an answer that nobody saw being typed.
  func echo(_ line: String) { output.print(StyledText(line.visible, .prompt)) }

  /// Ends with status 1.
  mutating func fail() { status = 1 }

  private func show(_ execution: Execution, from file: String) {
    if isJSON {
      for inner in execution.inner { show(inner, from: file) }
      Output.write(
        execution.json(file: Self.namesOfNoFile.contains(file) ? nil : file).text + "\n", to: .output)
    } else if execution.isOK {
      if !isQuiet { output.print(execution.lines) }
    } else {
      if !isQuiet { output.print(execution.finishedLines) }
      output.print(execution.errorLines(in: file), to: .error)
    }
  }

  /// Prints lines that are no statement's output; nothing else than objects stands in JSON.
  func show(_ lines: [StyledText]) {
    if !isJSON, !isQuiet { output.print(lines) }
  }

  mutating func fail(_ message: String) {
    output.print(StyledText(message), to: .error)
    status = 1
    goesOn = false
  }
}
