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
      write(Array(text.utf8), to: 2)
    }
  }

  /// Writes bytes that are no text to standard output.
  static func write(bytes: [UInt8]) {
    flush()
    if !write(bytes, to: 1) { lost.withLock { $0 = true } }
  }

  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
