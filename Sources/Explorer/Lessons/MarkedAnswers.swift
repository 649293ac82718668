import LinearAlgebra
import Sessions
import TerminalText

extension Notebook {
  /// What is wrong with the answer that a file marks as right, or with what it says to wrong ones; nil if nothing is.
  ///
  /// The step has not run yet. An answer by commands is tried with the step's own command, on a copy.
  func complaint(on step: SessionFile.Step, monitor: Monitor = .silent) -> String? {
    guard let question = step.question else { return nil }
    switch question.answer {
    case .choices(let choices):
      for (index, choice) in choices.enumerated() {
        let letter = Question.letters(choices.count)[index]
        for text in [letter, choice.text] where !agrees(question, text, isRight: choice.isRight) {
          return "the answer '\(text)' is not told from the others"
        }
      }
      return nil
    case .number(let expression, _):
      guard (try? Question.number(expression, workspace.variable)) != nil else {
        return "'\(expression)' has no value here"
      }
      return complaint(onDiagnosesOf: question)
    case .effect(let command, let relation, let expression, let tolerance):
      return complaint(
        on: step.command, monitor, test: { try $0.judge(command, relation, expression, tolerance).holds })
    }
  }

  private func agrees(_ question: Question, _ text: String, isRight: Bool) -> Bool {
    switch question.verdict(on: text, variables: workspace.variable) {
    case .right: isRight
    case .wrong: !isRight
    case .unreadable: false
    }
  }

  private func complaint(onDiagnosesOf question: Question) -> String? {
    for diagnosis in question.diagnoses {
      switch question.verdict(on: diagnosis.value, variables: workspace.variable) {
      case .wrong(let advice) where advice.hasSuffix(diagnosis.text.visible): break
      case .wrong: return "'if \(diagnosis.value)' comes behind another of the same value"
      case .right: return "'if \(diagnosis.value)' is a right answer"
      case .unreadable(let reason): return "'if \(diagnosis.value)': \(reason)"
      }
    }
    return nil
  }

  private func complaint(
    on command: SessionFile.Command?, _ monitor: Monitor, test: (Notebook) throws -> Bool
  ) -> String? {
    if (try? test(self)) == true { return "what is expected holds already before the learner does anything" }
    guard let command else { return nil }
    var copy = self
    copy.run(command.source, firstLine: command.line, stopsAtError: true, monitor: monitor)
    do {
      return try test(copy) ? nil : "what is expected does not hold after the command below"
    } catch {
      return "what is expected cannot be tested: \(Problem(error).message)"
    }
  }
}
