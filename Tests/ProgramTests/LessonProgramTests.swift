import Foundation
import Testing

/// `lip slide N`.
@Suite struct LessonProgramTests {
  static let lesson = """
    #| lip 1
    #| title  Slide 4 - a small lesson

    # One.
    let a = 2

    #? What is twice a?
    #?   = 4
    #?   hint: add
    let b = 2 * $a

    #? Which?
    #?   ( ) this
    #?   (x) that   why: because
    let c = 3

    """

  private func walk(_ answers: String, _ arguments: [String] = []) throws -> Program.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(Self.lesson, to: "slide-04.lip")
    try folder.write(answers, to: "answers")
    return try Program.run(
      ["slide", "4", "--answers", "answers", "--lessons", "."] + arguments, in: folder.path,
      environment: ["HOME": folder.path])
  }

  static let cases: [(answers: String, status: Int32)] = [
    ("4\nthat\n", 0), ("5\nhint\n8/2\nb\n", 0), ("# comment\n\n4\n\nb", 0), ("4\n", 1), ("", 1),
    ("4\nskip\n", 1),
    ("5\n6\n7\nb\n", 1), ("4\na\na\na\n", 1), ("try\nlet a = 9\ndone\n4\nb\n", 0), ("try\n", 1),
    ("quit\n", 1),
    ("bound\n4\nb\n", 0), ("4\nback\n4\nb\n", 0), ("slide 4 restart\n4\nb\n", 0),
  ]

  @Test("the status says whether every question was answered rightly", arguments: cases)
  func status(answers: String, status: Int32) throws {
    let outcome = try walk(answers)
    #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    #expect(!outcome.wasKilled)
  }

  @Test("all is printed, the same at every run, and no progress is kept")
  func text() throws {
    let outcome = try walk("3\n4\nb\n")
    #expect(
      outcome.output
        == """

        [slide 4 · 1/3]  Slide 4 - a small lesson
        One.

        lip> let a = 2
          a = 2

        [slide 4 · 2/3]
          ? What is twice a?
            a number, such as 0.25 or 1/4 · hint · skip · try
        lip 4> 3
        Too small.  2 tries left · hint
        lip 4> 4
        Yes.

        lip> let b = 2 * $a
          b = 4

        [slide 4 · 3/3]
          ? Which?
              a  this
              b  that
            a letter, or the beginning of an answer · hint · skip · try
        lip 4> b
        Yes: because.

        lip> let c = 3
          c = 3

        The end of slide 4.  You had 2 of 2 questions right.
        slide 5   goes on

        """)
    #expect(outcome.errors.isEmpty)
    #expect(try walk("3\n4\nb\n").bytes == outcome.bytes)
  }

  @Test("one JSON object an answer")
  func json() throws {
    let outcome = try walk("3\nhint\n4\nb\n", ["--json"])
    #expect(outcome.status == 0)
    let objects = try outcome.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(
      objects.map { $0["cmd"] as? String } == [
        "slide", "next", "answer", "hint", "answer", "next", "answer", "next",
      ])
    #expect(objects.allSatisfy { $0["type"] as? String == "lesson" && $0["slide"] as? Int == 4 })
    #expect(objects.map { $0["correct"] as? Bool } == [nil, nil, false, nil, true, nil, true, nil])
    #expect(
      objects.map { $0["step"] as? String } == ["4.1", "4.2", "4.2", "4.2", "4.2", "4.3", "4.3", "4.3"])
  }

  @Test("standard input gives answers, and a pipe of lip itself can open a lesson")
  func pipes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.lesson, to: "slide-04.lip")
    let piped = try Program.run(
      ["slide", "4", "--lessons", folder.path], input: Data("4\nb\n".utf8), in: folder.path)
    #expect(piped.status == 0)
    let unkept = try Program.run(
      ["slide", "4", "--no-journal", "--lessons", folder.path], input: Data("4\nb\n".utf8), in: folder.path)
    #expect(unkept.output == piped.output && unkept.status == 0)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sessions", withIntermediateDirectories: true)
    try folder.write(Self.lesson, to: "sessions/slide-04.lip")
    let session = try Program.run(
      lines: ["slide 4", "", "4", "next", "b", "quit", "let d = 5", "hint"], in: folder.path)
    #expect(session.output.contains("Yes: because.") && session.output.contains("d = 5"))
    #expect(session.errors.contains("stdin:8:1: error: no lesson is open"))
  }

  @Test("what cannot be opened says so")
  func wrong() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run(["slide", "99"]).status == 2)
    #expect(try Program.run(["slide"]).status == 2)
    #expect(try Program.run(["slide", "four"]).status == 2)
    let answers = try Program.run(["slide", "4", "--answers", "nosuch"], in: folder.path)
    #expect(answers.status == 1 && answers.errors.contains("cannot read 'nosuch'"))
    try folder.write("#| lip 1\n#? What?\nbound\n", to: "slide-04.lip")
    let damaged = try Program.run(["slide", "4", "--lessons", "."], in: folder.path)
    #expect(damaged.status == 1 && damaged.errors.contains("slide-04.lip:2: "))
  }
}
