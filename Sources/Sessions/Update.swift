extension SessionFile {
  /// The file's text with the `#>` blocks of some steps replaced by what they print now; every other byte stays.
  ///
  /// `outputs` holds printed lines by the number of the step. A block that agrees is left as it is, with its `~` and
  /// `...`; in one that does not, so are the lines at both ends that agree. A step without a block gets one behind its
  /// command if it printed anything. A block for a command that prints nothing now is a single `#>`.
  public func updating(outputs: [Int: [String]]) -> String {
    var edits: [Int: [String]] = [:]  // by the line, counted from 0, behind which the new lines stand
    var removed: Set<Int> = []
    for (index, printed) in outputs {
      guard steps.indices.contains(index), let command = steps[index].command else { continue }
      let got = printed.flatMap { SourceLine.lines(of: $0.isEmpty ? "\n" : $0) }.map {
        OutputLine.normal($0.text)
      }
      guard let block = command.expected, let first = block.first else {
        // A return at the end of the file is no command once a line follows it.
        let isBlank = command.source.unicodeScalars.allSatisfy {
          $0.properties.isWhitespace || $0 == "\u{feff}"
        }
        if !got.isEmpty, !isBlank { edits[command.lastLine - 1] = got.map(OutputLine.written) }
        continue
      }
      let comparison = comparison(for: steps[index])
      if comparison.difference(expected: block.map(\.text), got: got) == nil { continue }
      edits[first.line - 2] = renewed(block, got, comparison)
      removed.formUnion(block.map { $0.line - 1 })
    }
    return text(removing: removed, inserting: edits)
  }

  /// The new lines of a block: old ones where they agree at the start and at the end, the printed ones between.
  private func renewed(_ block: [OutputLine], _ got: [String], _ comparison: Comparison) -> [String] {
    func agrees(_ old: OutputLine, _ new: String) -> Bool {
      !ComparedLine(old.text).isAnyLines && comparison.difference(expected: [old.text], got: [new]) == nil
    }
    let most = min(block.count, got.count)
    let head = zip(block, got).prefix { agrees($0, $1) }.count
    let tail = zip(block.reversed(), got.reversed()).prefix(most - head).prefix { agrees($0, $1) }.count
    func kept(_ part: ArraySlice<OutputLine>) -> [String] { part.map { lines[$0.line - 1].text } }
    let new = got[head..<got.count - tail].map(OutputLine.written)
    let all = kept(block.prefix(head)) + new + kept(block.suffix(tail))
    return all.isEmpty ? ["#>"] : all
  }

  private func text(removing removed: Set<Int>, inserting edits: [Int: [String]]) -> String {
    let newline = lines.first.map { $0.ending.isEmpty ? "\n" : $0.ending } ?? "\n"
    var result: [SourceLine] = []
    for (index, line) in lines.enumerated() {
      if !removed.contains(index) { result.append(line) }
      for new in edits[index] ?? [] { result.append(SourceLine(text: new, ending: newline)) }
    }
    // Only the last line may lack an ending, and does so if it did before.
    for index in result.indices.dropLast() where result[index].ending.isEmpty {
      result[index].ending = newline
    }
    if lines.last?.ending.isEmpty == true, let last = result.indices.last { result[last].ending = "" }
    return result.map { $0.text + $0.ending }.joined()
  }
}
