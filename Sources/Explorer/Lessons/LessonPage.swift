import Sessions
import TerminalText

/// What a lesson says to one line that was typed.
struct LessonPage: Sendable {
  let slide: Int
  /// The step, such as `4.3`.
  let step: String
  var lines: [StyledText] = []
  /// The question that waits for an answer.
  var question: Question?
  /// Whether the answer was right, if it was one.
  var isCorrect: Bool?

  var json: [JSON.Member] {
    JSON.record([
      "slide": .int(slide), "step": .string(step),
      "text": .string(lines.map(\.plain).drop(while: \.isEmpty).joined(separator: "\n")),
      "question": question?.json,
      "correct": isCorrect.map { .bool($0) },
    ]).members
  }
}

extension Question {
  fileprivate var json: JSON {
    switch answer {
    case .choices(let choices):
      .record(["kind": .string("choice"), "choices": .strings(choices.map(\.text))])
    case .number: .record(["kind": .string("number")])
    case .effect: .record(["kind": .string("effect")])
    }
  }

  /// The question as it is asked: its text, its choices, and what may be typed while it is open.
  func lines(width: Int, isOpen: Bool = true) -> [StyledText] {
    let paragraphs = text.split(separator: "\n").joined(separator: " ").visible
    var lines = (StyledText("  ? ", .prompt) + StyledText(paragraphs, .bold)).wrapped(to: width)
    switch answer {
    case .choices(let choices):
      for (letter, choice) in zip(Question.letters(choices.count), choices) {
        lines += StyledText("      \(letter)  \(choice.text.visible)").wrapped(to: width)
      }
    case .number, .effect: break
    }
    guard isOpen else { return lines }
    let advice =
      switch answer {
      case .choices: "a letter, or the beginning of an answer · hint · skip · try"
      case .number: "a number, such as 0.25 or 1/4 · hint · skip · try"
      case .effect: "any commands, on a copy; done when you think so · hint · skip"
      }
    return lines + [StyledText("    " + advice, .dim)]
  }

  /// The right answer in words, with its reason.
  var solution: String {
    switch answer {
    case .choices(let choices):
      let letters = Question.letters(choices.count)
      let right = choices.indices.filter { choices[$0].isRight }
      return right.map { "\(letters[$0])  \(choices[$0].text)" + (choices[$0].why.map { ": \($0)" } ?? "") }
        .joined(separator: "; or ")
    case .number(let expression, _): return expression + (why.map { ": \($0)" } ?? "")
    case .effect(let command, let relation, let expression, _):
      return "\(command) \(relation.rawValue) \(expression)" + (why.map { ": \($0)" } ?? "")
    }
  }

  /// Why a right answer is right.
  func reason(for answer: String) -> String? {
    guard case .choices(let choices) = self.answer else { return why }
    let right = choices.filter(\.isRight)
    return right.count == 1 ? right[0].why : nil
  }
}
