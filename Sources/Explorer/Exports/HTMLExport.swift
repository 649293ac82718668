import Plotting
import Sessions
import TerminalText

/// The session as one page that needs nothing else.
///
/// Styles and plots are inside, there is no script, and nothing is loaded. Light or dark as the reader's system is, and
/// fit to be printed.
enum HTMLExport: ExportFormat {
  static let name = "html"
  static let summary = "the session as one web page, plots as drawings"
  static let endings = [".html", ".htm"]

  static func bytes(of session: ExportedSession) -> [UInt8] {
    let document = session.document
    var plots = 0
    var body: [String] = []
    for block in document.blocks {
      switch block {
      case .narration(let lines): body.append(MarkdownText(lines).html)
      case .question(let question): body.append(html(of: question))
      case .cell(let cell): body.append(html(of: cell, plots: &plots))
      }
    }
    let title = escaped(document.title.visible)
    return Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="lip \(Version.current)"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(title)</title>
      <style>
      \(style)
      \(SVG.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(body.joined(separator: "\n"))
      </main>
      <footer>Written by lip \(Version.current)</footer>
      </body>
      </html>

      """.utf8)
  }

  private static func html(of cell: Document.Cell, plots: inout Int) -> String {
    let source = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map {
      "<span class=\"prompt\" aria-hidden=\"true\"></span>\(escaped($0.visible))"
    }
    var parts = ["<pre class=\"command\"><code>\(source.joined(separator: "\n"))</code></pre>"]
    for output in cell.outputs {
      switch output {
      case .text(let lines):
        guard !lines.isEmpty else { continue }
        let kind = cell.failed ? "output error" : "output"
        parts.append("<pre class=\"\(kind)\">\(lines.map(escaped).joined(separator: "\n"))</pre>")
      case .plot(let scene, _):
        plots += 1
        parts.append("<figure>\n\(SVG.element(scene, height: 300, identifier: "plot\(plots)"))</figure>")
      }
    }
    return "<section class=\"cell\">\n\(parts.joined(separator: "\n"))\n</section>"
  }

  private static func html(of question: Question) -> String {
    let parts = QuestionText(question)
    let choices = parts.choices.map { "<li>\(escaped($0.visible))</li>" }.joined(separator: "\n")
    return """
      <aside class="question">
      <p><strong>Question.</strong> \(escaped(parts.text.visible))</p>
      \(choices.isEmpty ? "" : "<ul>\n\(choices)\n</ul>\n")<details><summary>Answer</summary>\
      <p>\(escaped(parts.answer.visible))</p></details>
      </aside>
      """
  }

  static func escaped(_ text: String) -> String { SVG.escaped(text) }

  /// The prompt is drawn by the style, so that commands copied from the page run.
  private static let style = """
    :root{--page:#fff;--text:#222;--quiet:#666;--edge:#d8dce2;--block:#f5f7f9;--accent:#0072b2;--error:#b3261e}
    @media (prefers-color-scheme:dark){:root{--page:#16181c;--text:#ddd;--quiet:#aaa;--edge:#3a3f47;\
    --block:#1f2329;--accent:#56b4e9;--error:#ff8a80}}
    body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,sans-serif}
    main,footer{max-width:48rem;margin:0 auto;padding:1rem}
    h1,h2,h3{line-height:1.25}h1{font-size:1.7rem}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1.05rem}
    pre{margin:0;font:14px/1.35 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-x:auto;\
    tab-size:4}
    code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.92em}
    p code,li code{background:var(--block);padding:.1em .3em;border-radius:3px}
    main>pre{background:var(--block);padding:.6rem .8rem;border-radius:6px}
    .cell{margin:1rem 0;border:1px solid var(--edge);border-radius:6px;overflow:hidden}
    .command{background:var(--block);padding:.5rem .8rem;font-weight:600}.command code{font-size:inherit}
    .prompt::before{content:"lip> ";color:var(--accent)}.prompt~.prompt::before{content:"...> "}
    .output{padding:.5rem .8rem}.error{color:var(--error)}
    figure{margin:0;padding:.8rem}figure svg{display:block;width:100%;height:auto}
    .question{border-left:4px solid var(--accent);padding:.1rem 1rem;margin:1.2rem 0;background:var(--block)}
    summary{cursor:pointer;color:var(--accent)}details{margin:.6rem 0}
    footer{color:var(--quiet);font-size:.85rem;border-top:1px solid var(--edge)}
    @media print{:root{--page:#fff;--text:#000;--quiet:#555;--edge:#bbb;--block:#f5f7f9;--accent:#0072b2}\
    body{font-size:11pt;background:#fff}pre{font-size:9pt;white-space:pre-wrap}\
    .cell,.question,figure{break-inside:avoid}h1,h2,h3{break-after:avoid}}
    """
}
