import TerminalText

/// A line that a program printed, as a session file holds it: `#>`, one blank, the line.
///
/// The rule is exact in both directions. A printed line is written as `#>`, one blank and the line itself
/// (which usually starts with two blanks of its own, so that a file shows `#>   L = 1`); an empty line is
/// written as `#>` alone. Read, the one blank is taken off again, if there is one. So `read(written(x)) == x`
/// for every `x` without control characters and blanks at its end; those are drawn visibly, or taken off,
/// before writing. `written(read(y)) == y` for every `y` that a program wrote; lines typed otherwise (`#>x`)
/// are understood, and stay as they are, because a file keeps its bytes.
public struct OutputLine: Hashable, Sendable {
  /// The line, as printed.
  public var text: String
  /// Where it stands in the file, counted from 1.
  public var line: Int

  public init(text: String, line: Int) {
    self.text = text
    self.line = line
  }

  /// A printed line in the form that is kept: no control characters, no blanks at its end.
  public static func normal(_ printed: String) -> String { printed.visible.withoutTrailingBlanks }

  /// The line of a file that holds a printed line.
  public static func written(_ printed: String) -> String {
    let text = normal(printed)
    return text.isEmpty ? "#>" : "#> " + text
  }

  /// The printed line that a line of a file holds, or nil if it does not start with `#>`.
  public static func read(_ line: String) -> String? {
    let body = SourceLine(text: line, ending: "").content
    guard body.opens(with: "#>") else { return nil }
    return body.dropping(bytes: body.opens(with: "#> ") ? 3 : 2)
  }
}
