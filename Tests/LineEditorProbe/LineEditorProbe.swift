import Glibc
import LineEditor

/// A small program at a prompt, which the tests drive through a pseudo-terminal.
///
/// It answers each event with a row. Some lines do more: `work` runs until an interrupt, `stop` runs until a
/// termination, `quit` leaves, and what begins with `$` is not remembered.
@main
enum LineEditorProbe {
  static let words = ["layer", "layers", "linear", "load", "sessions/"]

  static func hint(_ line: String, _ cursor: Int) -> String? {
    if line.hasPrefix("layer ") { return "\u{1b}[2m<kind> <shape>\u{1b}[0m" }
    if line.hasPrefix("where") { return "at \(cursor)" }
    return nil
  }

  static func completions(_ line: String, _ cursor: Int) -> Completions? {
    let before = String(line.prefix(cursor))
    let word = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let start = before.count - word.count
    if before.hasPrefix("many ") {
      return Completions(replacingFrom: start, (1...250).map { Candidate("candidate-number-\($0)") })
    }
    let fitting = words.filter { $0.hasPrefix(word) }
    return Completions(replacingFrom: start, fitting.map { Candidate($0, appendsBlank: !$0.hasSuffix("/")) })
  }

  static func say(_ text: String) {
    print(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "|"))
    fflush(nil)
  }

  static func main() {
    Interrupts.install()
    let facts = TerminalFacts.current()
    let history = HistoryFile.standard()
    guard
      let source = LibEditSource(
        program: "probe", history: history, usesColour: facts.usesColour, hint: hint, completions: completions
      )
    else {
      say("no terminal")
      exit(1)
    }
    if let warning = source.historyWarning { say("warning: \(warning)") }
    say("editing \(source.isEditing), UTF-8 \(facts.isUTF8), colour \(facts.usesColour)")
    while true {
      switch source.next(prompt: "\u{1b}[1;36mlip>\u{1b}[0m ") {
      case .line("quit"): return
      case .line(let line):
        if !line.hasPrefix("$"), let warning = source.remember(line) { say("warning: \(warning)") }
        say("line <\(line)>")
        if line == "work" || line == "stop" { wait(for: line) }
        if line == "deaf" { Interrupts.whileWorking { sleepWithoutLooking() } }
      case .interrupted: say("interrupted, count \(Interrupts.count)")
      case .end:
        say("end")
        return
      case .terminated(let signal):
        say("terminated by \(signal)")
        return
      case .failed(let reason):
        say("failed: \(reason)")
        exit(1)
      }
    }
  }

  /// Works on without a look at the count, for at most five seconds.
  static func sleepWithoutLooking() {
    say("deaf")
    for _ in 0..<5000 { usleep(1000) }
    say("heard nothing")
  }

  /// Waits as a computation would, looking at the count now and then.
  static func wait(for line: String) {
    say("working")
    while line == "work" ? Interrupts.count == 0 : Interrupts.termination == nil { usleep(500) }
    say("")  // the terminal has shown ^C
    say("stopped, requested \(Interrupts.isRequested), count \(Interrupts.count)")
  }
}
