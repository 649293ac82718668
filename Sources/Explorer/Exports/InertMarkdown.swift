import TerminalText

/// Markdown of comments in which nothing is HTML: for readers that would run it.
///
/// `<` becomes an entity but in fenced code and in code spans, where entities would be seen. Where it is not plain what
/// a reader takes for a span, nothing is left as it is.
struct InertMarkdown {
  let lines: [String]

  init(_ lines: [String]) {
    var result: [String] = []
    var fence: String?
    /// Whether a run of backticks in this paragraph has no partner in its line, so that later ones may be its.
    var isDoubtful = false
    for line in lines.map(\.visible) {
      if let open = fence {
        result.append(line)
        if line.hasPrefix(open), line.drop(while: { $0 == open.first }).allSatisfy(\.isWhitespace) {
          fence = nil
        }
        continue
      }
      if line.allSatisfy(\.isWhitespace) { isDoubtful = false }
      // A fence that is set in may belong to a list, which ends it.
      if let mark = Self.fence(line) {
        fence = mark
        isDoubtful = false
        result.append(line)
      } else {
        result.append(Self.inert(line, isDoubtful: &isDoubtful))
      }
    }
    // What follows is not part of the comment's code.
    if let fence { result.append(fence) }
    self.lines = result
  }

  /// One line of text.
  static func line(_ text: String) -> String { InertMarkdown([text]).lines.joined(separator: " ") }

  private static func fence(_ line: String) -> String? {
    guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
    let run = line.prefix { $0 == mark }
    let rest = line.dropFirst(run.count)
    return run.count >= 3 && !(mark == "`" && rest.contains("`")) ? String(run) : nil
  }

  private static func inert(_ line: String, isDoubtful: inout Bool) -> String {
    var result = ""
    var rest = line[...]
    while let character = rest.first {
      if character == "\\", rest.dropFirst().first == "`" {
        result += "\\`"
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let run = rest.prefix { $0 == "`" }
        rest = rest.dropFirst(run.count)
        result += run
        guard !isDoubtful, let (code, after) = span(in: rest, endingWith: run.count) else {
          isDoubtful = true
          continue
        }
        result += code + run
        rest = after
      } else {
        result += character == "<" ? "&lt;" : String(character)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The text up to a run of so many backticks, and what comes behind it.
  private static func span(in text: Substring, endingWith count: Int) -> (Substring, Substring)? {
    var place = text.startIndex
    while let start = text[place...].firstIndex(of: "`") {
      let run = text[start...].prefix { $0 == "`" }
      if run.count == count { return (text[..<start], text[run.endIndex...]) }
      place = run.endIndex
    }
    return nil
  }
}
