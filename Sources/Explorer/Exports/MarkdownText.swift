import Plotting
import TerminalText

/// The Markdown that narration uses, as HTML in which nothing of the text can be an element.
///
/// Headings, lists, indented and fenced code, and in a line `code`, *emphasis* and **strong** words. All else, HTML
/// and links among it, is shown as it stands. A paragraph that is one line in capitals is a heading, too.
struct MarkdownText {
  let html: String

  init(_ lines: [String]) {
    var reader = Reader(lines: lines.map(\.visible))
    reader.read()
    html = reader.blocks.joined(separator: "\n")
  }

  private struct Reader {
    let lines: [String]
    var blocks: [String] = []
    private var index = 0

    init(lines: [String]) { self.lines = lines }

    mutating func read() {
      while index < lines.count {
        let line = lines[index]
        if line.isEmpty {
          index += 1
        } else if line.hasPrefix("```") {
          readFenced()
        } else if line.hasPrefix("    ") {
          readIndented()
        } else if let (level, text) = Self.heading(line) {
          blocks.append("<h\(level)>\(MarkdownText.inline(text))</h\(level)>")
          index += 1
        } else if Self.item(line) != nil {
          readList()
        } else {
          readParagraph()
        }
      }
    }

    private mutating func readFenced() {
      index += 1
      let end = lines[index...].firstIndex { $0.hasPrefix("```") } ?? lines.count
      blocks.append(Self.preformatted(lines[index..<end]))
      index = min(lines.count, end + 1)
    }

    private mutating func readIndented() {
      let end = lines[index...].firstIndex { !$0.hasPrefix("    ") } ?? lines.count
      blocks.append(Self.preformatted(lines[index..<end].map { String($0.dropFirst(4)) }[...]))
      index = end
    }

    private mutating func readList() {
      let isNumbered = lines[index].first?.isNumber == true
      var items: [String] = []
      while index < lines.count, !lines[index].isEmpty {
        if let text = Self.item(lines[index]) {
          items.append(text)
        } else if items.isEmpty {
          break
        } else {
          items[items.count - 1] += " " + lines[index].drop { $0 == " " }
        }
        index += 1
      }
      let tag = isNumbered ? "ol" : "ul"
      let rows = items.map { "<li>\(MarkdownText.inline($0))</li>" }
      blocks.append("<\(tag)>\n\(rows.joined(separator: "\n"))\n</\(tag)>")
    }

    private mutating func readParagraph() {
      var text: [String] = []
      while index < lines.count, !lines[index].isEmpty, text.isEmpty || Self.item(lines[index]) == nil,
        !lines[index].hasPrefix("```"), text.isEmpty || Self.heading(lines[index]) == nil
      {
        text.append(lines[index])
        index += 1
      }
      let joined = text.joined(separator: "\n")
      let isTitle =
        text.count == 1 && joined.count > 3 && joined.contains { $0.isLetter }
        && !joined.contains { $0.isLowercase }
      blocks.append(
        isTitle ? "<h2>\(MarkdownText.inline(joined))</h2>" : "<p>\(MarkdownText.inline(joined))</p>")
    }

    private static func preformatted(_ lines: ArraySlice<String>) -> String {
      "<pre><code>\(lines.map(SVG.escaped).joined(separator: "\n"))</code></pre>"
    }

    /// `## text`: one level below the title of the page.
    private static func heading(_ line: String) -> (level: Int, text: String)? {
      let marks = line.prefix { $0 == "#" }.count
      guard (1...5).contains(marks), line.dropFirst(marks).first == " " else { return nil }
      return (min(6, marks + 1), String(line.dropFirst(marks + 1)))
    }

    /// The text behind `- `, `* ` or `1. `.
    private static func item(_ line: String) -> String? {
      let body = line.drop { $0 == " " }
      if body.hasPrefix("- ") || body.hasPrefix("* ") { return String(body.dropFirst(2)) }
      let digits = body.prefix { ("0"..."9").contains($0) }.count
      let rest = body.dropFirst(digits)
      return (1...3).contains(digits) && rest.hasPrefix(". ") ? String(rest.dropFirst(2)) : nil
    }
  }

  /// A longer text keeps its marks as characters: finding their other halves could take as long as the text squared.
  private static let longest = 4000

  /// A text with its marks: `code`, strong and emphasised words, none inside another.
  private static func inline(_ text: String) -> String {
    guard text.count <= longest else { return lines(text[...]) }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "`" || $0 == "*" }) {
      result += lines(rest[..<start])
      let before = start > text.startIndex ? text[text.index(before: start)] : " "
      let mark = rest[start] == "`" ? "`" : rest[start...].hasPrefix("**") ? "**" : "*"
      let body = rest[start...].dropFirst(mark.count)
      guard let (inside, after) = marked(body, by: mark, behind: before) else {
        result += lines(Substring(mark))
        rest = body
        continue
      }
      let tag = mark == "`" ? "code" : mark == "**" ? "strong" : "em"
      result += "<\(tag)>\(lines(inside))</\(tag)>"
      rest = after
    }
    return result + lines(rest)
  }

  /// What stands between a mark and its other half, and what follows; nil if the mark is only a character.
  private static func marked(_ body: Substring, by mark: String, behind before: Character) -> (
    inside: Substring, after: Substring
  )? {
    guard let first = body.first, first != " ", mark == "`" || !(before.isLetter || before.isNumber) else {
      return nil
    }
    var end = body.startIndex
    while end < body.endIndex {
      let after = body[end...].dropFirst(mark.count)
      if end > body.startIndex, body[end...].hasPrefix(mark), body[body.index(before: end)] != " ",
        mark == "`" || !(after.first.map { $0.isLetter || $0.isNumber || $0 == "*" } ?? false)
      {
        return (body[..<end], after)
      }
      end = body.index(after: end)
    }
    return nil
  }

  /// A text with its newlines, and nothing that HTML reads.
  private static func lines(_ text: Substring) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { SVG.escaped(String($0)) }
      .joined(separator: "\n")
  }
}
