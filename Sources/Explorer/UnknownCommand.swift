import Language

extension Workspace {
  /// What is wrong with a statement whose first word is no command, and what may have been meant.
  func unknownCommand(_ invocation: Invocation) -> Problem {
    let word = invocation.verb.value
    if let translation = ForeignSpelling.translation(of: word) {
      return Problem(
        .unknownCommand, "unknown command '\(word)'", hints: ["here it is:  \(translation)"],
        at: invocation.verb.range)
    }
    if Vocabulary.kinds.contains(word.lowercased()) {
      let kind = word.lowercased()
      let isFunction = Vocabulary.functions.contains(kind)
      return Problem(
        .unknownCommand, "'\(word)' is a kind of layer, not a command",
        hints: [isFunction ? "layer \(kind)   or   plot \(kind)   or   bound \(kind)" : "layer \(kind) 5x3"],
        at: invocation.verb.range)
    }
    let candidates = Commands.words + names
    if invocation.operands.first?.word == "=" || value(named: word) != nil {
      return Problem(
        .unknownCommand, "'\(word)' is a name, not a command",
        hints: ["let \(word) = 4   gives it a number", "show \(word)   shows it"], at: invocation.verb.range)
    }
    return Problem(
      .unknownCommand, "unknown command '\(word)'", suggestions: nearest(to: word, among: candidates),
      hints: nearest(to: word, among: candidates).isEmpty ? ["help lists the commands"] : [],
      at: invocation.verb.range)
  }
}
