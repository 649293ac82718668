import ArgumentParser
import Explorer
import Glibc
import LineEditor
import TerminalText

/// `lip slide N`: a lesson at the prompt, or with answers from a file or a pipe.
struct Walkthrough: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slide", abstract: "Walk through a slide of the deck.",
    discussion: """
      On a terminal it opens the lesson at the prompt, where it was left. With --answers, or in a pipe, it takes \
      one answer a line (hint and skip, too; blank lines and those that start # do not count), goes on by itself, \
      skips what is left without an answer, and ends with status 0 if every question was answered rightly, else 1.
      """)

  @OptionGroup var options: Options

  @Option(help: ArgumentHelp("Answers, one a line; - is standard input.", valueName: "file"))
  var answers: String?

  @Option(help: ArgumentHelp("Where to look for lessons first.", valueName: "dir"))
  var lessons: String?

  @Flag(name: .customLong("no-journal"), help: "Keep nothing against crashes.")
  var keepsNoJournal = false

  @Argument(help: ArgumentHelp("Which slide, 1 to 15.", valueName: "n"))
  var number: Int

  func validate() throws {
    guard (1...15).contains(number) else {
      throw ValidationError("the slides are numbered 1 to 15, not \(number)")
    }
  }

  func run() throws {
    let facts = TerminalFacts.current()
    let output = options.output(facts)
    var notebook = options.notebook(facts)
    if let lessons { notebook.lessons.folders.insert(lessons, at: 0) }
    if facts.isInteractive, answers == nil, !options.json {
      let prompt = Prompt(
        notebook: notebook, output: output, facts: facts, options: options,
        journalFolder: keepsNoJournal ? nil : Prompt.journalFolder())
      throw ExitCode(prompt.run(first: "slide \(number)"))
    }
    var lines: PipeSource
    do throws(Problem) {
      lines = try source()
    } catch {
      output.print(StyledText("lip: \(error.sentence)"), to: .error)
      throw ExitCode(1)
    }
    var script = ScriptRunner(
      notebook: notebook, output: output, isJSON: options.json, isQuiet: false,
      hasColourFlag: options.color != .auto)
    script.stoppable { $0.walk(through: number, answers: &lines) }
    if script.status != 0 { throw ExitCode(script.status) }
  }

  private func source() throws(Problem) -> PipeSource {
    guard let answers, answers != "-" else { return PipeSource(descriptor: 0, promptDescriptor: nil) }
    let descriptor = open(answers, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Problem(.io, "cannot read '\(answers)': \(String(cString: strerror(errno)))")
    }
    return PipeSource(descriptor: descriptor, promptDescriptor: nil)
  }
}

extension ScriptRunner {
  /// Walks through a slide; `answers` are read only where something is asked.
  mutating func walk(through slide: Int, answers: inout PipeSource) {
    emit(notebook.run("slide \(slide)"), from: "lip")
    guard notebook.isInLesson else { return fail() }
    var number = 0
    while notebook.isInLesson, !stopIfAsked() {
      switch notebook.expectation {
      case .enter: emit(notebook.take("", monitor: monitor), from: "answers")
      case .answer, .statement:
        let line = next(&answers, &number)
        guard !stopIfAsked() else { return }
        let answer = line ?? (notebook.isTrying ? "done" : "skip")
        if !isJSON { echo("\(notebook.promptLabel)> \(answer)") }
        emit(notebook.take(answer, firstLine: max(1, number), monitor: monitor), from: "answers")
      }
      Output.flush()
    }
    if goesOn, !notebook.hasPassed(slide) { fail() }
  }

  /// The next answer, and the number of its line; nil at the end.
  private func next(_ answers: inout PipeSource, _ number: inout Int) -> String? {
    while case .line(let line) = answers.next(prompt: "") {
      number += 1
      if line.contains(where: { !$0.isWhitespace }), !line.hasPrefix("#") { return line }
    }
    return nil
  }
}
