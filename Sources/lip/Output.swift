import Glibc
import Synchronization
import TerminalText

/// Where text goes, and how: colour or not, UTF-8 or its ASCII spelling.
struct Output {
  enum Stream { case output, error }

  let hasColour: Bool
  /// Whether the reader's terminal can show more than ASCII.
  let isUTF8: Bool

  func print(_ line: StyledText, to stream: Stream = .output) {
    var text = hasColour ? line.escaped : line.plain
    if !isUTF8 { text = text.asciiSpelling }
    Self.write(text + "\n", to: stream)
  }

  func print(_ lines: [StyledText], to stream: Stream = .output) {
    for line in lines { print(line, to: stream) }
  }

  /// Empties C's buffers, and remembers if what was printed is lost.
  static func flush() {
    if fflush(nil) != 0 { lost.withLock { $0 = true } }
  }

  /// Whether some output could not be written: a full disk, a closed stream.
  static var isLost: Bool { lost.withLock { $0 } }

  private static let lost = Mutex(false)

  /// Writes through C's streams, standard output first, so that the two keep their order.
  static func write(_ text: String, to stream: Stream) {
    switch stream {
    case .output: Swift.print(text, terminator: "")
    case .error:
      flush()
      var text = text
      text.withUTF8 { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = Glibc.write(
            2, UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.indices]).baseAddress,
            rest.count)
          if count < 0 {
            if errno == EINTR { continue }
            return
          }
          rest = rest.dropFirst(count)
        }
      }
    }
  }
}
