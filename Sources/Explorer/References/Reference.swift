import TerminalText

/// Something that `about` tells of: a method, a slide, a paper, a concept.
///
/// An entry in one of the lists that `References` joins is all it takes: the name is then completed, listed, found
/// and tested.
protocol Reference: Sendable {
  /// What is typed behind `about`.
  var name: String { get }
  /// Other ways to type it, in small letters.
  var otherNames: [String] { get }
  /// One line for lists: a title, a summary.
  var title: String { get }
  /// What is known, without the name above it; each line may be as long as it likes.
  var text: [String] { get }
  /// Lines that show it, each of which runs in an empty session.
  var examples: [String] { get }
}

extension Reference {
  var otherNames: [String] { [] }
  var examples: [String] { [] }

  /// The page that `about` prints, in at most 78 columns.
  var page: HelpPage {
    var lines = [StyledText(name, .bold)] + text.flatMap { StyledText("  \($0)").wrapped(to: 78) }
    if !examples.isEmpty { lines += ["", "Examples:"] + examples.map { StyledText("  \($0)") } }
    return HelpPage(topic: name, lines: lines, examples: examples)
  }
}
