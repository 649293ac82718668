public import TerminalText

/// The lines of a narration for a screen.
public enum Narration {
  /// The narration at most `width` columns wide.
  ///
  /// Paragraphs are filled anew; what is indented by two blanks or more (a formula, a table), and the items of a
  /// list, keep their lines. Headings are bold: `# Heading`, or a paragraph of one line in capitals.
  public static func lines(of narration: [String], width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for paragraph in narration.split(separator: "", omittingEmptySubsequences: true) {
      if !lines.isEmpty { lines.append("") }
      var open = ""
      func flush() {
        guard !open.isEmpty else { return }
        lines += fill(open, isHeading: paragraph.count == 1 && isInCapitals(open), width: width)
        open = ""
      }
      for line in paragraph.map(\.visible) {
        if line.opens(with: "  ") || line.opens(with: "|") {
          flush()
          lines.append(StyledText(line))
        } else if line.opens(with: "#") {
          flush()
          lines.append(StyledText(String(line.drop { $0 == "#" }).trimmed, .bold))
        } else {
          if isItem(line) { flush() }
          open += (open.isEmpty ? "" : " ") + line.trimmed
        }
      }
      flush()
    }
    return lines
  }

  private static func fill(_ text: String, isHeading: Bool, width: Int) -> [StyledText] {
    let styled = StyledText(text, isHeading ? .bold : .plain)
    if isItem(text) { return styled.wrapped(to: width) }
    // Prose goes on at the left edge, without the indentation that outputs get.
    var lines: [StyledText] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.columns + 1 + String(word).columns > width {
        lines.append(StyledText(line, isHeading ? .bold : .plain))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [StyledText(line, isHeading ? .bold : .plain)]
  }

  /// `- this`, `* this`, `1. this`.
  private static func isItem(_ line: String) -> Bool {
    if line.opens(with: "- ") || line.opens(with: "* ") { return true }
    let rest = line.drop { $0.isASCII && $0.isNumber }
    return rest.count < line.count && rest.hasPrefix(". ")
  }

  private static func isInCapitals(_ text: String) -> Bool {
    text.contains { $0.isLetter } && !text.contains { $0.isLowercase }
  }
}
