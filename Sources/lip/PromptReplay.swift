import Explorer
import Glibc
import LineEditor
import Sessions
import TerminalText

extension SessionFile.Step {
  /// The narration as the comments that it is in the file.
  var narrationLines: [StyledText] {
    guard !narration.isEmpty else { return [] }
    return [""] + narration.map { StyledText($0.isEmpty ? "#" : "# \($0.visible)", .dim) } + [""]
  }
}

/// Replays at the prompt.
extension Prompt {
  /// How a replay, or one of its steps, ends.
  enum Ending: Equatable {
    /// At the end: of the step, of the file.
    case done
    /// Because somebody had enough.
    case quit
    case failed
    case interrupted
    case left(status: Int32)
  }

  /// What somebody wants at a step.
  private enum Wish { case run, skip }

  /// Plays a file as the whole of a run of the program, and gives the exit status.
  func replay(_ file: String, isStepwise: Bool, speed: Double, keepsGoing: Bool) -> Int32 {
    guard let source = source() else { return 1 }
    let plan: ReplayPlan
    do throws(Problem) {
      plan = try notebook.plan(replayOf: file, isStepwise: isStepwise, speed: speed)
    } catch {
      output.print(StyledText("lip: \(error.sentence.visible)", .error), to: .error)
      return 1
    }
    switch play(plan, from: source, keepsGoing: keepsGoing) {
    case .done, .quit: return 0
    case .failed: return 1
    case .interrupted: return 130
    case .left(let status): return status
    }
  }

  /// Plays a file: its words, then each command as if it was typed here, then what it prints.
  func play(_ plan: ReplayPlan, from source: LibEditSource, keepsGoing: Bool = false) -> Ending {
    var ending = Ending.done
    if let opening = plan.opening {
      output.print(StyledText.typed(opening))
      ending = play(opening, line: 1, of: plan)
    }
    for (index, step) in plan.steps.enumerated() {
      guard ending == .done || (keepsGoing && ending == .failed) else { break }
      output.print(step.narrationLines)
      guard let command = step.command else {
        if !pause(step, of: plan) { ending = .interrupted }
        continue
      }
      output.print(StyledText.typed(command.source))
      let left = plan.steps[index...].count { $0.command != nil }
      switch plan.isStepwise ? wish(from: source, left: left) : pause(step, of: plan) ? .run : nil {
      case .run?:
        ending = play(command.source, line: command.line, of: plan, expectsError: step.options.expectsError)
      case .skip?: continue
      case nil: ending = wishEnding ?? .interrupted
      }
    }
    wishEnding = nil
    switch ending {
    case .interrupted:
      // The terminal has written ^C where the cursor was.
      if !facts.isDumb { Output.write("\r\u{1b}[K", to: .error) }
      output.print(StyledText("  the replay stopped here; what ran stays", .warning))
    case .failed where !keepsGoing: output.print(StyledText("  the replay stopped at this error", .warning))
    default: break
    }
    Interrupts.reset()
    return ending
  }

  private func play(_ text: String, line: Int, of plan: ReplayPlan, expectsError: Bool = false) -> Ending {
    let executions = execute(text) { $0.run(text, firstLine: line, of: plan, monitor: $1) }
    if let signal = Interrupts.termination { return .left(status: 128 + signal) }
    if let status = show(executions, of: text, isTyped: false) { return .left(status: status) }
    if wasInterrupted { return .interrupted }
    let failed = executions.contains { !$0.isOK }
    if expectsError, !failed {
      output.print(StyledText("error: ", .error) + StyledText("this should have failed, and did not"))
    }
    return failed == expectsError ? .done : .failed
  }

  /// Waits as long as a step says; false if somebody stops it.
  private func pause(_ step: SessionFile.Step, of plan: ReplayPlan) -> Bool {
    Output.flush()
    let end =
      ProgressLine.now + (step.options.pause ?? (step.command == nil ? 0 : notebook.usualPause)) / plan.speed
    while ProgressLine.now < end, !Interrupts.isRequested {
      usleep(useconds_t(max(1, min(0.05, end - ProgressLine.now) * 1e6)))
    }
    return !Interrupts.isRequested
  }

  /// Asks what to do with the command that stands above; nil ends the replay, as `wishEnding` says.
  private func wish(from source: LibEditSource, left: Int) -> Wish? {
    while true {
      let event = source.next(prompt: "  Enter runs it · s skip · t try · q quit (\(left) left) ")
      switch event {
      case .line(let line):
        let word = line.filter { !$0.isWhitespace }.lowercased()
        if ["", "s", "skip", "next", "t", "try"].contains(word) { erasePrompt(before: line) }
        switch word {
        case "", "next": return .run
        case "s", "skip":
          output.print(StyledText("  skipped", .dim))
          return .skip
        case "t", "try":
          tryOut(from: source)
          if Interrupts.termination != nil { continue }
        case "q", "quit", "exit":
          wishEnding = .quit
          return nil
        default: output.print(StyledText("  Enter, s, t or q, please; t is for commands of your own", .dim))
        }
      case .interrupted:
        wishEnding = .interrupted
        return nil
      case .end:
        wishEnding = .quit
        return nil
      case .terminated(let signal):
        wishEnding = .left(status: 128 + signal)
        return nil
      case .failed(let reason):
        output.print(StyledText("lip: \(reason)", .error), to: .error)
        wishEnding = .left(status: 1)
        return nil
      }
    }
  }

  /// Takes the question away that was answered, so that output follows its command.
  private func erasePrompt(before line: String) {
    guard !facts.isDumb, line.count < 8, (TerminalSize(of: 1)?.columns ?? 0) >= 64 else { return }
    Output.write("\u{1b}[1A\r\u{1b}[K", to: .error)
  }

  /// A prompt on a copy of the session, until `done`.
  private func tryOut(from source: LibEditSource) {
    let kept = notebook
    notebook.playsElsewhere = false
    isTrying = true
    defer {
      notebook = kept
      isTrying = false
      clearInput()
    }
    output.print(StyledText("  a copy of the session, to try things; done goes back", .dim))
    while true {
      switch source.next(prompt: isContinued ? "...> " : "lip try> ") {
      case .line(let line):
        if !isContinued, ["done", "exit", "quit"].contains(line.filter({ !$0.isWhitespace })) { return }
        if take(line, from: source) != nil { return }
      case .interrupted: clearInput()
      case .end, .terminated, .failed: return
      }
    }
  }
}
