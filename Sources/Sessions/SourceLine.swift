/// A line of a file as it stands there: its text, and the `\n`, `\r\n` or nothing that ends it.
struct SourceLine: Hashable, Sendable {
  var text: String
  var ending: String

  /// The lines of a text; their texts and endings in a row are the text again, to the byte.
  ///
  /// A byte order mark stays in front of the first line's text.
  static func lines(of text: String) -> [SourceLine] {
    var lines: [SourceLine] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      guard let newline = bytes[start...].firstIndex(of: 0x0a) else {
        lines.append(SourceLine(text: String(text[start...]), ending: ""))
        break
      }
      var end = newline
      if end > start, bytes[bytes.index(before: end)] == 0x0d { end = bytes.index(before: end) }
      let next = bytes.index(after: newline)
      lines.append(SourceLine(text: String(text[start..<end]), ending: String(text[end..<next])))
      start = next
    }
    return lines
  }

  /// What a line of a session file is.
  enum Kind {
    case blank, shebang, option, output, question, narration, command
  }

  /// What the line is, by its first characters; blanks in front of them do not count.
  func kind(isFirst: Bool) -> Kind {
    let body = content
    if body.isBlank { return .blank }
    guard body.opens(with: "#") else { return .command }
    if body.opens(with: "#>") { return .output }
    if body.opens(with: "#|") { return .option }
    if body.opens(with: "#?") { return .question }
    return isFirst && body.opens(with: "#!") ? .shebang : .narration
  }

  /// The text without a byte order mark and the blanks in front.
  var content: String {
    String(text.unicodeScalars.drop { $0.isBlank || $0 == "\u{feff}" })
  }
}
