import Testing

@Suite struct HistoryKeysTests {
  static let up = "\u{1b}[A"
  static let down = "\u{1b}[B"

  static func terminal(home: TemporaryFolder = TemporaryFolder()) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal.ready(home: home)
    for line in ["layer linear 5x3", "bound", "layer relu", "plot sin"] {
      try terminal.enter(line, gives: line)
    }
    return terminal
  }

  @Test func upAndDown() throws {
    let terminal = try Self.terminal()
    terminal.send(Self.up)
    try terminal.expect(current: "lip> plot sin")
    terminal.send(Self.up + "\u{1b}OA")
    try terminal.expect(current: "lip> bound")
    terminal.send(Self.down)
    try terminal.expect("the newer entry with a hint") { $0.current.hasPrefix("lip> layer relu ") }
    terminal.send(Self.down + "\u{1b}OB")
    try terminal.expect(current: "lip>")
  }

  @Test func upFindsWhatBeginsLikeTheLine() throws {
    let terminal = try Self.terminal()
    terminal.send("layer" + Self.up)
    try terminal.expect("the newest layer") { $0.current.hasPrefix("lip> layer relu ") }
    terminal.send(Self.up)
    try terminal.expect("the layer before") { $0.current.hasPrefix("lip> layer linear 5x3 ") }
    let bells = terminal.screen.bells
    terminal.send(Self.up)
    try terminal.expect("a bell, nothing older begins so") { $0.bells == bells + 1 }
    terminal.send(Self.down + Self.down)
    try terminal.expect(current: "lip> layer")
    terminal.send(Self.up + "!\r")
    try terminal.expect(line: "line <layer relu!>")
  }

  @Test func signsOfRegularExpressionsAreLetters() throws {
    let terminal = try PseudoTerminal.ready()
    for line in ["2^3", "(1+2)*3", "x.y"] { try terminal.enter(line, gives: line) }
    terminal.send("(" + Self.up)
    try terminal.expect(current: "lip> (1+2)*3")
    terminal.send("\u{15}2^" + Self.up)
    try terminal.expect(current: "lip> 2^3")
    terminal.send("\u{15}\u{12}1+")
    try terminal.expect(current: "search \"1+\": (1+2)*3")
  }

  @Test func searchFindsInside() throws {
    let terminal = try Self.terminal()
    terminal.send("\u{12}")
    try terminal.expect(current: "search \"\":")
    terminal.send("la")
    try terminal.expect(current: "search \"la\": layer relu")
    terminal.send("\u{12}")
    try terminal.expect(current: "search \"la\": layer linear 5x3")
    terminal.send("\u{12}")
    try terminal.expect(current: "not found \"la\": layer linear 5x3")
    terminal.send("\u{7f}\u{7f}sin")
    try terminal.expect(current: "search \"sin\": plot sin")
    terminal.send("\r")
    try terminal.expect("the line twice") { $0.lines.count { $0 == "line <plot sin>" } == 2 }
  }

  @Test func searchEndsWithAnyOtherKey() throws {
    let terminal = try Self.terminal()
    terminal.send("\u{12}bou\u{1b}[FX")
    try terminal.expect(current: "lip> boundX")
    terminal.send("\u{15}kept\u{12}bou\u{7}")
    try terminal.expect(current: "lip> kept")
    terminal.send("\u{15}\u{12}plot\u{1b}")  // Escape alone takes the entry
    try terminal.expect(current: "lip> plot sin")
    terminal.send("!")
    try terminal.expect("the letter where the match began") { $0.current.contains("!plot sin") }
  }

  @Test func searchTakesLettersBeyondASCII() throws {
    let terminal = try PseudoTerminal.ready()
    for line in ["λ one", "日本 two", "ђ three"] { try terminal.enter(line, gives: line) }
    terminal.send("\u{12}本")
    try terminal.expect(current: "search \"本\": 日本 two")
    terminal.send("\u{7f}ђ")
    try terminal.expect(current: "search \"ђ\": ђ three")
  }

  @Test func historySurvivesTheProgram() throws {
    let home = TemporaryFolder()
    let first = try Self.terminal(home: home)
    try first.enter("pasted \\ backslash", gives: "pasted \\ backslash")
    try first.enter(" secret", gives: " secret")
    first.signal(9)
    #expect(try first.finish() == 128 + 9)
    let second = try PseudoTerminal.ready(home: home)
    second.send(Self.up)
    try second.expect(current: "lip> pasted \\ backslash")
    second.send(Self.up + Self.up)
    try second.expect("the entry before") { $0.current.hasPrefix("lip> layer relu ") }
    second.send("\u{15}\u{12}5x3")
    try second.expect(current: "search \"5x3\": layer linear 5x3")
  }

  @Test func aHistoryThatCannotBeKeptIsOneWarning() throws {
    let terminal = try PseudoTerminal.ready(environment: ["LIP_HISTFILE": "/proc/no/such/folder"])
    try terminal.expect("the warning") {
      $0.lines.contains { $0.hasPrefix("warning: no history is kept in /proc/no") }
    }
    try terminal.enter("one", gives: "one")
    try terminal.enter("two", gives: "two")
    terminal.send(Self.up + Self.up)
    try terminal.expect(current: "lip> one")
    #expect(terminal.screen.lines.count { $0.contains("warning") } == 1)
  }
}
