import Foundation
import Plotting
import Sessions
import Testing

@testable import Explorer

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What `export` writes is whole, the same every time, and nothing in it can act.
@Suite struct ExportTests {
  /// A session with narration, a question, plots, an expected error, and texts that try to be something else.
  static let session = """
    #| lip 1
    #| title  <b>Slide</b> & "more"

    # A linear layer, `W x + b`, with <script>alert(1)</script> and **strong** *words*.
    #
    # - one </pre>
    # - two
    #
    #     |f(x) - f(y)| <= L |x - y|
    #
    # WHAT COMES NEXT

    layer linear 5x3 seed 42
    #? Which <i>number</i> is it?
    #?   ( ) the largest entry
    #?   (x) the largest singular value   why: <u>it is</u>
    bound # </code></pre><script>
    plot relu sigmoid slope
    #| expect error
    bond </section>
    model A: linear 2x2 seed 1, relu, \\
      residual (linear 2x2 seed 2, tanh)
    compare A net
    """

  static let formats = SessionExport.formats

  private func export(_ format: String, of text: String = session, file: String = "/tmp/some/where.lip")
    throws -> String
  {
    let session = try SessionExport(text: text, file: file, access: .typed)
    return String(decoding: try session.bytes(format: format), as: UTF8.self)
  }

  @Test("every format is the same to the byte, with no path in it", arguments: formats)
  func repeated(_ format: String) throws {
    let text = try export(format)
    #expect(try export(format, file: "elsewhere.lip") == text)
    #expect(!text.isEmpty && !text.contains("where.lip") && !text.contains("/tmp"))
    if !["csv", "svg"].contains(format) {
      #expect(text.contains("lip \(Version.current)") || format == "ipynb")
    }
  }

  // MARK: Markdown

  @Test("nothing in Markdown is HTML, in either format", arguments: ["markdown", "ipynb"])
  func markdown(_ format: String) throws {
    let text = try export(format)
    #expect(text.contains("&lt;script>alert(1)&lt;/script>") && text.contains("`W x + b`"))
    #expect(text.contains("# &lt;b>Slide&lt;/b> & ") && text.contains("Which &lt;i>number&lt;/i> is it?"))
    #expect(!text.contains("with <script>") && !text.contains("<u>") && !text.contains("- one </pre>"))
  }

  @Test("what only looks like code is no code")
  func inert() {
    func lines(_ text: [String]) -> [String] { InertMarkdown(text).lines }
    #expect(lines(["`a < b` < c"]) == ["`a < b` &lt; c"])
    #expect(lines(["``a ` <i>`` <b>"]) == ["``a ` <i>`` &lt;b>"])
    // The first backtick pairs with the one in the next line, so what follows is outside of code.
    #expect(lines(["`", "` <b> `"]) == ["`", "` &lt;b> `"])
    #expect(lines(["`", "", "`<b>`"]) == ["`", "", "`<b>`"])
    #expect(lines(["\\` <b> `"]) == ["\\` &lt;b> `"])
    #expect(lines(["```", "<b>", "```", "<b>"]) == ["```", "<b>", "```", "&lt;b>"])
    #expect(lines(["- a", "  ```", "<b>"]) == ["- a", "  ```", "&lt;b>"])
    #expect(lines(["~~~", "<b>"]) == ["~~~", "<b>", "~~~"])
  }

  @Test("plots of Markdown may be drawings beside it, and nothing is overwritten unasked")
  func pictures() throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook(after: ["layer linear 5x3 seed 42", "plot relu slope", "bound", "plot sin"])
    let path = folder.path + "/my notes.md"
    _ = notebook.output(of: "export markdown \"\(path)\" svg")
    let text = try folder.text(of: "my notes.md")
    for number in 1...2 {
      let picture = try folder.text(of: "my notes-\(number).svg")
      #expect(XMLParser(data: Data(picture.utf8)).parse() && picture.hasPrefix("<svg"))
      #expect(text.contains("](my%20notes-\(number).svg)"))
    }
    #expect(text.contains("lip> plot relu slope\n```\n\n![") && !text.contains("⠤"))
    #expect(text.contains("L = 2.782368   exact, 2-norm"))
    #expect(try notebook.problem(of: "export markdown \"\(path)\" svg").code == .io)
    _ = notebook.output(of: "export markdown \"\(path)\" svg overwrite")
    // The word is a format, too.
    _ = notebook.output(of: "export svg \"\(folder.path)/sin.svg\"")
    #expect(try folder.text(of: "sin.svg").contains("<svg"))
    #expect(try notebook.problem(of: "export html \"\(folder.path)/a.html\" svg").code == .badValue)
  }

  // MARK: Pages

  @Test("a page is well-formed, loads nothing, runs nothing, and shows what tries to be an element")
  func page() throws {
    let text = try export("html")
    let reader = ElementReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    #expect(Set(reader.identifiers).count == reader.identifiers.count)
    #expect(reader.elements.filter { $0 == "svg" }.count == 1)
    for forbidden in ["script", "b", "i", "u", "link", "img", "iframe", "object", "a"] {
      #expect(!reader.elements.contains(forbidden), "<\(forbidden)>")
    }
    let addresses = text.components(separatedBy: "http").dropFirst()
    #expect(addresses.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") || $0.hasPrefix("-equiv") })
    #expect(!text.contains("url(") && !text.contains("@import"))
    for shown in [
      "<title>&lt;b&gt;Slide&lt;/b&gt; &amp; &quot;more&quot;</title>",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "<code>W x + b</code>", "<strong>strong</strong> <em>words</em>", "<li>one &lt;/pre&gt;</li>",
      "<pre><code>|f(x) - f(y)| &lt;= L |x - y|</code></pre>", "<h2>WHAT COMES NEXT</h2>",
      "bound # &lt;/code&gt;&lt;/pre&gt;&lt;script&gt;", "L = 2.782368   exact, 2-norm",
      "<pre class=\"output error\">error: unknown command &#39;bond&#39;", "prefers-color-scheme:dark",
      "@media print",
    ] {
      #expect(text.contains(shown), "\(shown)")
    }
  }

  @Test("narration cannot leave its element, whatever it is: seeds 1 to 40", arguments: 1...40)
  func hostileNarration(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let pieces = [
      "*", "**", "`", "```", "<", ">", "&", "\"", "- ", "1. ", "# ", "    ", "\u{1b}", "\u{7}", " ", "a", "É",
      "&lt;", "]]>", "\u{202e}",
    ]
    let lines = (0..<8).map { _ in
      (0..<Int(random.next() % 12)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
    }
    let text = MarkdownText(lines).html
    let parser = XMLParser(data: Data("<p>\(text)</p>".utf8))
    #expect(parser.parse(), "\(lines): \(text)")
  }

  @Test("a long line of marks takes no time")
  func longNarration() {
    let clock = ContinuousClock()
    let time = clock.measure {
      _ = MarkdownText([String(repeating: "*a `", count: 900)]).html
      _ = MarkdownText([String(repeating: "*a `", count: 100_000)]).html
    }
    #expect(time < .seconds(10), "\(time)")
  }

  // MARK: Markdown and Jupyter

  @Test("Markdown has narration as text, and a command with its output in a fence that holds")
  func markdown() throws {
    let text = try export("markdown", of: Self.session + "\n1 + 1 # ```` \n")
    #expect(text.hasPrefix("# &lt;b>Slide&lt;/b> & \"more\"\n\nA linear layer, `W x + b`, with"))
    #expect(text.contains("\n```text\nlip> layer linear 5x3 seed 42\n  linear1   linear 3 -> 5"))
    #expect(text.contains("\n...>   residual (linear 2x2 seed 2, tanh)\n"))
    #expect(text.contains("\n`````text\nlip> 1 + 1 # ````"))
    #expect(
      text.contains(
        "- the largest entry\n- the largest singular value\n\n*Answer:* the largest singular value: &lt;u>it is&lt;/u>\n"
      ))
    #expect(text.hasSuffix("Written by lip \(Version.current).\n"))
    // A block, pasted, is what was typed.
    #expect(text.components(separatedBy: "\nlip> ").count == 8)
  }

  @Test("a notebook has what nbformat 4.5 asks for")
  func jupyter() throws {
    let object = try JSONSerialization.jsonObject(with: Data(export("ipynb").utf8))
    let notebook = try #require(object as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let names = cells.compactMap { $0["id"] as? String }
    #expect(names.count == cells.count && Set(names).count == names.count)
    #expect(names.allSatisfy { $0.count <= 64 && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } })
    #expect(cells.allSatisfy { $0["metadata"] is [String: Any] && $0["source"] is [String] })
    let code = cells.filter { $0["cell_type"] as? String == "code" }
    #expect(code.count == 6)
    #expect(code.compactMap { $0["execution_count"] as? Int } == Array(1...6))
    let outputs = code.compactMap { ($0["outputs"] as? [[String: Any]])?.first }
    #expect(
      outputs.map { $0["name"] as? String } == ["stdout", "stdout", "stdout", "stderr", "stdout", "stdout"])
    #expect(outputs.allSatisfy { $0["output_type"] as? String == "stream" && $0["text"] is [String] })
    #expect(
      code[4]["source"] as? [String] == [
        "model A: linear 2x2 seed 1, relu, \\\n", "  residual (linear 2x2 seed 2, tanh)",
      ])
    #expect(
      cells.contains {
        ($0["source"] as? [String])?.first == "**Question.** Which &lt;i>number&lt;/i> is it?\n"
      })
  }

  // MARK: Numbers

  /// What the last line leaves for csv: its first two lines.
  static let tables = [
    (
      ["layer linear 5x3 seed 42", "bound"],
      "name,value,kind,certified,norm,method\nnet,2.782367796706"
    ),
    (["layer linear 2x2 init identity bias off", "forward 1,2"], "y1,y2\n1,2\n"),
    (["1/4"], "value\n0.25\n"),
    (["estimate relu points 3"], "sample,quotient\n1,0\n"),
    (["compare relu tanh"], "name,value,kind,certified,norm,method,error\nrelu,1,exact,true,2,"),
    (["plot relu", "seed 1", "help"], "panel,series,mark,name,x,y\n"),
    (["compare relu tanh", "input 1,2 as p", "undo"], "name,value,kind,certified"),
  ]

  @Test("csv holds the last numbers with all digits", arguments: tables)
  func csv(_ lines: [String], _ start: String) throws {
    let text = try export("csv", of: lines.joined(separator: "\n"))
    #expect(text.hasPrefix(start), "\(text.prefix(120))")
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    // Every second piece stands in quotes, commas and all.
    let fields = rows.map { row in
      row.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }
        .flatMap(\.element).filter { $0 == "," }.count
    }
    #expect(rows.count > 1 && Set(fields).count == 1)
  }

  @Test("a field with a comma or a quote is quoted")
  func quoting() {
    let table = Table(columns: ["a,b", "c"], rows: [["say \"x\"", "\u{1b}[2J"]])
    #expect(table.text == "\"a,b\",c\n\"say \"\"x\"\"\",␛[2J\n")
  }

  @Test("weights are safetensors in PyTorch's order and with its names")
  func weights() throws {
    // np.random.seed(42); np.random.randn(5, 3)[:2] in NumPy 1.26.
    let first = [
      0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254, -0.23415337472333597,
      -0.23413695694918055,
    ]
    let text = """
      model A: conv2d 1->2 kernel 2 seed 1 input 1x3x3, flatten, linear 5x8 seed 42, batchnorm 5, \
      residual (relu, linear 5x5 seed 3 bias off)
      """
    let session = try SessionExport(text: text, file: "a.lip", access: .typed)
    let bytes = try session.bytes(format: "weights")
    let count = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(count % 8 == 0)
    let object = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + count]))
    var header = try #require(object as? [String: [String: Any]])
    let meta = try #require(header.removeValue(forKey: "__metadata__")?["meta"] as? String)
    let kinds = try Parsed(meta)["layers"]?.items.map { $0["type"]?.text }
    #expect(kinds == ["conv2d", "flatten", "linear", "batchnorm", "residual"])
    let shapes = header.mapValues { $0["shape"] as? [Int] }
    #expect(
      shapes == [
        "0.weight": [2, 1, 2, 2], "0.bias": [2], "2.weight": [5, 8], "2.bias": [5], "3.weight": [5],
        "3.bias": [5],
        "3.running_mean": [5], "3.running_var": [5], "4.1.weight": [5, 5],
      ])
    let spans = header.values.compactMap { $0["data_offsets"] as? [Int] }.sorted { $0[0] < $1[0] }
    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0[1] == $1[0] })
    #expect(8 + count + (spans.last?[1] ?? 0) == bytes.count)
    let start = 8 + count + (try #require((header["2.weight"]?["data_offsets"] as? [Int])?[0]))
    let values = (0..<6).map { place in
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[start + 8 * place + $1]) << (8 * UInt64($1)) })
    }
    #expect(values == first)
  }

  // MARK: The command

  @Test("a typed session is written without what failed or was undone")
  func typed() throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook(after: ["layer linear 5x3 seed 42", "layer relu", "undo", "bound; help"])
    notebook.run("bond")
    _ = notebook.output(of: "export markdown \"\(folder.path)/a.md\"; export html \"\(folder.path)/a.html\"")
    let text = try folder.text(of: "a.md")
    #expect(text.components(separatedBy: "\nlip> ").count == 3)
    #expect(text.contains("\nlip> bound\n  L = 2.782368   exact, 2-norm\n"))
    #expect(try notebook.problem(of: "export html \"\(folder.path)/a.html\"").code == .io)
    let bytes = try folder.text(of: "a.html")
    _ = notebook.output(of: "export html \"\(folder.path)/a.html\" overwrite")
    #expect(try folder.text(of: "a.html") == bytes)
  }

  static let refused = [
    ("export svg a.svg", "nothing was plotted yet"), ("export csv a.csv", "no numbers yet"),
    ("export weights a.safetensors", "no model yet"), ("export html a.md", "writes no .md file"),
    ("export weights a.pt", "writes no .pt file"), ("export pdf a.pdf", "there is no export 'pdf'"),
    ("layer relu input 3; export weights a", "net has no weights"),
  ]

  @Test("what cannot be written is an error that says why", arguments: refused)
  func problems(_ line: String, _ words: String) throws {
    var notebook = Notebook()
    let problem = try notebook.problem(of: line)
    #expect(problem.message.contains(words), "\(problem.message)")
    #expect(!FileManager.default.fileExists(atPath: "a"))
  }

  @Test("a file that fails is not exported")
  func failing() {
    #expect { try export("html", of: "seed 1\nbond\n", file: "a.lip") } throws: {
      ($0 as? Problem)?.message.hasPrefix("a.lip:2: unknown command 'bond'") == true
    }
    #expect(throws: Problem.self) { try export("html", of: "#| lip 1\n#| expect error\nseed 1\n") }
  }
}

/// Notes the elements of a page and their identifiers.
private final class ElementReader: NSObject, XMLParserDelegate {
  var elements: [String] = []
  var identifiers: [String] = []

  func parser(
    _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
    attributes: [String: String]
  ) {
    elements.append(name)
    if let identifier = attributes["id"] { identifiers.append(identifier) }
  }
}
