import Explorer
import Glibc
import LineEditor
import Synchronization

/// Asks at the terminal whether a script may write a file, once for each file.
///
/// A yes is for the file that was named, since a script that may write one could else write any other.
final class WritePermission: Sendable {
  private struct Request: Hashable {
    let script: String
    let path: String
  }
  private let answers = Mutex<[Request: Bool]>([:])

  func grants(_ wish: WriteWish) -> Bool {
    let request = Request(script: wish.script, path: wish.path)
    if let known = answers.withLock({ $0[request] }) { return known }
    Output.write("\r\u{1b}[K" + wish.question, to: .error)
    let answer = TerminalLine.read()?.filter { !$0.isWhitespace }.lowercased()
    // Whoever stops the script has not answered.
    guard let answer else { return false }
    let isGranted = ["y", "yes"].contains(answer)
    answers.withLock { $0[request] = isGranted }
    return isGranted
  }
}

/// A line that is read from the terminal while no line is edited.
enum TerminalLine {
  /// The line without its end; nil after an interrupt, at the end of input or when the process should leave.
  static func read() -> String? {
    var bytes: [UInt8] = []
    while true {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let count = poll(&waiting, 1, 50)
      if Interrupts.isRequested { return nil }
      if count == 0 || (count < 0 && errno == EINTR) { continue }
      var byte: UInt8 = 0
      let got = Glibc.read(STDIN_FILENO, &byte, 1)
      if got < 0, errno == EINTR { continue }
      guard got == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }
}
