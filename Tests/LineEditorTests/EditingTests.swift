import Testing

@Suite struct EditingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let keys: String
    let line: String
    init(_ testDescription: String, _ keys: String, _ line: String) {
      self.testDescription = testDescription
      self.keys = keys
      self.line = line
    }
  }

  static let cases = [
    Case("letters are letters", "bound norm 2", "bound norm 2"),
    Case("letters beyond ASCII", "µ é ÿ × ≤ λ", "µ é ÿ × ≤ λ"),
    Case("wide letters and marks", "日本 e\u{301} 🙂", "日本 e\u{301} 🙂"),
    Case("backspace takes a letter, not a byte", "a日\u{7f}é\u{7f}b", "ab"),
    Case("arrows", "ad\u{1b}[Db\u{1b}OC\u{1b}[D\u{1b}[Dx", "axbd"),
    Case("home and end of xterm", "b\u{1b}[Ha\u{1b}[Fc", "abc"),
    Case("home and end in application mode", "b\u{1b}OHa\u{1b}OFc", "abc"),
    Case("home and end of rxvt", "b\u{1b}[7~a\u{1b}[8~c", "abc"),
    Case("home and end of the console", "b\u{1b}[1~a\u{1b}[4~c", "abc"),
    Case("^A and ^E", "b\u{1}a\u{5}c", "abc"),
    Case("delete", "abc\u{1b}[H\u{1b}[3~", "bc"),
    Case("^D inside a line deletes", "abc\u{1b}[H\u{4}", "bc"),
    Case("^W takes the word before", "layer linear\u{17}relu", "layer relu"),
    Case("^U takes all before the cursor", "layer relu\u{1b}[D\u{1b}[D\u{15}x", "xlu"),
    Case("^K takes all behind", "layer relu\u{1b}[D\u{1b}[D\u{b}", "layer re"),
    Case("^Y puts it back", "abc\u{1}\u{b}-\u{19}", "-abc"),
    Case("words to the left", "one two three\u{1b}[1;5D\u{1b}[1;5DX", "one Xtwo three"),
    Case("words to the right", "one two three\u{1}\u{1b}[1;5CX", "oneX two three"),
    Case("words with Meta", "one two\u{1b}bX", "one Xtwo"),
    Case(
      "page, function and shifted keys do nothing",
      "a\u{1b}[5~\u{1b}[6~\u{1b}[15~\u{1b}[24;2~\u{1b}[1;2A\u{1b}[Zb", "ab"),
    Case(
      "keys of other protocols do nothing", "a\u{1b}[97;5u\u{1b}[27;5;13~\u{1b}[I\u{1b}[O\u{1b}OP\u{1b}[[Ab",
      "ab"),
    Case("mouse reports do nothing", "a\u{1b}[<0;10;20M\u{1b}[<0;10;20m\u{1b}[M !!b", "ab"),
    Case("Alt with an arrow does what the arrow does", "ab\u{1b}\u{1b}[Dx", "axb"),
    Case("the key that stands for a paste does nothing", "a\u{1e}b", "ab"),
  ]

  @Test func keys() throws {
    let terminal = try PseudoTerminal.ready()
    for c in Self.cases {
      // A line that is not remembered, so that no case sees another's.
      terminal.send(c.keys + "\r")
      try terminal.expect(c.testDescription) {
        $0.lines.last == "lip>" && $0.lines.contains("line <\(c.line)>")
      }
    }
  }

  @Test func bytesThatAreNoTextAreShown() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send([0x61, 0xff, 0x62])
    try terminal.expect(current: "lip> a\u{fffd}b")
    try terminal.enter("", gives: "a\u{fffd}b")
  }

  @Test func aLongLineWraps() throws {
    let terminal = try PseudoTerminal.ready(columns: 20, rows: 6)
    terminal.send("0123456789abcdefghij")
    try terminal.expect("two rows") {
      $0.rows.starts(with: ["editing true, UTF-8"])
        || $0.lines.suffix(2) == ["lip> 0123456789abcde", "fghij"]
    }
    terminal.send("\u{1}X")
    try terminal.expect("the first letter") { $0.lines.suffix(2) == ["lip> X0123456789abcd", "efghij"] }
    terminal.send("\r")
    try terminal.expect("the line") { $0.lines.joined().contains("line <X0123456789abcdefghij>") }
  }

  @Test func controlDLeaves() throws {
    let terminal = try PseudoTerminal.ready()
    let before = terminal.mode
    terminal.send("abc\u{4}")  // at the end of a line it does nothing
    try terminal.expect(current: "lip> abc")
    terminal.send("\u{15}\u{4}")
    try terminal.expect(line: "end")
    #expect(try terminal.finish() == 0)
    #expect(terminal.mode != before)
    #expect(terminal.screen.lines.suffix(2) == ["lip>", "end"])
  }

  @Test func hintStandsAtTheEdgeUntilEnter() throws {
    let terminal = try PseudoTerminal.ready()
    terminal.send("layer")
    try terminal.expect(current: "lip> layer")
    terminal.send(" lin")
    let hinted = "lip> layer lin" + String(repeating: " ", count: 50) + "<kind> <shape>"
    try terminal.expect(current: hinted)
    #expect(terminal.bytes.contains(subsequence: "\u{1b}[2m"))
    terminal.send("\r")
    try terminal.expect(line: "line <layer lin>")
    #expect(!terminal.screen.lines.contains { $0.contains("<kind>") })
    #expect(terminal.screen.lines.contains("lip> layer lin"))
  }

  @Test func hintFollowsLetterByLetterAndMakesRoom() throws {
    let terminal = try PseudoTerminal.ready(columns: 40, rows: 10)
    terminal.send("where é")
    try terminal.expect("the cursor in letters") { $0.current.hasSuffix("at 7") }
    terminal.send("\u{1b}[D")
    try terminal.expect("the cursor in letters") { $0.current.hasSuffix("at 6") }
    terminal.send("\u{5}" + String(repeating: "x", count: 27))
    try terminal.expect("no hint close to the text") {
      $0.current == "lip> where é" + String(repeating: "x", count: 27)
    }
  }

  @Test func coloursStayAwayIfTheyAreNotWanted() throws {
    let terminal = try PseudoTerminal.ready(environment: ["NO_COLOR": "1"])
    try terminal.enter("layer x", gives: "layer x")
    #expect(!terminal.bytes.contains(subsequence: "\u{1b}[1;36m"))
    #expect(!terminal.bytes.contains(subsequence: "\u{1b}[2m"))
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func modestTerminals(type: String) throws {
    let terminal = try PseudoTerminal.ready(environment: ["TERM": type])
    try terminal.enter("layer é\u{7f}x", gives: "layer x")
    try terminal.enter("\u{1b}[A\u{1b}[15~y", gives: "layer xy")
    terminal.send("\u{4}")
    #expect(try terminal.finish() == 0)
    // A terminal that is only unknown may have colours; nothing else is sent to it.
    #expect(!terminal.bytes.contains(subsequence: type == "no-such-terminal" ? "\u{1b}[?" : "\u{1b}["))
  }

  @Test func withoutUTF8TypedTextIsUTF8() throws {
    let terminal = try PseudoTerminal.ready(environment: ["LANG": "C"])
    try terminal.expect("the locale") { $0.rows[0].contains("UTF-8 false") }
    try terminal.enter("é×日", gives: "é×日")
  }

  @Test func editrcIsRead() throws {
    let home = TemporaryFolder()
    home.write(
      "bind \"^X\" ed-move-to-beg\nbind \"^I\" ed-insert\nprobe:bind \"\\e[15~\" ed-move-to-end\n",
      to: ".editrc")
    let terminal = try PseudoTerminal.ready(home: home)
    try terminal.enter("b\u{18}a\u{1b}[15~c", gives: "abc")
    try terminal.enter("lin\t", gives: "linear ")
  }

  @Test func editrcMayThrowBindingsAway() throws {
    let home = TemporaryFolder()
    home.write("bind -e\n", to: ".editrc")
    let terminal = try PseudoTerminal.ready(home: home)
    try terminal.enter("one two\u{1b}[1;5DX", gives: "one Xtwo")
    try terminal.enter("lin\t", gives: "linear ")
  }

  @Test func viIsAChoice() throws {
    let home = TemporaryFolder()
    home.write("bind -v\n", to: ".editrc")
    let terminal = try PseudoTerminal.ready(home: home)
    terminal.send("abc\u{1b}")
    try terminal.expect("command mode") { $0.current == "lip> abc" && $0.column == 7 }
    try terminal.enter("0iX", gives: "Xabc")
    try terminal.enter("lin\t", gives: "linear ")
    terminal.send("\u{1b}[200~a\nb\u{1b}[201~\r")
    try terminal.expect(line: "line <a|b>")
  }

  @Test func editingCanBeTurnedOff() throws {
    let home = TemporaryFolder()
    home.write("edit off\n", to: ".editrc")
    let terminal = try PseudoTerminal.ready(home: home)
    try terminal.expect("the fact") { $0.rows[0].hasPrefix("editing false") }
    try terminal.enter("layer é", gives: "layer é")
    terminal.send("half\u{3}")
    try terminal.expect(line: "interrupted, count 0")
    try terminal.enter("whole", gives: "whole")
    terminal.send("\u{4}")
    try terminal.expect("the end") { $0.lines.last == "end" || $0.lines.last == "lip> end" }
    #expect(try terminal.finish() == 0)
  }
}

extension [UInt8] {
  func contains(subsequence text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
