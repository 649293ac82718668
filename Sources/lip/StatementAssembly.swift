import Language

/// Puts the lines of a statement together that goes on over several.
struct StatementAssembly {
  /// The most lines that a statement may have, as in a session file.
  private static let longest = 1000

  private var text = ""
  private var firstLine = 0
  /// Whether the last line ended in a backslash.
  private var isJoined = false

  /// Adds a line; gives the statement if it is complete, or too long to be one.
  mutating func add(_ line: String, number: Int) -> (text: String, firstLine: Int)? {
    if text.isEmpty { firstLine = number }
    // What is open only a parenthesis or an end can close: no need to read it all again.
    let goesOn = line.hasSuffix("\\") && !line.contains("#") && !line.contains("\"")
    let mayClose =
      !goesOn && (text.isEmpty || isJoined || line.contains(")") || line.lowercased().contains("end"))
    text += text.isEmpty ? line : "\n" + line
    isJoined = line.hasSuffix("\\")
    guard number - firstLine >= Self.longest || (mayClose && !isContinued(text)) else { return nil }
    defer { clear() }
    return (text, firstLine)
  }

  var isEmpty: Bool { text.isEmpty }

  /// What was never completed.
  var rest: (text: String, firstLine: Int)? { text.isEmpty ? nil : (text, firstLine) }

  mutating func clear() {
    text = ""
    isJoined = false
  }
}
