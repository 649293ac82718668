import Sessions
import TerminalText

/// Narration as text, commands and what they printed in fenced blocks of `text`, with prompts, so that a block pasted
/// at the prompt runs.
enum MarkdownExport: PicturedFormat {
  static let name = "markdown"
  static let summary = "the session as Markdown: narration, commands, outputs"
  static let endings = [".md", ".markdown"]

  static func bytes(of session: ExportedSession) -> [UInt8] {
    file(of: session.document) { [fenced(commands(of: $0) + $0.lines)] }
  }

  static func pictured(_ session: ExportedSession, stem: String) -> PicturedFile {
    var pictures: [PicturedFile.Picture] = []
    let text = file(of: session.document) { cell in
      var blocks: [String] = []
      var lines = commands(of: cell)
      for output in cell.outputs {
        switch output {
        case .text(let printed): lines += printed
        case .plot(let scene, _):
          let picture = PicturedFile.Picture(scene, name: "\(stem)-\(pictures.count + 1).svg")
          pictures.append(picture)
          if !lines.isEmpty { blocks.append(fenced(lines)) }
          lines = []
          blocks.append("![\(picture.title)](\(picture.address))")
        }
      }
      return blocks + (lines.isEmpty ? [] : [fenced(lines)])
    }
    return PicturedFile(bytes: text, pictures: pictures)
  }

  private static func file(of document: Document, cell text: (Document.Cell) -> [String]) -> [UInt8] {
    var blocks = ["# \(InertMarkdown.line(document.title))"]
    for block in document.blocks {
      switch block {
      case .narration(let lines): blocks.append(InertMarkdown(lines).lines.joined(separator: "\n"))
      case .question(let question): blocks.append(Self.text(of: question))
      case .cell(let cell): blocks += text(cell)
      }
    }
    blocks.append("---\n\nWritten by lip \(Version.current).")
    return Array((blocks.joined(separator: "\n\n") + "\n").utf8)
  }

  /// The command behind its prompts.
  private static func commands(of cell: Document.Cell) -> [String] {
    let source = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
    return source.enumerated().map { ($0 == 0 ? "lip> " : "...> ") + $1.visible }
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
    var lines = ["**Question.** \(InertMarkdown.line(parts.text))"]
    if !parts.choices.isEmpty { lines += [""] + parts.choices.map { "- \(InertMarkdown.line($0))" } }
    lines += ["", "*Answer:* \(InertMarkdown.line(parts.answer))"]
    return lines.joined(separator: "\n")
  }
}
