import Glibc
import Testing

/// `lip` at a terminal: what it keeps against crashes, and how it plays files.
@Suite(.serialized) struct CrashTests {
  static let lip = PseudoTerminal.probe.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/lip"

  /// How often the program is killed: 12 times, or as `LIP_CRASH_ROUNDS` says; each takes about a second.
  static let rounds =
    getenv("LIP_CRASH_ROUNDS").flatMap { UInt64(String(cString: $0)) }.map { max(1, $0) } ?? 12

  /// A prompt of the program.
  private func start(_ home: TemporaryFolder, _ arguments: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      columns: 100, rows: 60, home: home, environment: ["XDG_STATE_HOME": home.path + "/state"],
      program: [Self.lip] + arguments)
  }

  private func journals(_ home: TemporaryFolder) -> [String] {
    guard let directory = opendir(home.path + "/state/lip/journal") else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append("state/lip/journal/" + name) }
    }
    return names
  }

  /// The largest number N for which a row of the screen reads `vN = N`.
  private func shown(_ terminal: PseudoTerminal) -> Int {
    (1...40).last { terminal.screen.lines.contains("  v\($0) = \($0)") } ?? 0
  }

  @Test(
    "killed at any moment, nothing that was taken in is lost, and nothing runs again unasked",
    arguments: 1...CrashTests.rounds)
  func killed(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let home = TemporaryFolder()
    let terminal = try start(home)
    try terminal.expectPrompt()
    terminal.send((1...40).map { "let v\($0) = \($0)\r" }.joined())
    for _ in 0..<Int.random(in: 0...60, using: &random) { terminal.look() }
    usleep(UInt32.random(in: 0...2000, using: &random))
    terminal.signal(SIGKILL)
    #expect(try terminal.finish() == 128 + SIGKILL)
    let seen = shown(terminal)

    let again = try start(home)
    try again.expectPrompt()
    let offer = again.screen.lines.first { $0.contains("ended without goodbye") }
    #expect((offer != nil) == !journals(home).isEmpty)
    #expect(seen == 0 || offer != nil)
    // Nothing is there yet.
    again.send("$v1\r")
    try again.expect("an error") { $0.lines.contains { $0.hasPrefix("error: ") && $0.contains("v1") } }
    guard offer != nil else { return }
    again.send("recover\r")
    try again.expect("the number") { $0.lines.contains { $0.contains("brought back") } }
    let words = try #require(again.screen.lines.first { $0.contains("brought back") }).split(separator: " ")
    let count = try #require(Int(words[0]))
    // All that was shown to be done, and of what was under way at most one more.
    #expect(count >= seen && count <= 40, "\(seen) shown, \(count) kept")
    if count > 0 {
      again.send("$v\(count)\r")
      try again.expect(line: "  = \(count)")
    }
    try again.expectPrompt()
    again.send("\u{4}")
    #expect(try again.finish() == 0)
    #expect(journals(home).isEmpty)
  }

  @Test("a command in which the session ended is shown and not run; recover drop forgets")
  func crasher() throws {
    let home = TemporaryFolder()
    mkdir(home.path + "/state", 0o700)
    mkdir(home.path + "/state/lip", 0o700)
    mkdir(home.path + "/state/lip/journal", 0o700)
    home.write("lip journal 1\n> let a = 1\n= ok\n> let b = 2\n", to: "state/lip/journal/session-1.journal")
    let terminal = try start(home)
    try terminal.expect(line: "It ended while this ran:  let b = 2")
    terminal.send("recover show\r")
    try terminal.expect(line: "     2  let b = 2   # the session ended in this one: it is not run")
    terminal.send("recover\r")
    try terminal.expect(line: "  not run, because the session ended in it:  let b = 2")
    terminal.send("$a; $b\r")
    try terminal.expect("an error") { $0.lines.contains { $0.hasPrefix("error: ") && $0.contains("b") } }
    #expect(terminal.screen.lines.contains("  = 1"))
    // What was brought back is kept again, until goodbye.
    #expect(journals(home).count == 1)
    terminal.signal(SIGKILL)
    _ = try terminal.finish()
    let other = try start(home)
    try other.expectPrompt()
    other.send("recover drop\r")
    try other.expect(line: "  forgotten: 2 commands")
    other.send("recover\r")
    try other.expect(line: "error: there is no session to bring back")
    #expect(journals(home).count == 1)
    other.send("exit\r")
    #expect(try other.finish() == 0)
    #expect(journals(home).isEmpty)
  }

  @Test("a session that is asked to leave keeps its journal", arguments: [SIGTERM, SIGHUP])
  func terminated(_ signal: Int32) throws {
    let home = TemporaryFolder()
    let terminal = try start(home)
    try terminal.expectPrompt()
    terminal.send("let a = 1\r")
    try terminal.expect(line: "  a = 1")
    terminal.signal(signal)
    #expect(try terminal.finish() == 128 + signal)
    let text = try #require(journals(home).first.flatMap { home.text(of: $0) })
    #expect(text == "lip journal 1\n> let a = 1\n= ok\n")
  }

  @Test("two sessions at once keep a journal each, and offer nothing to each other")
  func two() throws {
    let home = TemporaryFolder()
    let (one, two) = (try start(home), try start(home))
    for (terminal, name) in [(one, "a"), (two, "b")] {
      try terminal.expectPrompt()
      terminal.send("let \(name) = 1\r")
      try terminal.expect(line: "  \(name) = 1")
    }
    #expect(journals(home).count == 2)
    let three = try start(home)
    try three.expectPrompt()
    #expect(!three.screen.lines.contains { $0.contains("goodbye") })
    two.signal(SIGKILL)
    _ = try two.finish()
    let four = try start(home)
    try four.expect("the offer") {
      $0.lines.contains { $0.contains("ended without goodbye (1 command kept)") }
    }
    // Held by four, it is not offered to five.
    let five = try start(home)
    try five.expectPrompt()
    #expect(!five.screen.lines.contains { $0.contains("goodbye") })
  }

  @Test("without a journal, or a place for one, nothing is kept, and one warning says so")
  func none() throws {
    let home = TemporaryFolder()
    let terminal = try start(home, ["--no-journal"])
    try terminal.expectPrompt()
    terminal.send("let a = 1\r")
    try terminal.expect(line: "  a = 1")
    #expect(journals(home).isEmpty)
    // A file where the folder should be: the history says so, and that is enough.
    let broken = TemporaryFolder()
    broken.write("", to: "state")
    let other = try start(broken)
    try other.expectPrompt()
    other.send("let a = 1\rlet b = 2\r")
    try other.expect(line: "  b = 2")
    #expect(other.screen.lines.filter { $0.hasPrefix("note: ") }.count == 1)
  }

  // MARK: Replay

  private static let session = """
    #| lip 1

    # Three numbers.
    let a = 1
    #| pause 600s
    let b = 2
    let c = 3

    """

  @Test("a replay step by step: Enter runs, s skips, t tries on a copy, q quits")
  func steps() throws {
    let home = TemporaryFolder()
    let path = home.write(Self.session, to: "a.lip")
    let terminal = try start(home)
    try terminal.expectPrompt()
    terminal.send("replay \(path) step\r")
    try terminal.expect("a question") { $0.current.contains("(3 left)") }
    #expect(terminal.screen.lines.contains("# Three numbers."))
    terminal.send("\r")
    try terminal.expect("a question") { $0.current.contains("(2 left)") }
    #expect(terminal.screen.lines.contains("  a = 1"))
    terminal.send("s\r")
    try terminal.expect("a question") { $0.current.contains("(1 left)") }
    #expect(!terminal.screen.lines.contains("  b = 2"))
    terminal.send("t\r")
    try terminal.expect("a prompt") { $0.current == "lip try>" }
    terminal.send("let d = 4\rdone\r")
    try terminal.expect("a question") { $0.current.contains("(1 left)") && $0.lines.contains("  d = 4") }
    terminal.send("q\r")
    try terminal.expect("the prompt") { $0.current == "lip>" }
    terminal.send("$a + 4\r$d\r")
    try terminal.expect("an error") { $0.lines.contains { $0.hasPrefix("error: ") && $0.contains("d") } }
    #expect(terminal.screen.lines.contains("  = 5"))
    // What was tried is not kept.
    let text = try #require(journals(home).first.flatMap { home.text(of: $0) })
    #expect(text.contains("> let a = 1\n= ok\n") && !text.contains("let d"))
  }

  @Test("Ctrl-C stops a replay in its pause, and what ran stays")
  func stopped() throws {
    let home = TemporaryFolder()
    let path = home.write(Self.session, to: "a.lip")
    let terminal = try start(home)
    try terminal.expectPrompt()
    terminal.send("replay \(path)\r")
    try terminal.expect(line: "lip> let b = 2")
    terminal.send("\u{3}")
    try terminal.expect(line: "  the replay stopped here; what ran stays")
    try terminal.expectPrompt()
    terminal.send("$a + 1\r")
    try terminal.expect(line: "  = 2")
    // As a program of its own, it ends with the status of an interrupt; faster, it does not wait.
    let other = try start(home, ["replay", path])
    try other.expect(line: "lip> let b = 2")
    other.send("\u{3}")
    #expect(try other.finish() == 130)
    let fast = try start(home, ["replay", path, "--speed", "6000"])
    #expect(try fast.finish() == 0)
    #expect(fast.screen.lines.contains("  c = 3"))
  }
}
