import Testing

/// Text that is longer than the screen, and questions to whoever sits there.
@Suite struct PagerTests {
  private static let more = "-- more: Enter, q --"

  private func start(rows: Int = 24, in home: TemporaryFolder = TemporaryFolder()) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(rows: rows, home: home, program: [CrashTests.lip, "--no-journal"])
    try terminal.expectPrompt()
    return terminal
  }

  @Test("long text comes a page at a time; Enter goes on, other keys do nothing, q is enough")
  func pages() throws {
    let terminal = try start(rows: 12)
    terminal.send("about papers\r")
    try terminal.expect(current: Self.more)
    let first = terminal.screen.lines
    terminal.send("xz\u{1b}[A")
    terminal.send("\r")
    try terminal.expect("the second page") { $0.current == Self.more && $0.lines != first }
    terminal.send("q")
    try terminal.expectPrompt()
    #expect(!terminal.screen.lines.contains { $0.contains("more:") })
    terminal.send("let a = 7\r")
    try terminal.expect(line: "  a = 7")
  }

  @Test("Ctrl-C is enough, too, and the program goes on")
  func interrupted() throws {
    let terminal = try start()
    let mode = terminal.mode
    terminal.send("about papers\r")
    try terminal.expect(current: Self.more)
    terminal.send("\u{3}")
    try terminal.expectPrompt()
    #expect(terminal.mode == mode)
  }

  @Test("what fits is not asked about, and keys that were typed ahead are kept")
  func ahead() throws {
    let terminal = try start(rows: 60)
    terminal.send("help undo\r")
    try terminal.expectPrompt()
    #expect(!terminal.screen.lines.contains { $0.contains("more:") })
    let small = try start()
    small.send("about papers\rlet b = 8\r")
    try small.expect(line: "  b = 8")
    try small.expectPrompt()
  }

  @Test(
    "a script that wants to write is asked about once for each file, and no is the answer to anything but yes"
  )
  func permission() throws {
    let home = TemporaryFolder()
    let (good, bad) = (home.path + "/good.svg", home.path + "/bad.svg")
    let script = home.write(
      "plot relu\nexport svg \(good)\nexport svg \(good) overwrite\nexport svg \(bad)\n", to: "s.lip")
    let terminal = try PseudoTerminal(
      columns: 160, rows: 60, home: home, program: [CrashTests.lip, "--no-journal"])
    try terminal.expectPrompt()
    terminal.send("source \(script)\r")
    try terminal.expect(current: "s.lip wants to write \(good) - allow? [y/N]")
    terminal.send("y\r")
    try terminal.expect(current: "s.lip wants to write \(bad) - allow? [y/N]")
    terminal.send("\r")
    try terminal.expect("the refusal") { $0.lines.contains { $0.contains("may not write '\(bad)'") } }
    try terminal.expectPrompt()
    #expect(home.text(of: "good.svg")?.hasPrefix("<svg") == true && home.text(of: "bad.svg") == nil)
    // A file on the command line asks, too; Ctrl-C is no permission.
    let run = try PseudoTerminal(columns: 160, rows: 60, home: home, program: [CrashTests.lip, script])
    try run.expect(current: "s.lip wants to replace \(good) - allow? [y/N]")
    run.send("\u{3}")
    #expect(try run.finish() != 0)
  }
}
