import Language
import TerminalText

/// Everything that `about` tells of.
enum References {
  /// A list with its heading; `about papers` prints one with a line an entry.
  struct Group: Sendable {
    let name: String
    let entries: [any Reference]
  }

  /// The lists, in the order in which `about` prints them.
  static let groups = [
    Group(name: "methods", entries: MethodReference.all),
    Group(name: "concepts", entries: Concepts.all),
    Group(name: "slides", entries: Slides.all),
    Group(name: "papers", entries: Papers.all),
  ]

  static let all = groups.flatMap(\.entries)

  /// The words that may follow `about`, for completion; `slide` goes on with a number.
  static let words = groups.map(\.name) + ["slide"] + all.map(\.name).filter { !$0.contains(" ") }

  /// What a name stands for, in capitals or small letters.
  static func named(_ name: String) -> (any Reference)? {
    let lower = name.lowercased()
    return all.first { $0.name == lower } ?? all.first { $0.otherNames.contains(lower) }
  }

  /// The page of a name, of a list, or of everything there is.
  static func page(for name: String, at range: Range<Int>?) throws(Problem) -> HelpPage {
    if name.isEmpty { return overview }
    if let group = groups.first(where: { $0.name == name.lowercased() }) { return page(of: group) }
    if let reference = named(name) { return reference.page }
    let known = all.flatMap { [$0.name] + $0.otherNames } + groups.map(\.name)
    throw Problem(
      .unknownName, "nothing is known about '\(name)'", suggestions: nearest(to: name, among: known),
      hints: ["about lists what there is; help is on commands and layers"], at: range)
  }

  private static var overview: HelpPage {
    var lines: [StyledText] = ["about NAME tells why a number holds, and who has shown it.", ""]
    for group in groups {
      let names = group.entries.map(\.name)
      let isNumbered = group.name == "slides"
      lines += row(
        group.name, isNumbered ? "slide 1 to slide \(names.count)" : names.joined(separator: " "), 8)
    }
    lines += ["", "about papers, about slides and so on list each with its title."]
    return HelpPage(
      topic: "about", lines: lines, examples: ["about product", "about slide 7", "about kim2021"])
  }

  private static func page(of group: Group) -> HelpPage {
    let width = group.entries.reduce(0) { max($0, $1.name.count) }
    let lines = group.entries.flatMap { row($0.name, $0.title, width) }
    return HelpPage(topic: group.name, lines: lines, examples: [])
  }

  /// A name in a column of its own, and a text in as many lines as it takes beside it.
  private static func row(_ name: String, _ text: String, _ width: Int) -> [StyledText] {
    StyledText(text).wrapped(to: 76 - width).enumerated().map { index, line in
      let margin = index == 0 ? name.padded(to: width) : String(repeating: " ", count: width)
      return StyledText("\(margin)  \(line.plain.trimmingBlanks)")
    }
  }
}
