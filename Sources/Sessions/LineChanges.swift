public import TerminalText

/// Which lines of a text went and which came, to show a reader what changed.
///
/// The fewest changes, by Myers' algorithm: O(N·D) for N lines of which D differ.
public struct LineChanges: Hashable, Sendable {
  public enum Change: Hashable, Sendable {
    /// A line of the old text, with its number there, counted from 1.
    case removed(String, line: Int)
    /// A line of the new text, with its number there.
    case added(String, line: Int)
  }

  /// In the order of the lines; where lines are replaced, the old ones first.
  public let changes: [Change]

  public init(from old: String, to new: String) {
    let before = SourceLine.lines(of: old)
    let after = SourceLine.lines(of: new)
    let difference = after.difference(from: before)
    let removals = Set(difference.removals.map(\.offset))
    let insertions = Set(difference.insertions.map(\.offset))
    var changes: [Change] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      if removals.contains(i) {
        changes.append(.removed(before[i].text, line: i + 1))
        i += 1
      } else if insertions.contains(j) {
        changes.append(.added(after[j].text, line: j + 1))
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    self.changes = changes
  }

  public var isEmpty: Bool { changes.isEmpty }

  /// The changes a line each: its number, `-` or `+`, its text.
  public var report: [StyledText] {
    changes.map { change in
      switch change {
      case .removed(let text, let line):
        StyledText("\(line)".leftPadded(to: 7) + "  - \(text.visible)", .error)
      case .added(let text, let line): StyledText("\(line)".leftPadded(to: 7) + "  + \(text.visible)", .ok)
      }
    }
  }
}

extension CollectionDifference.Change {
  /// Where the line stands, in the old text if it went, in the new one if it came.
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
