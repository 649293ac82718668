import Explorer
import Sessions
import TerminalText

extension ScriptRunner {
  /// Plays a file from nothing.
  mutating func replay(file: String, keepsGoing: Bool) {
    do throws(Problem) {
      play(try notebook.plan(replayOf: file, isStepwise: false, speed: 1), keepsGoing: keepsGoing)
    } catch {
      fail("lip: \(error.sentence)")
    }
  }

  /// Runs a file's commands with the words around them, as if somebody typed it all; nobody waits for anything.
  mutating func play(_ plan: ReplayPlan, keepsGoing: Bool) {
    if let opening = plan.opening { play(opening, line: 1, of: plan, stopsAtError: true) }
    for step in plan.steps where goesOn {
      show(step.narrationLines)
      guard let command = step.command else { continue }
      play(
        command.source, line: command.line, of: plan, stopsAtError: !keepsGoing,
        expectsError: step.options.expectsError)
    }
  }

  private mutating func play(
    _ text: String, line: Int, of plan: ReplayPlan, stopsAtError: Bool, expectsError: Bool = false
  ) {
    show(StyledText.typed(text))
    run(
      text: text, from: plan.file, firstLine: line, stopsAtError: stopsAtError, expectsError: expectsError
    ) { $0.run(text, firstLine: line, of: plan, monitor: $1) }
  }
}
