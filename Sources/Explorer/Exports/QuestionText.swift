import Sessions

/// A question as texts to read: what is asked, what may be chosen, what is right.
struct QuestionText {
  let text: String
  let choices: [String]
  let answer: String

  init(_ question: Question) {
    text = question.text.split(separator: "\n").joined(separator: " ")
    var reason = question.why
    switch question.answer {
    case .choices(let all):
      choices = all.map(\.text)
      let right = all.filter(\.isRight)
      answer = Self.joined(right.map(\.text).joined(separator: "; "), reason ?? right.first?.why)
      reason = nil
    case .number(let expression, let tolerance):
      choices = []
      answer = Self.joined(expression + (tolerance.map { " (\($0))" } ?? ""), reason)
    case .effect(let command, let relation, let expression, _):
      choices = []
      answer = Self.joined("commands after which  \(command) \(relation.rawValue) \(expression)", reason)
    }
  }

  private static func joined(_ answer: String, _ reason: String?) -> String {
    reason.map { "\(answer): \($0)" } ?? answer
  }
}
