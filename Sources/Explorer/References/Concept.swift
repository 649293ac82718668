/// A word of the field that the slides use, in a few sentences.
struct Concept: Reference {
  let name: String
  let otherNames: [String]
  let title: String
  let explanation: String
  /// The names of papers.
  let papers: [String]
  let examples: [String]

  init(
    _ name: String, or otherNames: [String] = [], _ title: String, _ explanation: String,
    papers: [String] = [], examples: [String] = []
  ) {
    self.name = name
    self.otherNames = otherNames
    self.title = title
    self.explanation = explanation
    self.papers = papers
    self.examples = examples
  }

  var text: [String] {
    [title, explanation] + (papers.isEmpty ? [] : ["papers: \(papers.joined(separator: ", "))"])
  }
}
