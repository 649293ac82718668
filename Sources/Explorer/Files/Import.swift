import LinearAlgebra
import Networks

/// What `load` made of a file, and how it understood it.
struct Import: Sendable {
  enum Content: Sendable {
    case model(Workspace.Model)
    case data(name: String, Workspace.Batch)
  }
  let content: Content
  /// The file's name without its folder.
  let file: String
  /// How many arrays were used, and how their numbers are stored.
  let arrays: Int
  let types: String
  /// In words.
  let layout: String
  /// Arrays that are no part of it.
  var unused: [String] = []
  var check: ForwardCheck?
  var notes: [String] = []
}
