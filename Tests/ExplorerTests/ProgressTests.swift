import Foundation
import Sessions
import TerminalText
import Testing

@testable import Explorer

/// How far somebody is, from one session to the next.
@Suite struct ProgressTests {
  @Test("leaving half-way goes on there, at a question or behind one, with what was answered")
  func resume() throws {
    let lesson = try LessonFixture()
    for (lines, step) in [
      ([], "4.2"), ([""], "4.2"), (["", "a"], "4.2"), (["", "b"], "4.3"), (["", "b", "", "skip"], "4.4"),
    ] {
      var first = lesson.session(progress: "state/lip/lessons.json")
      first.take("slide 4 restart")
      for line in lines { first.take(line) }
      if lines.count % 2 == 0 { first.take("quit") }
      var second = lesson.session(slide: nil, progress: "state/lip/lessons.json")
      let said = second.said("slide 4")
      #expect(said.contains("Going on at step \(step.last!) of 5."), "\(lines): \(said)")
      #expect(second.stepNow == step)
      #expect(second.lecture?.answers["4.2"]?.isRight == (lines.contains("b") ? true : nil))
      #expect(second.said("slides").contains("at step \(step.last!) of 5"))
      #expect(second.visibleWorkspace.models.count == 1, "the commands before have run")
    }
  }

  @Test("a finished lesson begins again, restart begins again, reset forgets all")
  func beginning() throws {
    let lesson = try LessonFixture()
    var notebook = lesson.session(progress: "lessons.json")
    while notebook.isInLesson { notebook.take("skip") }
    #expect(lesson.session(progress: "lessons.json").stepNow == "4.1")
    #expect(notebook.said("slides").contains("done, 0 of 3 right"))
    notebook.take("slide 4")
    notebook.take("")
    notebook.take("quit")
    notebook.take("slide 4 restart")
    #expect(notebook.stepNow == "4.1")
    #expect(notebook.said("slides reset").contains("forgotten"))
    notebook.take("quit")
    #expect(try lesson.folder.text(of: "lessons.json").contains("\"slides\":{"))
    #expect(!lesson.session(slide: nil, progress: "lessons.json").progress.slides.keys.contains(4))
  }

  @Test("a lesson that has changed goes on at the nearest step")
  func changed() throws {
    let session = SessionFile(text: LessonFixture.text) { _ in true }
    let lesson = Lesson(session, number: 4)
    #expect(lesson.steps.map(\.id) == ["4.1", "4.2", "4.3", "4.4", "4.5"])
    for (id, place) in [
      ("4.1", 0), ("4.3", 2), ("4.5", 4), ("4.9", 4), ("4.0", 0), ("4.-3", 0), ("", 0), ("4.x", 0),
      ("x.99999999999999999999", 0),
    ] {
      #expect(lesson.place(nearest: id) == place, "\(id)")
    }
  }

  @Test("what is written is read, and other sessions' slides stay")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a/b/lessons.json"
    let progress = LessonProgress(
      step: "4.2", steps: 5, questions: 3, isFinished: false, date: "2026-01-31",
      answers: ["4.2": .init(text: "\"b\\\n\u{1F600}", isRight: true, tries: 2)])
    var book = ProgressBook(path: path)
    #expect(book.note(progress, slide: 4) == nil)
    var other = ProgressBook(path: path)
    var second = progress
    second.isFinished = true
    #expect(other.note(second, slide: 11) == nil)
    #expect(book.note(progress, slide: 1) == nil)
    var read = ProgressBook(path: path)
    #expect(read.read() == nil)
    #expect(read.slides == [1: progress, 4: progress, 11: second])
    let json = try JSONSerialization.jsonObject(with: Data(try folder.text(of: "a/b/lessons.json").utf8))
    #expect((json as? [String: Any])?["v"] as? Int == 1)
  }

  static let damages = [
    "", "{", "[]", "null", "{\"v\":1}", "{\"slides\":{}}", "{\"v\":1,\"slides\":{\"4\":", "\u{0}\u{1}",
    "{\"v\":1,\"slides\":{}}x",
    String(repeating: "[", count: 100_000),
  ]

  @Test("a damaged file is put aside with one warning, and the lesson goes on", arguments: damages)
  func damaged(_ text: String) throws {
    let lesson = try LessonFixture()
    try lesson.folder.write(text, to: "lessons.json")
    var notebook = lesson.session(slide: nil, progress: "lessons.json")
    let said = notebook.said("slide 4") + notebook.said("") + notebook.said("b") + notebook.said("quit")
    #expect(said.components(separatedBy: "note: ").count == 2, "\(said)")
    #expect(said.contains("starts anew"))
    #expect(try lesson.folder.text(of: "lessons.json.damaged") == text)
    #expect(lesson.session(progress: "lessons.json").stepNow == "4.3")
  }

  @Test("a file that cannot be written, or is newer, is left alone with one warning")
  func unwritable() throws {
    let lesson = try LessonFixture()
    let newer = "{\"v\":2,\"slides\":{}}"
    try lesson.folder.write(newer, to: "newer.json")
    try lesson.folder.write("", to: "file")
    try FileManager.default.createDirectory(
      atPath: lesson.folder.path + "/folder", withIntermediateDirectories: true)
    for path in ["newer.json", "file/lessons.json", "folder"] {
      var notebook = lesson.session(slide: nil, progress: path)
      let said = notebook.said("slide 4") + notebook.said("") + notebook.said("b") + notebook.said("")
      #expect(said.components(separatedBy: "note: ").count == 2, "\(path): \(said)")
      #expect(notebook.stepNow == "4.3")
    }
    #expect(try lesson.folder.text(of: "newer.json") == newer)
  }

  @Test("strict JSON is read, and nothing else")
  func reader() {
    for text in [
      "1", "-1.5e3", "\"a\\u00e9\\ud83d\\ude00\\n\"", "[1,[],{}]", " {\"a\" : [true,false,null] } ",
    ] {
      #expect(JSON(reading: text) != nil, "\(text)")
    }
    for text in [
      "", "01x", "+1", "\"a", "\"\\x\"", "[1,]", "{\"a\"}", "{a:1}", "1 2", "nul", "\"\n\"", "\"\\u12\"",
      "--1", "inf",
    ] {
      #expect(JSON(reading: text) == nil, "\(text)")
    }
    let value = JSON.record(["a\"\u{1}": .strings(["\u{1F600}", "\\"]), "n": .numbers([0.1, -3, 1e300])])
    #expect(JSON(reading: value.text) == value)
  }
}

/// `check` tests what a file marks as right.
@Suite struct MarkedAnswerTests {
  static let cases: [(question: String, complaint: String?)] = [
    ("#? What?\n#?   = 1/4\n#?   if 4: no", nil), ("#? What?\n#?   = $nosuch", "has no value"),
    ("#? What?\n#?   = 1/0", "has no value"), ("#? What?\n#?   = 4\n#?   if 4: no", "is a right answer"),
    ("#? What?\n#?   = 101\n#?   if 100: no", nil),
    ("#? What?\n#?   = 4\n#?   if four: no", "that is no number"),
    ("#? What?\n#?   = 4\n#?   if 5: no\n#?   if 5.0: nor this", "comes behind another"),
    ("#? What?\n#?   (x) one\n#?   ( ) two", nil), ("#? What?\n#?   (x) one\n#?   ( ) One", "not told"),
    ("#? What?\n#?   (x) b\n#?   ( ) a", "not told"),
    ("#? Do.\n#?   expect bound == 2", nil), ("#? Do.\n#?   expect bound == 3", "does not hold after"),
    ("#? Do.\n#?   expect bound >= 1", "holds already"),
    ("#? Do.\n#?   expect nosuch == 1", "cannot be tested"),
    ("#? Do.\n#?   expect show == 1", "cannot be tested"),
  ]

  @Test("a marked answer", arguments: cases)
  func marked(question: String, complaint: String?) {
    let text = "#| lip 1\nmodel a: linear 2x2 init identity bias off\n\n\(question)\nlayer scale 2\n"
    let check = SessionCheck(text: text, file: "a.lip", access: .typed, canvas: nil, width: nil)
    let report = check.report.map(\.plain).joined(separator: "\n")
    #expect(check.succeeded == (complaint == nil), "\(report)")
    if let complaint {
      #expect(report.contains(complaint), "\(report)")
      #expect(check.replay?.failures.first?.line == 4)
    }
  }
}
