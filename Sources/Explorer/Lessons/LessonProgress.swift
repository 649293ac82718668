import Glibc
import Sessions

/// How far somebody is in a lesson.
struct LessonProgress: Hashable, Sendable {
  struct Answer: Hashable, Sendable {
    var text: String
    var isRight: Bool
    var tries: Int

    /// Whether something was answered: a question that was skipped is asked again.
    var isAnswer: Bool { !text.isEmpty }
  }

  /// The step to go on with.
  var step: String
  var steps: Int
  var questions: Int
  var isFinished: Bool
  /// The day of the last step, such as `2026-01-31`.
  var date: String
  var answers: [String: Answer]

  var rightCount: Int { answers.values.count { $0.isRight } }

  /// `at step 4 of 12`, `done, 3 of 4 right`.
  var summary: String {
    let number = step.split(separator: ".").last.map(String.init) ?? step
    guard isFinished else { return "at step \(number) of \(steps)" }
    return questions > 0 ? "done, \(min(rightCount, questions)) of \(questions) right" : "done"
  }
}

extension LessonProgress {
  /// Where a lesson stands now.
  init(_ run: LessonRun) {
    let isShown = run.phase == .shown && run.place < run.lesson.steps.count - 1
    step = run.lesson.steps[run.place + (isShown ? 1 : 0)].id
    steps = run.lesson.steps.count
    questions = run.lesson.questionCount
    isFinished = run.phase == .finished
    date = Self.today
    answers = run.answers
  }

  private static var today: String {
    var now = time(nil)
    var parts = tm()
    guard gmtime_r(&now, &parts) != nil else { return "" }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  var json: JSON {
    let answers = answers.sorted { $0.key < $1.key }.map { id, answer in
      JSON.Member(
        key: id,
        value: .record([
          "answer": .string(answer.text), "correct": .bool(answer.isRight), "tries": .int(answer.tries),
        ]))
    }
    return .record([
      "step": .string(step), "steps": .int(steps), "questions": .int(questions),
      "finished": .bool(isFinished), "date": .string(date), "answers": .object(answers),
    ])
  }

  /// Reads what `json` writes; nil for anything else.
  init?(_ json: JSON) {
    guard let step = json["step"]?.string, let steps = json["steps"]?.integer,
      let questions = json["questions"]?.integer, let isFinished = json["finished"]?.bool,
      let date = json["date"]?.string, let members = json["answers"]?.members
    else { return nil }
    (self.step, self.steps, self.questions, self.isFinished, self.date) = (
      step, steps, questions, isFinished, date
    )
    answers = [:]
    for member in members {
      guard let text = member.value["answer"]?.string, let isRight = member.value["correct"]?.bool,
        let tries = member.value["tries"]?.integer
      else { return nil }
      answers[member.key] = Answer(text: text, isRight: isRight, tries: tries)
    }
  }
}
