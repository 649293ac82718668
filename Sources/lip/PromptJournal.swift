import Explorer
import Glibc
import Sessions
import TerminalText

/// The journal at the prompt: what is kept against crashes, and what a crash has left.
extension Prompt {
  /// Where journals are kept: `lip/journal` in the folder for state; nil without HOME.
  static func journalFolder() -> String? {
    StateFolder.standard().map { $0 + "/journal" }
  }

  /// Keeps what was run before the prompt came.
  func journalBeginning() {
    let statements = notebook.statements(since: 0)
    guard let journal, !statements.isEmpty else { return }
    journal.begin("# before the prompt")
    journal.end(.ok, parts: statements)
    warnOfJournal()
  }

  /// Keeps a text while and after it runs.
  func journaled(_ text: String, run: () -> [Execution]) -> [Execution] {
    guard let journal, !isTrying else { return run() }
    let count = notebook.executions.count
    journal.begin(text)
    warnOfJournal()
    let executions = run()
    let statements = notebook.statements(since: count)
    let isOK = executions.allSatisfy(\.isOK)
    journal.end(
      isOK ? .ok : wasInterrupted ? .stopped : .error, parts: isOK && statements == [text] ? nil : statements)
    if journal.failure == nil { notebook.forgetRecovered() }
    warnOfJournal()
    return executions
  }

  /// Says once that nothing is kept, unless the history has said so of the same disk.
  private func warnOfJournal() {
    guard let failure = journal?.failure, !hasWarned else { return }
    hasWarned = true
    output.print(StyledText("note: a crash will lose this session: \(failure)", .warning))
  }

  /// Ends a session that is left properly: a crash has nothing to bring back.
  func sayGoodbye() {
    journal?.sayGoodbye()
    notebook.forgetRecovered()
  }

  /// Offers what a crashed session has left.
  func offerRecovery() {
    guard let orphan = notebook.orphans.first else { return }
    let kept = orphan.journal.statements.count
    let others = notebook.orphans.count - 1
    var lines = [
      StyledText(""),
      StyledText(
        "A session from \(Self.moment(orphan.time)) ended without goodbye (\(kept) command\(kept == 1 ? "" : "s") kept)."
      ),
    ]
    if let last = orphan.journal.unfinished {
      let text = last.text.visible
      lines.append(
        StyledText("It ended while this ran:  \(text.count > 50 ? text.prefix(47) + "..." : text[...])"))
    }
    lines += [
      StyledText("  recover        bring it back        recover show   look first"),
      StyledText("  recover drop   forget it"),
    ]
    if others > 0 {
      lines.append(StyledText("  There \(others == 1 ? "is 1 more" : "are \(others) more") behind it."))
    }
    output.print(lines + [StyledText("")])
  }

  /// `today 14:02`, or the date.
  private static func moment(_ seconds: Int) -> String {
    func parts(_ time: time_t) -> tm {
      var time = time
      var parts = tm()
      localtime_r(&time, &parts)
      return parts
    }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (then, now) = (parts(seconds), parts(Glibc.time(nil)))
    let isToday = then.tm_year == now.tm_year && then.tm_yday == now.tm_yday
    let day = isToday ? "today" : "\(then.tm_year + 1900)-\(two(then.tm_mon + 1))-\(two(then.tm_mday))"
    return "\(day) \(two(then.tm_hour)):\(two(then.tm_min))"
  }
}
