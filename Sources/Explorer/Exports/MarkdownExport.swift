import Sessions
import TerminalText

/// Narration as text, commands and what they printed in fenced blocks of `text`, with prompts, so that a block pasted
/// at the prompt runs.
enum MarkdownExport: ExportFormat {
  static let name = "markdown"
  static let summary = "the session as Markdown: narration, commands, outputs"
  static let endings = [".md", ".markdown"]

  static func bytes(of session: ExportedSession) -> [UInt8] {
    let document = session.document
    var blocks = ["# \(document.title.visible)"]
    for block in document.blocks {
      switch block {
      case .narration(let lines): blocks.append(lines.map(\.visible).joined(separator: "\n"))
      case .question(let question): blocks.append(text(of: question))
      case .cell(let cell): blocks.append(fenced(transcript(of: cell)))
      }
    }
    blocks.append("---\n\nWritten by lip \(Version.current).")
    return Array((blocks.joined(separator: "\n\n") + "\n").utf8)
  }

  /// The command behind its prompts, and what it printed.
  private static func transcript(of cell: Document.Cell) -> [String] {
    let source = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    return source.enumerated().map { ($0 == 0 ? "lip> " : "...> ") + $1.visible } + cell.lines
  }

  /// A block whose fence is longer than any run of backticks inside.
  private static func fenced(_ lines: [String]) -> String {
    let runs = lines.map { line in
      line.split { $0 != "`" }.map(\.count).max() ?? 0
    }
    let fence = String(repeating: "`", count: max(3, (runs.max() ?? 0) + 1))
    return ([fence + "text"] + lines + [fence]).joined(separator: "\n")
  }

  /// The question, its choices and, behind them, the answer.
  static func text(of question: Question) -> String {
    let parts = QuestionText(question)
    var lines = ["**Question.** \(parts.text.visible)"]
    if !parts.choices.isEmpty { lines += [""] + parts.choices.map { "- \($0.visible)" } }
    lines += ["", "*Answer:* \(parts.answer.visible)"]
    return lines.joined(separator: "\n")
  }
}
