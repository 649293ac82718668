import Foundation
import Sessions
import TerminalText
import Testing

@testable import Explorer

/// A folder with one lesson, and sessions that are in it.
struct LessonFixture: ~Copyable {
  let folder: TemporaryFolder

  init(_ text: String = Self.text) throws {
    folder = try Self.made(with: text)
  }

  private static func made(with text: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "slide-04.lip")
    return folder
  }

  /// A session that looks for lessons here; the lesson is open if it has a number.
  func session(slide: Int? = 4, progress: String? = nil, typed: Bool = true) -> Notebook {
    var notebook = Notebook()
    notebook.isTyped = typed
    notebook.lessons = LessonShelf(folders: [folder.path])
    notebook.progress = ProgressBook(path: progress.map { folder.path + "/" + $0 })
    if let slide { notebook.take("slide \(slide)") }
    return notebook
  }

  /// Every kind of question.
  static let text = """
    #| lip 1
    #| title  Slide 4 - a lesson of the tests
    #| slide  4

    # The first step tells something.

    layer linear 2x2 init identity bias off
    #>   linear1   linear 2 -> 2   4 parameters      L = 1

    # CHOOSE.

    #? Which one?
    #?   ( ) the largest entry   why: one entry is one axis
    #?   (x) the singular value   why: it is the largest stretch
    #?   ( ) the sum
    #?   hint: first hint
    #?   hint: second hint
    bound
    #>   L = 1   exact, 2-norm

    #? What is a quarter?
    #?   = 1/4   why: one of four
    #?   if 4: that is its inverse
    let quarter = 1/4
    #>   quarter = 0.25

    # WORK.

    #? Double the constant.
    #?   expect bound == 2
    #?   why: a scale of two stretches by two
    #?   hint: layer scale
    layer scale 2
    #>   scale1    scale 2 -> 2      L = 2

    # The end.

    """
}

extension Notebook {
  /// What the lesson says to a line.
  mutating func said(_ line: String) -> String {
    take(line).map { $0.isOK ? $0.lines : $0.errorLines }.joined().map(\.plain).joined(separator: "\n")
  }

  var stepNow: String? { lecture?.step.id }

  /// Goes on until a question waits; false at the end of the lesson.
  mutating func goToQuestion() -> Bool {
    while isInLesson, expectation == .enter { take("") }
    return isInLesson
  }
}

extension Question {
  /// A line that answers it rightly, or lines of which the last one does.
  func rightLine(command: String?) -> String {
    switch answer {
    case .choices(let choices): choices.first(where: \.isRight)?.text ?? ""
    case .number(let expression, _): expression
    case .effect: command ?? ""
    }
  }

  /// A line that answers it wrongly.
  var wrongLine: String {
    switch answer {
    case .choices(let choices): choices.first { !$0.isRight }?.text ?? "nothing of this"
    case .number(let expression, _): "1000 + 7 * (\(expression))"
    case .effect: "done"
    }
  }
}
