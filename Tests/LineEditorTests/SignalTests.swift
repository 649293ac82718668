import Glibc
import Testing

@Suite struct SignalTests {
  @Test func controlCDropsTheLine() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("layer lin")
    try terminal.expect("the hint") { $0.current.contains("<kind>") }
    terminal.send("\u{3}")
    try terminal.expect(line: "interrupted, count 0")
    try terminal.expectPrompt()
    #expect(terminal.screen.lines.contains("lip> layer lin^C"))
    try terminal.enter("whole", gives: "whole")
  }

  @Test func controlCIsNotOvertakenByKeysBehindIt() throws {
    let terminal = try PseudoTerminal.ready()
    for round in 1...20 {
      terminal.send("abc\u{1}")
      try terminal.expect("the cursor in front") { $0.current == "lip> abc" && $0.column == 5 }
      terminal.send("\u{3}Q\r")
      try terminal.expect("line \(round)") {
        $0.lines.count { $0 == "line <Q>" } == round && $0.current == "lip>"
      }
    }
    #expect(!terminal.screen.lines.contains { $0.contains("Qabc") })
  }

  @Test func controlCInASearchDropsTheLine() throws {
    let terminal = try PseudoTerminal.ready()
    try terminal.enter("layer relu", gives: "layer relu")
    terminal.send("\u{12}rel")
    try terminal.expect(current: "search \"rel\": layer relu")
    terminal.send("\u{3}")
    try terminal.expect(line: "interrupted, count 0")
    try terminal.enter("whole", gives: "whole")
  }

  @Test func controlCInAPasteDropsTheLine() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("a\u{1b}[200~half a paste")
    try terminal.expect(current: "lip> a")
    // Nothing on the screen says that the paste has begun to be read.
    usleep(300_000)
    terminal.signal(SIGINT)
    try terminal.expect(line: "interrupted, count 0")
    try terminal.enter("whole", gives: "whole")
  }

  /// Work that does not look is left at the third interrupt within two seconds, with the status of one.
  @Test func theThirdControlCLeavesWorkThatDoesNotListen() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("deaf\r")
    try terminal.expect(line: "deaf")
    // Interrupts that come before the process has had the last one count as one, so the key is pressed until it answers.
    let answer = "stopping...  once more leaves at once"
    for _ in 0..<100 where !terminal.screen.lines.contains(answer) {
      terminal.send("\u{3}")
      usleep(50_000)
      terminal.look()
    }
    #expect(terminal.screen.lines.contains(answer))
    terminal.send("\u{3}")
    #expect(try terminal.finish() == 130)
    #expect(!terminal.screen.lines.contains("heard nothing"))
  }

  @Test func controlCStopsWork() throws {
    let terminal = try PseudoTerminal.ready()
    let editing = terminal.mode
    terminal.send("work\r")
    try terminal.expect(line: "working")
    #expect(terminal.mode != editing)
    terminal.send("\u{3}")
    try terminal.expect(line: "stopped, requested true, count 1")
    try terminal.enter("whole", gives: "whole")
  }

  @Test func typedAheadTextIsRead() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("work\r")
    try terminal.expect(line: "working")
    terminal.signal(SIGINT)  // not from the keyboard: that would throw typed text away
    terminal.send("ahead\r")
    try terminal.expect(line: "line <ahead>")
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func terminationLeavesInOrder(signal: Int32) throws {
    // The mode before the probe: that of a terminal nobody has touched.
    let untouched = try PseudoTerminal(program: ["/bin/sh", "-c", "echo ready; read x"])
    try untouched.expect(line: "ready")
    let terminal = try PseudoTerminal.ready()
    #expect(terminal.mode != untouched.mode)
    terminal.send("half a line")
    try terminal.expect(current: "lip> half a line")
    terminal.signal(signal)
    try terminal.expect(line: "terminated by \(signal)")
    #expect(try terminal.finish() == 0)
    #expect(terminal.mode == untouched.mode)
    #expect(!terminal.screen.modes.contains(2004))
  }

  @Test func terminationDuringWorkEndsTheNextLine() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("stop\r")
    try terminal.expect(line: "working")
    terminal.signal(SIGTERM)
    try terminal.expect(line: "stopped, requested true, count 0")
    try terminal.expect(line: "terminated by \(SIGTERM)")
    #expect(try terminal.finish() == 0)
  }

  @Test func aResizeKeepsTheLine() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("layer lin")
    try terminal.expect("the hint at column 80") { $0.current.hasSuffix("<kind> <shape>") }
    terminal.resize(columns: 40, rows: 10)
    try terminal.expect(current: "lip> layer lin          <kind> <shape>")
    terminal.send("ear 5x3\r")
    try terminal.expect(line: "line <layer linear 5x3>")
    terminal.resize(columns: 100, rows: 30)
    try terminal.enter("wide", gives: "wide")
  }

  @Test func aResizeOfALineInTwoRows() throws {
    let terminal = try PseudoTerminal.ready(columns: 20, rows: 8)
    terminal.send("0123456789abcdefghij")
    try terminal.expect(current: "fghij")
    terminal.resize(columns: 60, rows: 8)
    try terminal.expect("one row") { $0.rows.contains { $0.hasSuffix("lip> 0123456789abcdefghij") } }
    terminal.send("k\r")
    try terminal.expect(line: "line <0123456789abcdefghijk>")
  }

  @Test func aResizeDuringWorkIsSeenAtThePrompt() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("work\r")
    try terminal.expect(line: "working")
    terminal.resize(columns: 40, rows: 10)
    terminal.send("\u{3}")
    try terminal.expectPrompt()
    terminal.send("layer lin")
    try terminal.expect(current: "lip> layer lin          <kind> <shape>")
  }

  @Test(.enabled(if: access("/bin/bash", X_OK) == 0))
  func controlZAndForeground() throws {
    let terminal = try PseudoTerminal(
      environment: ["PS1": "$ "], program: ["/bin/bash", "--norc", "--noprofile", "-i"])
    try terminal.expect(current: "$")
    terminal.send(PseudoTerminal.probe + "\n")
    try terminal.expectPrompt()
    let editing = terminal.mode
    terminal.send("half a li")
    try terminal.expect(current: "lip> half a li")
    terminal.send("\u{1a}")
    try terminal.expect("the shell") { $0.lines.contains { $0.contains("Stopped") } && $0.current == "$" }
    #expect(!terminal.screen.modes.contains(2004) || terminal.mode != editing)
    terminal.send("fg\n")
    try terminal.expect(current: "lip> half a li")
    terminal.send("ne\r")
    try terminal.expect(line: "line <half a line>")
    try terminal.expectPrompt()
    #expect(terminal.mode == editing)

    // While the program works, Ctrl-Z stops it as it stops any program.
    terminal.send("work\r")
    try terminal.expect(line: "working")
    terminal.send("\u{1a}")
    try terminal.expect("the shell") { $0.lines.count { $0.contains("Stopped") } == 2 && $0.current == "$" }
    terminal.send("fg\n")
    try terminal.expect("the command again") { $0.lines.last?.hasSuffix("LineEditorProbe") == true }
    terminal.send("\u{3}")
    try terminal.expect(line: "stopped, requested true, count 1")
    try terminal.expectPrompt()
  }
}
