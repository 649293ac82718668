/// What can be taken back, what can be brought back, and when that was done: the past of a session's workspace.
struct Timeline: Sendable {
  private var past: [Moment] = []
  private var future: [Moment] = []
  /// What was undone and redone, in order.
  private var turns: [Turn] = []
  /// The numbers of statements that ran inside one that failed.
  private(set) var rolledBack: Set<Int> = []

  /// A workspace before a statement that changed it: a reference, so that the past is copied at no cost.
  private final class Moment: Sendable {
    let workspace: Workspace
    let text: String
    /// The statement's number in the history.
    let number: Int

    init(workspace: Workspace, text: String, number: Int) {
      (self.workspace, self.text, self.number) = (workspace, text, number)
    }
  }

  /// A change of the past: statement number `statement` taken back, or brought back, when `count` were run.
  private struct Turn: Sendable {
    let isUndo: Bool
    let statement: Int
    let count: Int
    /// Statements after it that hold without it, too.
    var kept: Set<Int> = []
  }

  /// How many statements can be undone before the oldest is forgotten.
  private static let memory = 200

  /// The number of the last statement that changed the workspace.
  var latest: Int? { past.last?.number }

  /// Whether nothing was changed.
  var isEmpty: Bool { past.isEmpty && future.isEmpty }

  /// Keeps a workspace as it was before a statement that changes it; what was undone cannot come back now.
  mutating func note(_ workspace: Workspace, before text: String, number: Int) {
    past = past.suffix(Self.memory - 1) + [Moment(workspace: workspace, text: text, number: number)]
    future = []
  }

  /// Notes that statements which ran inside a failed one have no effect.
  mutating func rollBack(_ numbers: ClosedRange<Int>) { rolledBack.formUnion(numbers) }

  /// Takes back the last `steps` statements that changed the workspace, when `count` were run.
  ///
  /// - Returns: Their texts, last first.
  mutating func undo(_ steps: Int, on workspace: inout Workspace, count: Int) -> [String] {
    var texts: [String] = []
    while texts.count < steps, let moment = past.popLast() {
      future.append(Moment(workspace: workspace, text: moment.text, number: moment.number))
      turns.append(Turn(isUndo: true, statement: moment.number, count: count))
      workspace = moment.workspace
      texts.append(moment.text)
    }
    return texts
  }

  /// The numbers of the statements that the last `steps` turns took back.
  func taken(in steps: Int) -> Set<Int> { Set(turns.suffix(steps).map(\.statement)) }

  /// Notes which statements hold without what the last `steps` turns took back.
  mutating func keep(_ numbers: Set<Int>, without steps: Int) {
    for index in turns.indices.suffix(steps) { turns[index].kept = numbers }
  }

  /// Brings back what `undo` took, when `count` statements were run, and gives the texts.
  mutating func redo(_ steps: Int, on workspace: inout Workspace, count: Int) -> [String] {
    var texts: [String] = []
    while texts.count < steps, let moment = future.popLast() {
      past.append(Moment(workspace: workspace, text: moment.text, number: moment.number))
      turns.append(Turn(isUndo: false, statement: moment.number, count: count))
      workspace = moment.workspace
      texts.append(moment.text)
    }
    return texts
  }

  /// The numbers of the statements that are undone, with those that saw what is undone.
  ///
  /// What was shown between a change and its `undo` showed that change, unless it is known to hold without, and what
  /// was shown between an `undo` and its `redo` did not: neither can be shown again by what is left.
  var undone: Set<Int> {
    var result = rolledBack
    var taken: [Int: (numbers: [Int], count: Int)] = [:]
    for turn in turns {
      if turn.isUndo {
        let numbers = (turn.statement...turn.count).filter {
          !turn.kept.contains($0) && result.insert($0).inserted
        }
        taken[turn.statement] = (numbers, turn.count)
      } else if let back = taken.removeValue(forKey: turn.statement) {
        result.subtract(back.numbers)
        if back.count < turn.count { result.formUnion(back.count + 1...turn.count) }
      }
    }
    return result
  }
}
