import Explorer
import Glibc
import Language
import LinearAlgebra
import LineEditor
import Sessions
import TerminalText

/// The prompt: reads a line, runs it, prints what came of it.
final class Prompt {
  var notebook: Notebook
  private let plainOutput: Output
  let facts: TerminalFacts
  private let options: Options
  private var assembly = StatementAssembly()
  private var lineNumber = 0
  /// What to type next, as far as it was told already.
  private var toldSteps: Set<String> = []
  /// Whether the last statements were stopped by Ctrl-C.
  private(set) var wasInterrupted = false
  /// How a question at a step of a replay ended it.
  var wishEnding: Ending?
  /// Whether what is typed is tried on a copy.
  var isTrying = false

  /// What is kept against crashes, if anything is.
  let journal: JournalFile?
  /// Whether somebody knows already that something cannot be kept.
  var hasWarned = false

  init(
    notebook: Notebook, output: Output, facts: TerminalFacts, options: Options, journalFolder: String? = nil
  ) {
    journal = journalFolder.map { JournalFile(in: $0) }
    self.notebook = notebook
    self.notebook.isTyped = true
    self.notebook.playsElsewhere = true
    if let journalFolder { self.notebook.orphans = Orphan.all(in: journalFolder) }
    plainOutput = output
    self.facts = facts
    self.options = options
  }

  /// The output, coloured as the flag, the settings and the environment say, in this order.
  var output: Output {
    guard options.color == .auto, let wish = notebook.colourWish else { return plainOutput }
    return Output(hasColour: wish, isUTF8: plainOutput.isUTF8)
  }

  /// Runs until somebody leaves, and gives the exit status.
  ///
  /// `first` is run before anything is typed.
  func run(first: String? = nil) -> Int32 {
    notebook.progress = .standard()
    guard let source = source() else { return 1 }
    greet(source)
    offerRecovery()
    journalBeginning()
    if let first, let status = run(first, from: source) { return leave(with: status) }
    while true {
      switch source.next(prompt: assembly.isEmpty ? prompt : "...> ") {
      case .line(let line):
        if let status = take(line, from: source) { return leave(with: status) }
      case .interrupted:
        if assembly.isEmpty, !source.droppedText { output.print(StyledText("exit or Ctrl-D leaves", .dim)) }
        assembly.clear()
      case .end:
        guard notebook.isInLesson else { return leave(with: 0) }
        assembly.clear()
        _ = show(notebook.leaveLesson(), of: "", isTyped: true)
      case .terminated(let signal):
        return 128 + signal
      case .failed(let reason):
        output.print(StyledText("lip: \(reason)", .error), to: .error)
        return 1
      }
    }
  }

  /// Says goodbye, unless somebody ends the process.
  private func leave(with status: Int32) -> Int32 {
    if Interrupts.termination == nil { sayGoodbye() }
    return status
  }

  /// The lines that are typed, or nil, after saying so, if this is no terminal after all.
  func source() -> LibEditSource? {
    let source = LibEditSource(
      program: "lip", history: HistoryFile.standard(), usesColour: output.hasColour,
      hint: { [unowned self] line, cursor in self.hint(line, cursor) },
      completions: { [unowned self] line, cursor in self.completions(line, cursor) })
    if source == nil { output.print(StyledText("lip: the terminal cannot be set up", .error), to: .error) }
    return source
  }

  /// Whether a statement goes on in the next line.
  var isContinued: Bool { !assembly.isEmpty }
  func clearInput() { assembly.clear() }

  private func warn(_ text: String) {
    if !hasWarned { output.print(StyledText("note: \(text)", .warning)) }
    hasWarned = true
  }

  private var prompt: String { notebook.promptLabel + "> " }

  private func greet(_ source: LibEditSource) {
    let greeting =
      StyledText("lip \(Version.current)", .bold)
      + StyledText("  Lipschitz explorer    ")
      + StyledText("help  commands · slides  walkthroughs · Ctrl-D", .dim)
    output.print(greeting.wrapped(to: TerminalSize(of: 1)?.columns ?? 80))
    if let warning = source.historyWarning { warn("\(warning)") }
  }

  /// Takes a line, or several that were pasted; gives the exit status if one of them leaves.
  func take(_ text: String, from source: LibEditSource) -> Int32? {
    let isKept = !text.hasPrefix(" ") && notebook.keepsHistory
    for line in Self.commands(of: text) {
      lineNumber += 1
      if assembly.isEmpty, notebook.expectation == .answer || notebook.expectation == .enter {
        // An answer is one line, and an empty line goes on.
        if isKept, line.contains(where: { !$0.isWhitespace }) { _ = source.remember(String(line)) }
        if let status = run(String(line), from: source) { return status }
        continue
      }
      guard let statement = assembly.add(String(line), number: lineNumber) else { continue }
      let trimmed = statement.text.filter { !$0.isWhitespace }
      if trimmed.isEmpty { continue }
      if isKept, let warning = source.remember(statement.text) { warn("\(warning)") }
      if let status = run(statement.text, from: source) { return status }
    }
    return nil
  }

  /// The lines of a text; of a pasted transcript only what stands behind its prompts.
  private static func commands(of text: String) -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let prompts = ["lip> ", "...> "]
    guard lines.contains(where: { $0.hasPrefix(prompts[0]) }) else { return lines }
    return lines.filter { line in prompts.contains { line.hasPrefix($0) } }.map { $0.dropFirst(5) }
  }

  /// Prints lines, broken at blanks where they are longer than the terminal is wide.
  private func show(_ lines: [StyledText], byPages: Bool = false) {
    let width = TerminalSize(of: 1)?.columns ?? 80
    let wrapped = lines.flatMap { $0.wrapped(to: width) }
    if byPages, !facts.isDumb { Pager(output: output).show(wrapped) } else { output.print(wrapped) }
  }

  /// Prints the line to blame, unless it stands just above, and the caret under it.
  private func point(at execution: Execution, in text: String, isFirst: Bool) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(execution.line - 1) else { return }
    let line = String(lines[execution.line - 1])
    guard let caret = execution.caretLine(under: line) else { return }
    let margin = prompt.columns
    let isJustAbove =
      isFirst && lines.count == 1 && line.columns + margin < (TerminalSize(of: 1)?.columns ?? 80)
    if !isJustAbove { output.print(StyledText("  " + line.visible, .dim)) }
    output.print(StyledText(String(repeating: " ", count: isJustAbove ? margin : 2) + caret, .error))
  }

  private func run(_ text: String, from source: LibEditSource) -> Int32? {
    let executions = execute(text) { $0.take(text, stopsAtError: true, monitor: $1) }
    if let status = show(executions, of: text, isTyped: true) { return status }
    for case let plan? in executions.map(\.replay) {
      if case .left(let status) = play(plan, from: source) { return status }
    }
    return nil
  }

  /// Runs statements on the terminal as it is now, with a line that says how far they are.
  func execute(_ text: String, by perform: (inout Notebook, Monitor) -> [Execution]) -> [Execution] {
    notebook.surface = options.surface(facts)
    notebook.surface.hasColour = output.hasColour
    let progress = ProgressLine(isShown: facts.isErrorTerminal && !facts.isDumb)
    return journaled(text) {
      let executions = Interrupts.whileWorking {
        let executions = perform(&notebook, progress.monitor)
        wasInterrupted = Interrupts.count > 0
        return executions
      }
      progress.erase()
      return executions
    }
  }

  /// Shows what came of statements; gives the exit status if one of them leaves.
  func show(_ executions: [Execution], of text: String, isTyped: Bool) -> Int32? {
    for (index, execution) in executions.enumerated() {
      if let status = execution.exitStatus { return status }
      if !execution.isOK {
        if isTyped { point(at: execution, in: text, isFirst: index == 0) }
        show(execution.lines)
      } else {
        show(execution.lines, byPages: isTyped)
        if let step = execution.nextStep, toldSteps.insert(step).inserted {
          output.print(StyledText("  \(step)", .dim))
        }
      }
    }
    Output.flush()
    return nil
  }
}
