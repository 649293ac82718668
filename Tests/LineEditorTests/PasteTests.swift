import Testing

@Suite struct PasteTests {
  static func pasted(_ text: String) -> String { "\u{1b}[200~\(text)\u{1b}[201~" }

  @Test func severalLinesStayOneEvent() throws {
    let terminal = try PseudoTerminal.ready()
    #expect(terminal.screen.modes.contains(2004))
    terminal.send("a " + Self.pasted("layer linear 5x3\rbound\r\r"))
    try terminal.expect("two rows") { $0.lines.suffix(2) == ["lip> a layer linear 5x3", "bound"] }
    terminal.send("\r")
    try terminal.expect("the next prompt") {
      $0.lines.contains("line <a layer linear 5x3|bound>") && $0.current == "lip>"
    }
    terminal.send("\u{1b}[A")
    try terminal.expect("both rows from the history") {
      $0.lines.suffix(2) == ["lip> a layer linear 5x3", "bound"]
    }
  }

  @Test func controlsInATextDoNothing() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send(Self.pasted("a\tb c\u{1b}[5D\u{4}d\u{1}é") + "\r")
    try terminal.expect("the line") { $0.lines.contains { $0.hasPrefix("line <a b c [5D d é>") } }
  }

  @Test func aLongTextComesWhole() throws {
    let terminal = try PseudoTerminal.ready(columns: 40, rows: 10)
    let text = (1...600).map { "row \($0) of the pasted text" }.joined(separator: "\n")
    terminal.send(Self.pasted(text) + "\r")
    try terminal.expect("the end of the text") {
      $0.lines.joined().contains("row 600 of the pasted text>") && $0.current == "lip>"
    }
    let shown = terminal.screen.lines.joined().filter { $0 != " " }
    let line = text.filter { $0 != " " }.split(separator: "\n").joined(separator: "|")
    #expect(shown.contains("line<\(line)>"))
  }

  @Test func theModeIsOffBetweenLines() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("work\r")
    try terminal.expect(line: "working")
    #expect(!terminal.screen.modes.contains(2004))
    terminal.send("\u{3}")
    try terminal.expectPrompt()
    #expect(terminal.screen.modes.contains(2004))
    terminal.send("\u{4}")
    _ = try terminal.finish()
    #expect(!terminal.screen.modes.contains(2004))
  }
}
