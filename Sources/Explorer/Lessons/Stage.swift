import LinearAlgebra

/// What a lesson shows itself on, and who watches.
struct Stage {
  var surface: Surface
  var monitor: Monitor
  /// What the learner's own commands may do with files, and whether they may be shortened.
  var access: FileAccess
  var isTyped: Bool

  /// Prose in longer lines is hard to read.
  var textWidth: Int { min(surface.width, 80) }

  /// A copy of a lesson's session for the learner's commands.
  func copy(of notebook: Notebook) -> Notebook {
    var copy = notebook
    copy.access = access
    copy.isTyped = isTyped
    copy.surface = surface
    return copy
  }
}
