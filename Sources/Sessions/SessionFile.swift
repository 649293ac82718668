/// A `.lip` file: commands with what they printed, narration, questions and options, and every byte as it was.
///
/// Reading never fails: what is wrong becomes an issue with its line, and `text` gives the same bytes back. The
/// lines are told apart by how they start:
///
/// - `#|` in the first lines: the header, with `#| lip 1` first; later: options of the command below.
/// - `#>`: a line printed by the command above, see `OutputLine`.
/// - `#?`: a question, asked before the command below runs.
/// - any other `#`: narration, in Markdown; blank lines separate its paragraphs.
/// - anything else: a command, which goes on to the next line while it is not complete. A line starting `#>`, `#|`
///   or `#?` ends it in any case.
///
/// A `tol` in the first run of `#|` lines is the file's; below, it is the next command's.
public struct SessionFile: Hashable, Sendable {
  public let header: Header
  public let steps: [Step]
  /// What is wrong, in the order of the lines.
  public let issues: [Issue]

  let lines: [SourceLine]

  /// Reads the text of a file.
  ///
  /// `isComplete` says of the text of a command, its lines joined by `\n`, whether it ends there or goes on (after an
  /// open parenthesis, a backslash, `begin`).
  public init(text: String, isComplete: (String) -> Bool) {
    lines = SourceLine.lines(of: text)
    var reader = SessionFileReader(lines: lines)
    reader.read(isComplete: isComplete)
    header = reader.header
    steps = reader.steps
    issues = reader.issues.sorted { $0.line < $1.line }
  }

  /// The file's text, as it was read.
  public var text: String {
    var text = ""
    for line in lines {
      text += line.text
      text += line.ending
    }
    return text
  }

  /// The issues for which a file should not run.
  public var errors: [Issue] { issues.filter(\.isError) }

  /// The issues that a reader should see, but that stop nothing.
  public var warnings: [Issue] { issues.filter { !$0.isError } }

  /// Whether a text begins as a saved session does.
  public static func isSession(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).prefix(3).contains { line in
      line.hasPrefix("#| lip") || (line.hasPrefix("#!") && line.contains("lip"))
    }
  }

  /// Whether no command says what it prints: such a file runs, and nothing is compared.
  public var isPlainScript: Bool { !steps.contains { $0.command?.expected != nil } }

  /// How the output of a step is compared: under its own tolerance, else the file's, else the standard one.
  public func comparison(for step: Step) -> Comparison {
    Comparison(tolerance: step.options.tolerance ?? header.tolerance ?? .standard)
  }
}
