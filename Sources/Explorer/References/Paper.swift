import Lipschitz

/// A paper or a book that a method, a slide or a concept rests on.
struct Paper: Reference {
  /// Its first author and year, as in `kim2021`.
  let name: String
  let authors: String
  let title: String
  /// Where it appeared, if that is known for sure.
  let venue: String
  /// Its number at arXiv, if it has one.
  let arXiv: String?
  /// Numbers under which it is cited by mistake.
  let misprints: [String]
  /// How the sources of methods cite it: `Rump 2006`.
  let citation: String
  /// One sentence on what it proves.
  let shows: String
  /// Where the program uses it, beyond the methods whose source names it.
  let use: String

  init(
    _ name: String, by authors: String, _ title: String, in venue: String = "", arXiv: String? = nil,
    misprintedAs misprints: [String] = [], citedAs citation: String, shows: String, use: String = ""
  ) {
    self.name = name
    self.authors = authors
    self.title = title
    self.venue = venue
    self.arXiv = arXiv
    self.misprints = misprints
    self.citation = citation
    self.shows = shows
    self.use = use
  }

  // A comma parts words, so names have none.
  var otherNames: [String] {
    let numbers = (arXiv.map { [$0] } ?? []) + misprints
    return numbers.flatMap { [$0, "arxiv:\($0)", "arxiv \($0)"] }
      + [citation.lowercased().filter { $0 != "," }]
  }

  /// Whether the source of a method names the paper.
  func isCited(in source: String) -> Bool {
    source.contains(citation) || arXiv.map { source.contains($0) } ?? false
  }

  var text: [String] {
    let place = [venue, arXiv.map { "arXiv:\($0)" } ?? ""].filter { !$0.isEmpty }
    var lines = [
      ([authors, title] + (place.isEmpty ? [] : [place.joined(separator: ", ")])).joined(separator: ". ")
    ]
    lines.append("shows: \(shows)")
    let methods = MethodReference.all.filter { isCited(in: $0.method.source) }.map { "method \($0.name)" }
    let uses = methods + (use.isEmpty ? [] : [use])
    if !uses.isEmpty { lines.append("here: \(uses.joined(separator: ", "))") }
    let slides = Slides.all.filter { $0.papers.contains(name) }.map { String($0.number) }
    if !slides.isEmpty { lines.append("slides: \(slides.joined(separator: ", "))") }
    let concepts = Concepts.all.filter { $0.papers.contains(name) }.map(\.name)
    if !concepts.isEmpty { lines.append("concepts: \(concepts.joined(separator: ", "))") }
    return lines
  }
}
