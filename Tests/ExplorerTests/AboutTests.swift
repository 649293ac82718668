import Foundation
import Lipschitz
import TerminalText
import Testing

@testable import Explorer

/// What `about` tells is found under every name, fits the screen, and refers only to what there is.
@Suite struct AboutTests {
  private static let topics: [String] = References.all.map(\.name)

  @Test("every page fits, and its examples run", arguments: topics)
  func page(_ name: String) throws {
    let page = try References.page(for: name, at: nil)
    #expect(page.topic == name)
    #expect(page.lines.count > 2)
    for line in page.lines { #expect(line.width <= 78, "\(line.plain)") }
    for example in page.examples {
      var notebook = Notebook()
      for execution in notebook.run(example) {
        #expect(execution.isOK, "\(example): \(execution.errorLines.map(\.plain))")
      }
    }
  }

  @Test("typed behind about, every name leads to its page")
  func names() {
    var notebook = Notebook()
    for reference in References.all {
      for name in [reference.name] + reference.otherNames + [reference.name.uppercased()] {
        #expect(notebook.output(of: "about \(name)") == reference.page.lines.map(\.plain), "\(name)")
      }
    }
    for group in References.groups { #expect(notebook.output(of: "about \(group.name)").count > 7) }
  }

  @Test("no name means two things")
  func unambiguous() {
    let words = References.all.flatMap { [$0.name] + $0.otherNames } + References.groups.map(\.name)
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { $0 == $0.lowercased() })
  }

  @Test("about alone lists everything")
  func overview() {
    var notebook = Notebook()
    let lines = notebook.output(of: "about")
    let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
    for name in Self.topics where !name.contains(" ") { #expect(words.contains(name)) }
    #expect(lines.contains("slides    slide 1 to slide 15"))
    #expect(lines.allSatisfy { $0.count <= 78 })
  }

  @Test("the slides are numbered, and every paper is linked from somewhere")
  func links() {
    #expect(Slides.all.map(\.number) == Array(1...15))
    let papers = Set(Papers.all.map(\.name))
    let linked = Slides.all.flatMap(\.papers) + Concepts.all.flatMap(\.papers)
    #expect(papers.isSuperset(of: linked))
    let cited = Methods.all.flatMap { method in
      Papers.all.filter { $0.isCited(in: method.source) }.map(\.name)
    }
    #expect(Set(linked + cited) == papers)
    #expect(Papers.all.map(\.name) == papers.sorted())
  }

  @Test(
    "a method has a reason, and every arXiv number of its source is a paper here",
    arguments: Methods.all.map { $0.name })
  func method(_ name: String) throws {
    let method = try #require(Methods.all.first { $0.name == name })
    #expect(method.idea.hasSuffix("."), "idea says why \(name) holds")
    let page = try References.page(for: name, at: nil).lines.map(\.plain)
    let text = page.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    #expect(text.contains(method.idea.split(separator: " ").joined(separator: " ")))
    for number in method.source.matches(of: #/[0-9]{4}\.[0-9]{4,5}/#).map({ String($0.output) }) {
      let paper = try #require(Papers.all.first { $0.arXiv == number }, "\(number) is missing in Papers")
      #expect(text.contains(paper.name))
      let notes = paper.page.lines.map(\.plain).joined(separator: " ")
      #expect(notes.contains("method \(name)"))
    }
  }

  @Test("the references of slide 15 lead to the right papers")
  func corrections() {
    var notebook = Notebook()
    for (number, title) in [
      ("2006.04710", "The Lipschitz Constant of Self-Attention"),
      ("2004.06745", "Lipschitz Constrained"), ("1911.03179", "Lipschitz Constrained"),
      ("1808.09540", "generalize and are adversarially robust"),
    ] {
      let text = notebook.output(of: "about arXiv:\(number)").flatMap { $0.split(separator: " ") }
      #expect(text.joined(separator: " ").contains(title))
    }
  }

  @Test("an unknown name is an error at its place, with the nearest names")
  func unknown() throws {
    var notebook = Notebook()
    let execution = try #require(notebook.run("about kim2020").first)
    #expect(execution.errorLines.first?.plain.contains("Did you mean 'kim2021'?") == true)
    #expect((execution.column, execution.length) == (7, 7))
    #expect(try notebook.problem(of: "about slide 16").code == .unknownName)
  }

  @Test("help says where to read on")
  func help() throws {
    var notebook = Notebook()
    #expect(notebook.output(of: "help svd").contains("  why: about svd"))
    #expect(notebook.output(of: "help").contains { $0.hasPrefix("Help and end") && $0.contains(" about ") })
    #expect(
      try notebook.problem(of: "?kim2021").hints == ["about kim2021   tells of slides, papers and concepts"])
    #expect(try notebook.problem(of: "?nosuchthing").hints == ["help lists what there is"])
  }

  @Test("as JSON it is a page of help")
  func json() throws {
    var notebook = Notebook()
    let execution = try #require(notebook.run("about slide 7").first)
    let text = execution.json(file: nil).text
    for member in [#""cmd":"about""#, #""type":"help""#, #""topic":"slide 7""#, #""examples":["model A: "#] {
      #expect(text.contains(member), "\(text)")
    }
  }

  @Test("its names are completed")
  func completion() {
    func candidates(_ line: String) -> [String] {
      Completions(for: line, at: line.count, in: Notebook()).candidates
    }
    #expect(candidates("about ki") == ["kim2021", "kingma2015"])
    #expect(candidates("about sl") == ["slides", "slide", "slope"])
    #expect(Set(Methods.all.map { $0.name }).isSubset(of: candidates("about ")))
  }
}
