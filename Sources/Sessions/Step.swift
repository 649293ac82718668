extension SessionFile {
  /// A step of a file: narration, a question, a command with what it prints.
  ///
  /// A question that other narration or another question follows is a step without command, and so is what stands
  /// behind the last command.
  public struct Step: Hashable, Sendable {
    /// The lines of narration in front, in Markdown, without their `#` and one blank; empty lines part paragraphs.
    public var narration: [String] = []
    /// Asked behind the narration, before the command runs.
    public var question: Question?
    public var options = Options()
    public var command: Command?
  }

  /// What `#|` lines say about the command below them.
  public struct Options: Hashable, Sendable {
    public var tolerance: Tolerance?
    /// Whether the command must fail.
    public var expectsError = false
    /// How many seconds a replay waits before the command, or at the end.
    public var pause: Double?
    public var unknown: [Header.Unknown] = []
  }

  /// A command of a file.
  public struct Command: Hashable, Sendable {
    /// The text as it stands there, its lines joined by `\n`.
    public var source: String
    /// Its first line, counted from 1.
    public var line: Int
    /// Its last line.
    public var lastLine: Int
    /// Whether the text ends where a command may end.
    public var isComplete: Bool
    /// What it prints; nil if the file does not say.
    public var expected: [OutputLine]?
  }
}
