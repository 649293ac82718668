import Sessions
import TerminalText

/// A Jupyter notebook: narration as Markdown cells, commands as code cells with what they printed.
///
/// - Source: nbformat 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html
enum JupyterExport: ExportFormat {
  static let name = "ipynb"
  static let summary = "the session as a Jupyter notebook"
  static let endings = [".ipynb"]

  static func bytes(of session: ExportedSession) -> [UInt8] {
    let document = session.document
    var cells = [markdown("# \(InertMarkdown.line(document.title))", number: 0)]
    var count = 0
    for block in document.blocks {
      let number = cells.count
      switch block {
      case .narration(let lines):
        cells.append(markdown(InertMarkdown(lines).lines.joined(separator: "\n"), number: number))
      case .question(let question): cells.append(markdown(MarkdownExport.text(of: question), number: number))
      case .cell(let cell):
        count += 1
        cells.append(code(cell, number: number, count: count))
      }
    }
    let notebook = JSON.record([
      "cells": .array(cells),
      "metadata": .record([
        "kernelspec": .record([
          "display_name": .string("lip"), "language": .string("lip"), "name": .string("lip"),
        ]),
        "language_info": .record([
          "file_extension": .string(".lip"), "mimetype": .string("text/x-lip"), "name": .string("lip"),
          "version": .string(Version.current),
        ]),
        "title": .string(document.title.visible),
      ]),
      "nbformat": .int(4), "nbformat_minor": .int(5),
    ])
    return Array((notebook.indented + "\n").utf8)
  }

  private static func markdown(_ text: String, number: Int) -> JSON {
    .record([
      "cell_type": .string("markdown"), "id": .string("cell-\(number)"), "metadata": .object([]),
      "source": lines(text),
    ])
  }

  private static func code(_ cell: Document.Cell, number: Int, count: Int) -> JSON {
    let printed = cell.lines
    let stream = JSON.record([
      "name": .string(cell.failed ? "stderr" : "stdout"), "output_type": .string("stream"),
      "text": lines(printed.joined(separator: "\n") + "\n"),
    ])
    return .record([
      "cell_type": .string("code"), "execution_count": .int(count), "id": .string("cell-\(number)"),
      "metadata": .record(["language": .string("lip")]), "outputs": .array(printed.isEmpty ? [] : [stream]),
      "source": lines(cell.source),
    ])
  }

  /// A text as Jupyter writes it: its lines, each with its newline.
  private static func lines(_ text: String) -> JSON {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return .strings(lines)
  }
}
