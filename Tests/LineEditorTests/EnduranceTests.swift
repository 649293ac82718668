import Testing

/// Whatever is typed in whatever window, the editor goes on.
@Suite struct EnduranceTests {
  static let keys: [String] = [
    "a", "la", "layer ", "where", " ", "\r", "\r", "\t", "\t\t", "\u{7f}", "\u{12}", "\u{7}", "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C", "\u{1b}[D", "\u{1b}[H", "\u{1b}[F", "\u{1b}[3~", "\u{1b}[1;5C", "\u{1b}[5~", "\u{1b}[",
    "\u{1b}O",
    "é", "日本", "e\u{301}🙂", "\0", "\u{15}", "\u{17}", "\u{b}", "\u{19}", "\u{1}", "\u{5}", "\u{10}", "\u{e}",
    "\u{16}", "\u{1b}[200~p\rq\u{1b}[201~", "\u{1b}[201~", String(repeating: "x", count: 50), "\u{1b}x",
    "\u{1b}3",
    "\u{14}", "\u{c}", "\u{1f}", "\u{18}", "\u{1e}",
  ]

  /// 800 random keys while the window changes; tiny windows are where libedit lost its way.
  @Test(
    arguments: [
      (1, 14, 5), (2, 14, 5), (3, 14, 5), (4, 14, 5), (5, 14, 5), (6, 14, 5), (7, 100, 24), (8, 40, 10),
    ] as [(UInt64, Int, Int)])
  func anyKeys(seed: UInt64, columns: Int, rows: Int) throws {
    var random = SplitMix(state: seed)
    let terminal = try PseudoTerminal.ready()
    for _ in 0..<800 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        terminal.resize(
          columns: .random(in: 2...columns, using: &random), rows: .random(in: 1...rows, using: &random))
      }
      terminal.send(Self.keys.randomElement(using: &random)!)
      terminal.look()
    }
    terminal.resize(columns: 80, rows: 24)
    terminal.send("\u{1b}[201~\u{3}")
    terminal.send("\u{5}\u{15}")  // a quoted Ctrl-C does not drop the line
    try terminal.expect("a line after all that") {
      if $0.current.hasSuffix("lip> alive") { return true }
      return $0.current.hasSuffix("lip>") && $0.column >= 5
    }
    terminal.send("alive\r")
    try terminal.expect(line: "line <alive>")
  }

  @Test func aTextTallerThanTheWindow() throws {
    let terminal = try PseudoTerminal.ready(columns: 40, rows: 10)
    let text = (1...40).map { "row \($0)" }.joined(separator: "\r")
    terminal.send(PasteTests.pasted(text))
    try terminal.expect(current: "row 40")
    terminal.send("\u{1b}[H\u{1b}[F" + String(repeating: "x", count: 100))
    try terminal.expect("the end of the text") { $0.current == String(repeating: "x", count: 26) }
    terminal.send("\u{1}\u{5}!\r")
    try terminal.expect("the line") { $0.lines.joined().contains(String(repeating: "x", count: 100) + "!>") }
    try terminal.expectPrompt()
  }
}
