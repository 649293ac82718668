import Foundation
import Language
import Sessions
import TerminalText
import Testing

@testable import Explorer

/// What a lesson answers.
@Suite struct LessonTests {
  /// Lines that are typed in the lesson of the tests, and what the last one gives.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let lines: [String]
    /// Texts that the last answer has.
    let says: [String]
    /// Texts that it does not have.
    var keepsQuiet: [String] = []
    /// Where the lesson is then; nil outside.
    let step: String?
    var expectation = Notebook.Expectation.enter
  }

  static let cases = [
    Case(
      testDescription: "the question comes before its command runs", lines: [""],
      says: ["[slide 4 · 2/5]", "CHOOSE.", "? Which one?", "a  the largest entry", "c  the sum"],
      keepsQuiet: ["lip> bound", "L = 1"], step: "4.2", expectation: .answer),
    Case(
      testDescription: "Enter at a question asks again", lines: ["", ""], says: ["? Which one?"], step: "4.2",
      expectation: .answer),
    Case(
      testDescription: "a letter", lines: ["", "b"],
      says: ["Yes: it is the largest stretch.", "lip> bound", "L = 1   exact"], step: "4.2"),
    Case(testDescription: "a letter in parentheses", lines: ["", " (B) "], says: ["Yes"], step: "4.2"),
    Case(testDescription: "a text", lines: ["", "The  singular value"], says: ["Yes"], step: "4.2"),
    Case(testDescription: "a beginning", lines: ["", "the si"], says: ["Yes"], step: "4.2"),
    Case(
      testDescription: "a beginning of several", lines: ["", "the s"], says: ["That could be b or c."],
      step: "4.2", expectation: .answer),
    Case(
      testDescription: "a wrong choice has its reason", lines: ["", "a"],
      says: ["No: one entry is one axis.", "2 tries left", "hint"], keepsQuiet: ["lip> bound"], step: "4.2",
      expectation: .answer),
    Case(
      testDescription: "a wrong choice without reason", lines: ["", "c", "c"], says: ["No.", "One try left"],
      step: "4.2", expectation: .answer),
    Case(
      testDescription: "the third wrong answer shows the right one", lines: ["", "a", "c", "a"],
      says: [
        "No: one entry", "The answer is  b  the singular value: it is the largest stretch.", "lip> bound",
      ],
      step: "4.2"),
    Case(
      testDescription: "no answer at all is forgiven", lines: ["", "x", "y", "z"],
      says: ["Choose a, b or c"], step: "4.2", expectation: .answer),
    Case(
      testDescription: "but not for ever", lines: ["", "x", "x", "x", "x", "x", "x"],
      says: ["The answer is"], step: "4.2"),
    Case(
      testDescription: "a hint", lines: ["", "hint"], says: ["Hint: first hint", "1 more"], step: "4.2",
      expectation: .answer),
    Case(
      testDescription: "the last hint", lines: ["", "hint", "hint"], says: ["Hint: second hint"],
      keepsQuiet: ["more"], step: "4.2", expectation: .answer),
    Case(
      testDescription: "no more hints", lines: ["", "hint", "hint", "HINT"], says: ["no more hints", "skip"],
      step: "4.2", expectation: .answer),
    Case(
      testDescription: "a hint without question", lines: ["hint"], says: ["no question here"], step: "4.1"),
    Case(
      testDescription: "skip shows the answer", lines: ["", "skip"],
      says: ["Skipped. The answer is  b  the singular value", "lip> bound"], step: "4.2"),
    Case(
      testDescription: "skip without question goes on", lines: ["skip"], says: ["[slide 4 · 2/5]"],
      step: "4.2", expectation: .answer),
    Case(
      testDescription: "next does not pass a question", lines: ["", "next"], says: ["question first"],
      step: "4.2", expectation: .answer),
    Case(
      testDescription: "next is Enter", lines: ["next", "b", "next"], says: ["a quarter"], step: "4.3",
      expectation: .answer),
    Case(
      testDescription: "back shows the step before", lines: ["", "back"], says: ["[slide 4 · 1/5]", "L = 1"],
      step: "4.1"),
    Case(
      testDescription: "back to a question that was answered shows the answer", lines: ["", "b", "", "back"],
      says: ["? Which one?", "You answered  b.  Yes: it is the largest stretch.", "lip> bound", "L = 1"],
      keepsQuiet: ["hint"], step: "4.2"),
    Case(
      testDescription: "back to a wrong answer", lines: ["", "a", "c", "a", "", "back"],
      says: ["You answered  a.  The answer is  b", "L = 1"], step: "4.2"),
    Case(
      testDescription: "back and on again asks nothing twice", lines: ["", "b", "", "back", "back", ""],
      says: ["You answered  b."], step: "4.2"),
    Case(
      testDescription: "back to a question that was skipped asks it again", lines: ["", "skip", "", "back"],
      says: ["? Which one?"], keepsQuiet: ["L = 1", "You answered"], step: "4.2", expectation: .answer),
    Case(
      testDescription: "back at the first step", lines: ["back"], says: ["This is the first step.", "1/5"],
      step: "4.1"),
    Case(
      testDescription: "a number by its value", lines: ["", "b", "", "25%"], says: ["Yes: one of four."],
      step: "4.3"),
    Case(testDescription: "within one percent", lines: ["", "b", "", "0.252"], says: ["Yes"], step: "4.3"),
    Case(testDescription: "with L =", lines: ["", "b", "", "L = sqrt(1/16)"], says: ["Yes"], step: "4.3"),
    Case(
      testDescription: "a diagnosis", lines: ["", "b", "", "4"],
      says: ["Too large: that is its inverse.", "2 tries"],
      step: "4.3", expectation: .answer),
    Case(
      testDescription: "too small", lines: ["", "b", "", "-1"], says: ["Too small."], step: "4.3",
      expectation: .answer),
    Case(
      testDescription: "infinity", lines: ["", "b", "", "inf"], says: ["Too large."], step: "4.3",
      expectation: .answer),
    Case(
      testDescription: "a comma", lines: ["", "b", "", "0,25"], says: ["0.25"], step: "4.3",
      expectation: .answer),
    Case(
      testDescription: "no number", lines: ["", "b", "", "a bit"], says: ["That is no number"], step: "4.3",
      expectation: .answer),
    Case(
      testDescription: "an ordinary command runs on a copy", lines: ["", "b", "", "bound norm inf"],
      says: ["L = 1", "on a copy"], keepsQuiet: ["Yes"], step: "4.3", expectation: .answer),
    Case(
      testDescription: "help needs no copy", lines: ["", "b", "", "?bound"], says: ["bound"],
      keepsQuiet: ["on a copy"], step: "4.3", expectation: .answer),
    Case(
      testDescription: "a mistake in a command is an error", lines: ["", "layer liner 2x2"],
      says: ["error: unknown layer kind 'liner'"], step: "4.2", expectation: .answer),
    Case(
      testDescription: "commands answer", lines: ["", "b", "", "1/4", "", "layer scale 2"],
      says: ["scale1", "Yes: a scale of two stretches by two.", "lip> layer scale 2"], step: "4.4"),
    Case(
      testDescription: "commands that are not enough", lines: ["", "b", "", "1/4", "", "layer relu"],
      says: ["relu1", "Not yet: wanted is  bound == 2  and bound gives 1."], keepsQuiet: ["Yes", "tries"],
      step: "4.4",
      expectation: .statement(inLesson: true)),
    Case(
      testDescription: "several commands answer",
      lines: ["", "b", "", "1/4", "", "layer scale 4", "layer scale 0.5"],
      says: ["Yes"], step: "4.4"),
    Case(
      testDescription: "done has the commands judged", lines: ["", "b", "", "1/4", "", "layer relu", "done"],
      says: ["Not yet", "2 tries left"], step: "4.4", expectation: .statement(inLesson: true)),
    Case(
      testDescription: "the third done ends it", lines: ["", "b", "", "1/4", "", "done", "done", "done"],
      says: ["The answer is  bound == 2", "lip> layer scale 2"], step: "4.4"),
    Case(
      testDescription: "the end", lines: ["", "b", "", "4", "1/4", "", "done", "skip", "", ""],
      says: ["The end of slide 4.", "You had 2 of 3 questions right.", "slide 5"], step: nil,
      expectation: .statement(inLesson: false)),
    Case(
      testDescription: "quit leaves the lesson", lines: ["", "quit"], says: ["slide 4 goes on from here"],
      step: nil, expectation: .statement(inLesson: false)),
    Case(
      testDescription: "exit with a status, too", lines: ["", "exit 3"], says: ["You left slide 4"],
      step: nil, expectation: .statement(inLesson: false)),
    Case(testDescription: "done without a copy", lines: ["done"], says: ["No copy is open"], step: "4.1"),
    Case(testDescription: "a list does not leave", lines: ["slides"], says: ["at step 2 of 5"], step: "4.1"),
    Case(
      testDescription: "restart", lines: ["", "b", "slide 4 restart"], says: ["[slide 4 · 1/5]"], step: "4.1"),
    Case(
      testDescription: "an unknown slide leaves it open", lines: ["slide 5"],
      says: ["error: there is no lesson on slide 5"], step: "4.1"),
  ]

  @Test("what is typed, and what is said", arguments: cases)
  func said(_ c: Case) throws {
    let lesson = try LessonFixture()
    var notebook = lesson.session()
    var last = ""
    for line in c.lines { last = notebook.said(line) }
    for text in c.says { #expect(last.contains(text), "\(text) in\n\(last)") }
    for text in c.keepsQuiet { #expect(!last.contains(text), "\(text) in\n\(last)") }
    #expect(notebook.stepNow == c.step)
    #expect(notebook.expectation == c.expectation)
    #expect(notebook.workspace.models.isEmpty, "the learner's own session stays as it was")
  }

  @Test("try works on a copy, done forgets it, keep takes it along, undo brings back what was there")
  func copies() throws {
    let lesson = try LessonFixture()
    var notebook = lesson.session(slide: nil)
    notebook.take("layer linear 5x3 seed 1")
    let own = State(notebook)
    notebook.take("slide 4")
    #expect(notebook.promptLabel == "lip 4")
    #expect(notebook.said("try").contains("A copy to play in"))
    #expect(notebook.promptLabel == "lip 4 try" && notebook.isTrying)
    #expect(notebook.said("layer relu").contains("relu1"))
    #expect(notebook.said("layer linear 3x5").contains("error"))
    for word in ["next", "back", "hint", "skip", "try", "slide 4"] {
      #expect(notebook.said(word).contains("done goes back to the lesson first"), "\(word)")
    }
    #expect(notebook.said("layers").contains("relu1"))
    #expect(notebook.said("done").contains("Back in the lesson."))
    #expect(!notebook.said("layers").contains("relu1"))
    #expect(State(notebook).isSameWork(as: own))

    notebook.take("try")
    notebook.take("drop net")
    notebook.take("model other: linear 2x2 seed 3")
    notebook.take("layer relu")
    notebook.take("undo")
    notebook.take("layer scale 3")
    #expect(notebook.said("keep").contains("Kept"))
    #expect(!notebook.isTrying && notebook.stepNow == "4.1")
    notebook.take("quit")
    #expect(notebook.promptLabel == "lip")
    #expect(notebook.workspace.models.map(\.name) == ["other"])
    let kept = State(notebook)
    #expect(notebook.said("undo").contains("undone: keep"))
    #expect(State(notebook).isSameWork(as: own))
    notebook.take("redo")
    #expect(State(notebook).isSameWork(as: kept))

    var again = Notebook()
    for line in notebook.recording.text.split(separator: "\n") where !line.hasPrefix("#") {
      for execution in again.run(String(line)) { #expect(execution.isOK, "\(line)") }
    }
    #expect(State(again).isSameWork(as: kept), "a saved session makes it again:\n\(notebook.recording.text)")
  }

  @Test("nothing typed at any step changes what a later question sees")
  func isolation() throws {
    let lesson = try LessonFixture()
    let mischief = [
      "reset", "drop net", "let quarter = 7", "undo", "set precision 2", "seed 9", "source nosuch.lip",
      "model net: linear 9x9", "try", "reset", "drop net", "bound", "quit", "rerun 1", "bound; quit",
      "mode eval",
    ]
    var plain = lesson.session()
    var wild = lesson.session()
    for answer in ["b", "1/4", "layer scale 2"] {
      let isAsked = (plain.goToQuestion(), wild.goToQuestion())
      #expect(isAsked == (true, true))
      for line in mischief where line != "quit" || wild.isTrying { wild.take(line) }
      // The copy on which commands answer is the learner's to spoil; back and on gives a new one.
      if case .statement(inLesson: true) = wild.expectation {
        for line in ["back", "skip", ""] { wild.take(line) }
      }
      let (calm, stormy) = (plain.said(answer), wild.said(answer))
      #expect(calm == stormy)
    }
    let isAsked = (plain.goToQuestion(), wild.goToQuestion())
    #expect(isAsked == (false, false))
    #expect(plain.hasPassed(4) && wild.hasPassed(4))
  }

  @Test("a file opens no lesson, and outside a lesson its words say how to open one")
  func outside() throws {
    let lesson = try LessonFixture()
    var notebook = lesson.session(slide: nil)
    for word in ["next", "back", "hint", "skip", "try", "done", "keep"] {
      let said = notebook.said(word)
      #expect(said.contains("no lesson is open") && said.contains("slide 4"), "\(word)")
    }
    try lesson.folder.write("slide 4\n", to: "a.lip")
    #expect(notebook.said("source \"\(lesson.folder.path)/a.lip\"").contains("a file does not open lessons"))
    #expect(!notebook.isInLesson)
    #expect(notebook.said("slide 99").contains("numbered 1 to 15, not 99"))
    #expect(notebook.said("slide").contains("error"))
    #expect(
      Completions(for: "slide ", at: 6, in: notebook).candidates.prefix(15) == (1...15).map { "\($0)" }[...])
  }

  @Test("a mistake that the lesson knows is none of its right answers, however close; others nearby are")
  func nearby() throws {
    let session = SessionFile(text: "#| lip 1\n#? What?\n#?   = 101\n#?   if 100: one short\nlet a = 1\n") {
      _ in true
    }
    let question = try #require(session.steps.first?.question)
    for (answer, verdict) in [
      ("100", Verdict.wrong("too small: one short")), ("101", .right), ("100.5", .right),
      ("99", .wrong("too small: one short")),
    ] {
      #expect(question.verdict(on: answer) { _, _ in nil } == verdict, "\(answer)")
    }
  }

  @Test("the words of a lesson may be names")
  func names() {
    var notebook = Notebook(after: ["model slide: linear 2x2 init identity", "let next = 3"])
    #expect(notebook.output(of: "bound slide").first?.contains("L = 1") == true)
    #expect(notebook.output(of: "$next") == ["  = 3"])
  }

  @Test("a damaged lesson is an error with its line, and a broken command stops nobody")
  func broken() throws {
    let damaged = try LessonFixture("#| lip 1\n#? What?\nbound\n")
    var notebook = damaged.session(slide: nil)
    #expect(notebook.said("slide 4").contains("slide-04.lip:2: "))
    let failing = try LessonFixture("#| lip 1\n# One.\nbond\n\n# Two.\nlet a = 1\n")
    notebook = failing.session(slide: nil)
    #expect(notebook.said("slide 4").contains("unknown command 'bond'"))
    #expect(notebook.said("").contains("a = 1"))
    #expect(notebook.said("").contains("The end of slide 4."))
  }

  @Test("the JSON of a question and of an answer")
  func json() throws {
    let lesson = try LessonFixture()
    var notebook = lesson.session()
    let question = try Parsed(try #require(notebook.take("").first).json(file: nil).text)
    #expect(question["type"] == .string("lesson") && question["cmd"] == .string("next"))
    #expect(question["slide"] == .number(4) && question["step"] == .string("4.2"))
    #expect(question["question"]?["kind"] == .string("choice"))
    #expect(question["question"]?["choices"]?.items.count == 3)
    #expect(question["correct"] == nil)
    for (line, isCorrect) in [("a", false), ("b", true)] {
      let answer = try Parsed(try #require(notebook.take(line).first).json(file: nil).text)
      #expect(answer["cmd"] == .string("answer") && answer["correct"] == .bool(isCorrect))
    }
    #expect(Set(notebook.executions.map(\.number)).count == notebook.executions.count)
  }
}

/// Every walkthrough in `sessions/` can be finished.
@Suite struct WalkthroughTests {
  static let slides = LessonShelf.numbers.filter { LessonShelf(folders: [folder]).file(of: $0) != nil }
  private static let folder = SessionFilesTests.root.appendingPathComponent("sessions").path

  /// The few commands that are quick to run as they are.
  private static let quick = [1, 2, 4]

  /// The folder of a copy of a lesson whose commands cost nothing; nil for one that needs its own.
  ///
  /// `SessionFilesTests` runs the true ones, and tests the marked answers among them.
  private static func quickened(_ slide: Int, in scratch: borrowing TemporaryFolder) throws -> String? {
    let file = try #require(LessonShelf(folders: [folder]).file(of: slide))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let session = SessionFile(text: text) { !isContinued($0) }
    let needsCommands = session.steps.contains { step in
      switch step.question?.answer {
      case .effect: true
      case .number(let expression, _): expression.contains("$")
      case .choices, nil: false
      }
    }
    if needsCommands || quick.contains(slide) { return nil }
    var lines = text.components(separatedBy: "\n")
    for command in session.steps.compactMap(\.command).reversed() {
      lines.replaceSubrange(command.line - 1..<command.lastLine, with: ["let cheap = 1"])
    }
    lines.removeAll { $0.hasPrefix("#>") || $0.hasPrefix("#| expect") }
    try scratch.write(lines.joined(separator: "\n"), to: (file as NSString).lastPathComponent)
    return scratch.path
  }

  enum Way: CaseIterable { case marked, skipping, wrong }

  @Test("with the marked answers, with skip, and with three wrong answers", arguments: slides, Way.allCases)
  func finish(slide: Int, way: Way) throws {
    let scratch = try TemporaryFolder()
    var notebook = Notebook()
    notebook.lessons = LessonShelf(folders: [try Self.quickened(slide, in: scratch) ?? Self.folder])
    notebook.take("slide \(slide)")
    var asked = 0
    var lines = 0
    while notebook.goToQuestion() {
      let step = try #require(notebook.lecture?.step)
      let question = try #require(step.question)
      asked += 1
      switch way {
      case .marked:
        let said = notebook.said(question.rightLine(command: step.commands.first?.source))
        #expect(said.contains("Yes"), "\(step.id): \(said)")
      case .skipping: #expect(notebook.said("skip").contains("Skipped. The answer is"))
      case .wrong:
        for attempt in 1...LessonRun.tries {
          let said = notebook.said(question.wrongLine)
          #expect(said.contains("The answer is") == (attempt == LessonRun.tries), "\(step.id): \(said)")
        }
      }
      #expect(notebook.expectation == .enter || !notebook.isInLesson, "\(step.id) has come to an end")
      lines += 1
      try #require(lines < 1000)
    }
    let progress = try #require(notebook.progress.slides[slide])
    #expect(progress.isFinished && asked == progress.questions && asked > 0)
    #expect(notebook.hasPassed(slide) == (way == .marked))
  }
}

/// Lessons tried with any text: seed 11.
@Suite struct LessonFuzzTests {
  static let words = [
    "a", "b", "(c)", "the", "sum", "1/4", "4", "inf", "nan", "1e400", "((((", "))", "\"", "#", ";", "\\",
    "$_",
    "$x", "hint", "skip", "back", "next", "try", "done", "keep", "slide 4", "slides", "quit", "exit 1",
    "reset",
    "bound", "layer scale 2", "let a = 1", "begin residual", "end", "\u{1b}[2J", "\u{202e}", "\u{1F600}", "é",
    "?",
    "=", "L =", ",", "5x3", "-1..1", " ", "\t", "1,5", "undo", "drop net",
  ]

  @Test("any text is answered, and the lesson can be finished after it")
  func anything() throws {
    let lesson = try LessonFixture()
    var random = SplitMix(state: 11)
    for _ in 0..<40 {
      var notebook = lesson.session(typed: random.next() % 2 == 0)
      for _ in 0..<25 {
        let line = (0..<(1 + random.next() % 3)).map { _ in
          Self.words[Int(random.next() % UInt64(Self.words.count))]
        }
        .joined(separator: random.next() % 2 == 0 ? " " : "")
        let executions = notebook.take(line)
        #expect(executions.allSatisfy { $0.exitStatus == nil || !notebook.isInLesson }, "\(line)")
        for text in executions.flatMap({ $0.lines }).map(\.plain) {
          #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e }, "\(line)")
        }
        if !notebook.isInLesson { notebook.take("slide 4") }
      }
      if notebook.isTrying { notebook.take("done") }
      var steps = 0
      while notebook.isInLesson, steps < 20 {
        notebook.take("skip")
        steps += 1
      }
      #expect(!notebook.isInLesson)
    }
  }

  @Test("a verdict comes to any text")
  func verdicts() throws {
    let session = SessionFile(text: LessonFixture.text) { _ in true }
    let questions = session.steps.compactMap(\.question)
    var random = SplitMix(state: 12)
    let scalars = Array("abc01259.,()+-*/^ =$_%eπ∞\u{0}\u{7f}\u{300}\"\\;#x".unicodeScalars)
    for _ in 0..<3000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<(random.next() % 12)).map { _ in scalars[Int(random.next() % UInt64(scalars.count))] }))
      for question in questions {
        let verdict = question.verdict(on: text) { _, _ in nil }
        if verdict == .right, case .number = question.answer {
          let value = try Question.number(text) { _, _ in nil }
          #expect(abs(value - 0.25) <= 0.0025001, "\(text)")
        }
      }
    }
    let long = String(repeating: "(", count: 100_000)
    #expect(questions.allSatisfy { $0.verdict(on: long) { _, _ in nil } != .right })
  }
}
