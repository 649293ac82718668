/// What came where a line was due.
public enum LineEvent: Hashable, Sendable {
  /// A line without its newline; a pasted text may contain newlines.
  case line(String)
  /// Ctrl-C; a half-typed line is gone.
  case interrupted
  /// No more lines: Ctrl-D on an empty line, or the end of a file.
  case end
  /// The process was asked to leave (SIGTERM, SIGHUP); its status is 128 + `signal`.
  case terminated(signal: Int32)
  /// Reading failed, for a reason to show.
  case failed(String)
}

/// Where lines come from.
public protocol LineSource {
  /// The next line.
  ///
  /// A prompt may contain colours as escape sequences (`ESC [ … m`). A source without a reader to prompt shows none.
  mutating func next(prompt: String) -> LineEvent
}
