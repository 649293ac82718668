import CLineEdit
import Glibc

/// Lines from a file, a pipe, or a terminal that is not edited at.
///
/// Lines end in LF or CRLF, the last one may lack its end. A byte-order mark at the start is left out, bytes that are
/// no UTF-8 become U+FFFD, NUL is kept. An interrupt before or while waiting gives `.interrupted` until the program
/// calls `Interrupts.reset()`.
public struct PipeSource: LineSource, Sendable {
  /// How long a line may be: what is longer is no script.
  public static let longestLine = 256 << 20

  private static let chunk = 1 << 16
  private let descriptor: Int32
  private let promptDescriptor: Int32?
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var hasEnded = false
  private var isAtBeginning = true

  /// Reads a descriptor, which stays open.
  ///
  /// Prompts are written only where `promptDescriptor` says so: standard error for somebody who types while the
  /// output goes to a file.
  public init(descriptor: Int32 = 0, promptDescriptor: Int32? = nil) {
    self.descriptor = descriptor
    self.promptDescriptor = promptDescriptor
  }

  public mutating func next(prompt: String) -> LineEvent {
    if let promptDescriptor { write(prompt, to: promptDescriptor) }
    let event = nextEvent()
    if let promptDescriptor {
      // Without a typed newline, what follows would stand behind the prompt.
      if case .line = event {} else { write("\n", to: promptDescriptor) }
    }
    return event
  }

  private mutating func nextEvent() -> LineEvent {
    while true {
      if let signal = Interrupts.termination { return .terminated(signal: signal) }
      if Interrupts.count > 0 {
        if isatty(descriptor) == 1 { drop() }  // the terminal dropped what was not yet sent
        return .interrupted
      }
      if let line = takeLine() { return .line(line) }
      if buffer.count - start > Self.longestLine {
        drop()
        hasEnded = true
        return .failed("a line is longer than \(Self.longestLine >> 20) MiB")
      }
      if hasEnded { return finish() }
      switch cle_wait(descriptor, -1) {
      case CLE_READABLE:
        if let reason = fill() { return .failed(reason) }
      case CLE_SIGNALLED: continue
      default: return .failed(String(cString: strerror(errno)))
      }
    }
  }

  /// The line up to the next newline, if it is there.
  private mutating func takeLine() -> String? {
    let end = buffer.withUnsafeBytes { bytes -> Int? in
      guard searched < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + searched, 0x0a, bytes.count - searched).map { UnsafeRawPointer($0) - base }
    }
    guard let end else {
      searched = buffer.count
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    return text(from: start, to: end)
  }

  private func text(from start: Int, to end: Int) -> String {
    let hasReturn = end > start && buffer[end - 1] == 0x0d
    return String(decoding: buffer[start..<(hasReturn ? end - 1 : end)], as: UTF8.self)
  }

  /// What is left at the end of the input.
  private mutating func finish() -> LineEvent {
    guard start < buffer.count else {
      hasEnded = isatty(descriptor) != 1  // after Ctrl-D a terminal can be read on
      return .end
    }
    let line = text(from: start, to: buffer.count)
    drop()
    return .line(line)
  }

  private mutating func drop() {
    buffer = []
    start = 0
    searched = 0
  }

  /// Reads a piece; returns why it could not.
  private mutating func fill() -> String? {
    buffer.removeSubrange(..<start)
    searched -= start
    start = 0
    var reason: String?
    // Pieces grow with the line, so that a long one is not copied again and again.
    let piece = [UInt8](unsafeUninitializedCapacity: max(Self.chunk, buffer.count)) { space, count in
      let result = read(descriptor, space.baseAddress, space.count)
      count = max(0, result)
      if result == 0 { hasEnded = true }
      if result < 0, errno != EINTR, errno != EAGAIN { reason = String(cString: strerror(errno)) }
    }
    buffer += piece
    if isAtBeginning, buffer.count >= 3 || hasEnded {
      isAtBeginning = false
      if buffer.starts(with: [0xef, 0xbb, 0xbf]) { start = 3 }
      searched = start
    }
    return reason
  }

  private func write(_ text: String, to descriptor: Int32) {
    fflush(nil)
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let written = Array(rest).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, written))
    }
  }
}
