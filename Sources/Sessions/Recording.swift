import TerminalText

/// What happened in a session, as `save` writes it: a file that runs again and expects the same output.
public struct Recording: Hashable, Sendable {
  /// What became of a command.
  public enum Fate: Hashable, Sendable {
    case done
    /// It failed, and is kept as a comment with its error.
    case failed
    /// It was undone, and is kept as a comment.
    case undone
  }

  /// A command with the narration in front of it and what it printed.
  public struct Entry: Hashable, Sendable {
    /// Lines of Markdown, without `#`.
    public var narration: [String]
    /// The command; empty for narration alone.
    public var source: String
    /// The printed lines, or those of the error.
    public var outputs: [String]
    public var fate: Fate
    /// For numbers with `~` in this entry only.
    public var tolerance: Tolerance?

    public init(
      _ source: String, outputs: [String] = [], fate: Fate = .done, narration: [String] = [],
      tolerance: Tolerance? = nil
    ) {
      self.source = source
      self.outputs = outputs
      self.fate = fate
      self.narration = narration
      self.tolerance = tolerance
    }
  }

  public var header: SessionFile.Header
  public var entries: [Entry]

  public init(header: SessionFile.Header = SessionFile.Header(), entries: [Entry] = []) {
    self.header = header
    self.entries = entries
  }

  /// The text of the file: the header, then the entries, parted by empty lines.
  ///
  /// Read again, it gives the commands that were done with their outputs. A command that printed nothing has no `#>`
  /// block. Inside a command, a comment that starts `#>`, `#|` or `#?` gets a blank behind its `#`, so that it does
  /// not end the command.
  public var text: String {
    let blocks = [header.lines] + entries.map(\.lines)
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }
}

extension Recording.Entry {
  fileprivate var lines: [String] {
    let comments = narration.flatMap { $0.isEmpty ? [""] : Self.split($0) }.map {
      $0.isEmpty ? "#" : "# " + $0
    }
    if source.isBlank { return comments }
    switch fate {
    case .done:
      let option = tolerance.map { ["#| tol \($0)"] } ?? []
      return comments + option + Self.command(source) + outputs.flatMap(Self.split).map(OutputLine.written)
    case .failed:
      return comments + Self.comment("failed", source)
        + outputs.flatMap(Self.split).map { "#   " + OutputLine.normal($0) }
    case .undone:
      return comments + Self.comment("undone", source)
    }
  }

  private static func command(_ source: String) -> [String] {
    split(source).enumerated().map { index, line in
      let kind = SourceLine(text: line, ending: "").kind(isFirst: false)
      guard index > 0, kind == .output || kind == .option || kind == .question,
        let hash = line.unicodeScalars.firstIndex(of: "#")
      else { return line }
      var scalars = line.unicodeScalars
      scalars.insert(" ", at: scalars.index(after: hash))
      return String(scalars)
    }
  }

  private static func comment(_ fate: String, _ source: String) -> [String] {
    split(source).enumerated().map { $0 == 0 ? "# \(fate): \($1.visible)" : "#   \($1.visible)" }
  }

  /// The lines of a text; an empty text is one empty line.
  private static func split(_ text: String) -> [String] {
    text.isEmpty ? [""] : SourceLine.lines(of: text).map(\.text)
  }
}
