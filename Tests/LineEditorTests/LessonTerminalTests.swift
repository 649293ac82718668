import Testing

/// A lesson at the prompt of the program itself, as a learner meets it.
@Suite struct LessonTerminalTests {
  static let lesson = """
    #| lip 1
    #| title  Slide 4 - a small lesson

    # One.
    let a = 2

    #? What is twice a?
    #?   = 4
    #?   hint: add
    let b = 2 * $a

    """

  @Test("Enter goes on, answers are taken, Ctrl-D leaves the copy, then the lesson, then the program")
  func walk() throws {
    let home = TemporaryFolder()
    home.write(Self.lesson, to: "slide-04.lip")
    let path = PseudoTerminal.probe.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/lip"
    let program = [path, "slide", "4", "--lessons", home.path]

    let first = try PseudoTerminal(home: home, program: program)
    try first.expect(line: "[slide 4 · 1/2]  Slide 4 - a small lesson")
    try first.expect(current: "lip 4>")
    first.send("\r")
    try first.expect(line: "  ? What is twice a?")
    try first.expect(current: "lip 4>")
    first.send("5\r")
    try first.expect(line: "Too large.  2 tries left · hint")
    try first.expect(current: "lip 4>")
    first.send("try\r")
    try first.expect(current: "lip 4 try>")
    first.send("let a = 7\r")
    try first.expect(line: "  a = 7")
    try first.expect(current: "lip 4 try>")
    first.send("\u{4}")
    try first.expect(line: "Back in the lesson.")
    try first.expect(current: "lip 4>")
    first.send("\u{4}")
    try first.expect(line: "You left slide 4; slide 4 goes on from here.")
    try first.expectPrompt()
    first.send("\u{4}")
    #expect(try first.finish() == 0)

    let second = try PseudoTerminal(home: home, program: program)
    try second.expect(line: "Going on at step 2 of 2.   slide 4 restart   begins again")
    try second.expect(current: "lip 4>")
    second.send("2*2\r")
    try second.expect(line: "  b = 4")
    try second.expect(current: "lip 4>")
    second.send("\r")
    try second.expect(line: "The end of slide 4.  You had 1 of 1 question right.")
    try second.expectPrompt()
    second.send("quit\r")
    #expect(try second.finish() == 0)
  }
}
