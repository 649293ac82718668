import Glibc
import LinearAlgebra
import LineEditor
import Synchronization

/// A line on standard error that says how far long work is, and a monitor that stops it at Ctrl-C.
///
/// It appears after 0.3 s, moves at most ten times a second, and is erased at the end.
final class ProgressLine: Sendable {
  private struct State {
    var start = 0.0
    var lastDrawn = 0.0
    var isDrawn = false
    /// The last step that was reported.
    var step: Monitor.Step?
  }
  private let isShown: Bool
  private let state: Mutex<State>

  init(isShown: Bool) {
    self.isShown = isShown
    state = Mutex(State(start: Self.now))
  }

  /// Asked at every step of the work.
  var monitor: Monitor {
    Monitor { [self] step in
      if Interrupts.isRequested { return false }
      if isShown { draw(step.isOnTheWay ? nil : step) }
      return true
    }
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Draws a step, or once more the last one.
  private func draw(_ step: Monitor.Step?) {
    let now = Self.now
    state.withLock { state in
      if let step { state.step = step }
      guard now - state.start > 0.3, now - state.lastDrawn > 0.1 else { return }
      state.lastDrawn = now
      state.isDrawn = true
      Output.write("\r\u{1b}[K" + Self.text(state.step, seconds: now - state.start), to: .error)
    }
  }

  private static func text(_ step: Monitor.Step?, seconds: Double) -> String {
    var parts: [String] = []
    if let step, let total = step.total, total > 0 {
      let share = min(1, Double(step.done) / Double(total))
      let filled = Int(share * 20)
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
      parts.append("[\(bar)] \(Int(share * 100))%")
      if share > 0.01 { parts.append("\(Int(seconds / share - seconds)) s left") }
    } else {
      parts.append(step.map { "step \($0.done)" } ?? "\(Int(seconds)) s")
    }
    if let best = step?.best {
      let ends = [best, step?.ceiling].compactMap { $0 }.map { String(($0 * 1e6).rounded() / 1e6) }
      parts.append((ends.count > 1 ? "between " : "best ") + ends.joined(separator: " and "))
    }
    return "  " + parts.joined(separator: "   ") + "   Ctrl-C stops"
  }

  func erase() {
    state.withLock { state in
      if state.isDrawn { Output.write("\r\u{1b}[K", to: .error) }
      state.isDrawn = false
    }
  }
}
