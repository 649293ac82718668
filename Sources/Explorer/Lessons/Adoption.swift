import LinearAlgebra

/// Taking what ran on a copy, or in a lesson, into the session outside.
extension Notebook {
  /// Goes on with another session's work in place of its own, which `undo` brings back.
  ///
  /// What made that work comes into the history, so that a saved session makes it again. `stream` is where the other
  /// one's random numbers began.
  mutating func adopt(_ other: Notebook, startedWith stream: RandomStream) {
    // One `undo` takes back all that follows.
    var timeline = timeline
    timeline.note(workspace, before: KeepCommand.name, number: count + 1)
    run(ResetCommand.name)
    if stream != workspace.stream {
      run("\(SeedCommand.name) \(stream.seed) rng \(stream.generator.rawValue)")
    }
    let undone = other.undone
    for execution in other.executions
    where execution.isOK && execution.exitStatus == nil && !undone.contains(execution.number) {
      recordCopy(execution, isAside: false)
    }
    workspace = other.workspace
    self.timeline = timeline
  }

  /// Takes a statement that was run on a copy into the history.
  mutating func recordAside(_ execution: Execution) -> Execution { recordCopy(execution, isAside: true) }

  /// Takes a statement that another session has run into the history; `isAside` if it has no part in this one's work.
  @discardableResult
  private mutating func recordCopy(_ execution: Execution, isAside: Bool) -> Execution {
    count += 1
    var copy = execution
    copy.number = count
    copy.isAside = isAside
    executions.append(copy)
    return copy
  }
}
