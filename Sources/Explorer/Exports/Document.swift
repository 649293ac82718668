import Plotting
import Sessions
import TerminalText

/// A session as something to read: narration, questions, and commands with what they printed.
struct Document: Sendable {
  enum Block: Sendable {
    /// Lines of Markdown; empty ones part paragraphs.
    case narration([String])
    case question(Question)
    case cell(Cell)
  }

  /// A command and what it printed.
  struct Cell: Sendable {
    let source: String
    let outputs: [Output]
    let failed: Bool

    /// The printed lines, plots among them.
    var lines: [String] {
      outputs.flatMap { output in
        switch output {
        case .text(let lines), .plot(_, let lines): lines
        }
      }
    }
  }

  enum Output: Sendable {
    case text([String])
    /// A plot, and how it looks in a terminal.
    case plot(Scene, lines: [String])
  }

  let title: String
  let blocks: [Block]

  /// The commands of a session that was typed, without those that failed, were undone, or only looked around.
  init(of notebook: Notebook) {
    let undone = notebook.undone
    title = "Lipschitz explorer session"
    var remarks = notebook.remarks[...]
    var blocks: [Block] = []
    func narrate(before number: Int) {
      let passed = remarks.prefix { $0.number < number }
      remarks = remarks.dropFirst(passed.count)
      if !passed.isEmpty { blocks.append(.narration(passed.map(\.text))) }
    }
    for execution in notebook.executions
    where execution.isOK && execution.isKept && !undone.contains(execution.number) {
      narrate(before: execution.number)
      blocks.append(
        .cell(Cell(source: execution.text, outputs: execution.outputs(on: \.page), failed: false)))
    }
    narrate(before: .max)
    self.blocks = blocks
  }

  /// A file with what its steps printed just now, one list for each step.
  init(of file: SessionFile, printed: [[Execution]]) {
    title = file.header.title ?? "Lipschitz explorer session"
    var blocks: [Block] = []
    for (step, executions) in zip(file.steps, printed) {
      if !step.narration.isEmpty { blocks.append(.narration(step.narration)) }
      if let question = step.question { blocks.append(.question(question)) }
      guard let command = step.command else { continue }
      blocks.append(
        .cell(
          Cell(
            source: command.source, outputs: executions.flatMap { $0.outputs(on: \.surface) },
            failed: executions.contains { !$0.isOK })))
    }
    self.blocks = blocks
  }
}

extension Execution {
  /// What was printed, with plots apart from text.
  fileprivate func outputs(on surface: KeyPath<Execution, Surface>) -> [Document.Output] {
    switch result {
    case .success(.transcript(let inner, showsCommands: false)): inner.flatMap { $0.outputs(on: surface) }
    case .success(.plot(let drawing)) where !drawing.asText:
      [.plot(drawing.scene, lines: printed(on: surface))]
    default: [.text(printed(on: surface))]
    }
  }

  private func printed(on surface: KeyPath<Execution, Surface>) -> [String] {
    lines(on: surface).map { $0.trailingBlanksRemoved.plain.visible }
  }
}
