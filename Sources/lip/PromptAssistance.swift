import Explorer
import LineEditor
import TerminalText

/// What the prompt offers while somebody types.
extension Prompt {
  /// What may follow the line, as far as there is room for it.
  func hint(_ line: String, _ cursor: Int) -> String? {
    let parts = Explorer.Completions(for: line, at: cursor, in: notebook).signature
    guard !parts.isEmpty, let size = TerminalSize(of: 1) else { return nil }
    let room = size.columns - line.columns - 12
    let whole = parts.joined(separator: " ")
    if whole.columns <= room { return whole }
    // As many parts as there is room for.
    var short = ""
    for part in parts {
      guard short.columns + part.columns + 5 <= room else { break }
      short += (short.isEmpty ? "" : " ") + part
    }
    return short.isEmpty ? nil : short + " ..."
  }

  /// The words or files that may stand at the cursor.
  func completions(_ line: String, _ cursor: Int) -> LineEditor.Completions? {
    let found = Explorer.Completions(for: line, at: cursor, in: notebook)
    if found.wantsFile {
      let start = FileNames.start(of: line, at: cursor)
      let partial = String(Array(line)[start..<min(cursor, line.count)])
      let files = FileNames.matching(partial).map { Candidate($0, appendsBlank: !$0.hasSuffix("/")) }
      return LineEditor.Completions(replacingFrom: start, files)
    }
    return LineEditor.Completions(replacingFrom: found.start, found.candidates.map { Candidate($0) })
  }
}
