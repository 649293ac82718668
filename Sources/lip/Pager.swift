import Glibc
import LineEditor
import TerminalText

/// Shows text that is longer than the screen a page at a time.
///
/// Whoever has typed ahead does not wait: then all is shown, and the keys are kept for the prompt.
struct Pager {
  let output: Output

  private static let question = "-- more: Enter, q --"

  func show(_ lines: [StyledText]) {
    guard let size = TerminalSize(of: 1), size.rows > 2 else { return output.print(lines) }
    var rest = lines[...]
    var isFirst = true
    while let count = Self.page(of: rest, on: TerminalSize(of: 1) ?? size) {
      if isFirst, KeyReader.hasKeys { break }
      isFirst = false
      output.print(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
      guard goesOn() else { return }
    }
    output.print(Array(rest))
  }

  /// How many lines fill the screen but its last row; nil if all of them fit.
  private static func page(of lines: ArraySlice<StyledText>, on size: TerminalSize) -> Int? {
    var rows = 0
    for (index, line) in lines.enumerated() {
      rows += max(1, (line.width + size.columns - 1) / size.columns)
      if rows >= size.rows { return max(1, index) }
    }
    return nil
  }

  /// Asks for the next page; false for enough.
  private func goesOn() -> Bool {
    // Asked once keys are not echoed any more: an early one would move the question from its row.
    KeyReader.reading {
      Output.write(output.hasColour ? StyledText(Self.question, .dim).escaped : Self.question, to: .error)
      defer { Output.write("\r\u{1b}[K", to: .error) }
      while true {
        switch KeyReader.next() {
        case "\n", "\r", " ": return true
        case "q", "Q", "\u{4}", nil: return false
        default: continue
        }
      }
    }
  }
}

/// Single keys from the terminal, while no line is edited.
enum KeyReader {
  /// Whether keys wait that were typed ahead, also of a line that is not complete.
  static var hasKeys: Bool { reading { isReadable(within: 0) } }

  /// Runs `body` while keys come one by one and are not echoed; what waits already is kept.
  static func reading<Result>(_ body: () -> Result) -> Result {
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return body() }
    let before = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &mode)
    defer {
      var before = before
      tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
    }
    return body()
  }

  /// The next key, of a sequence as of an arrow only the escape; nil after an interrupt or at the end.
  static func next() -> Character? {
    while !isReadable(within: 50) {
      if Interrupts.isRequested { return nil }
    }
    if Interrupts.isRequested { return nil }
    guard let key = byte() else { return nil }
    if key == 0x1b { passSequence() }
    return Character(Unicode.Scalar(key))
  }

  /// Passes over what an escape begins: `ESC [ … letter`, `ESC O letter`, or the escape alone.
  private static func passSequence() {
    guard isReadable(within: 20), let kind = byte(), kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O")
    else { return }
    while isReadable(within: 20), let next = byte(), !(0x40...0x7e).contains(next) {}
  }

  private static func byte() -> UInt8? {
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? byte : nil
  }

  private static func isReadable(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }
}
