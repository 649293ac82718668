/// A slide of the deck that the walkthroughs follow: what it teaches, and what it gets wrong.
struct Slide: Reference {
  let number: Int
  let title: String
  let teaches: String
  let correction: String
  /// The names of papers.
  let papers: [String]
  let examples: [String]

  init(
    _ number: Int, _ title: String, teaches: String, correction: String, papers: [String] = [],
    examples: [String] = []
  ) {
    self.number = number
    self.title = title
    self.teaches = teaches
    self.correction = correction
    self.papers = papers
    self.examples = examples
  }

  var name: String { "slide \(number)" }
  var otherNames: [String] { [String(number), "slide-\(number)"] }

  var text: [String] {
    var lines = [title, "teaches: \(teaches)", "but: \(correction)"]
    if !papers.isEmpty { lines.append("papers: \(papers.joined(separator: ", "))") }
    return lines
  }
}
