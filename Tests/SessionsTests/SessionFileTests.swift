import Sessions
import Testing

@Suite struct SessionFileTests {
  @Test func theExampleOfTheDefinition() throws {
    let session = file(Samples.definition)
    #expect(session.issues == [])
    #expect(session.header.version == 1)
    #expect(session.header.title == "Slide 2 - linear layers")
    #expect(session.header.slide == 2)
    #expect(session.header.rng == .numpy)
    #expect(session.header.width == 72)
    #expect(session.header.tolerance == .relative(1e-9))
    #expect(session.steps.count == 5)

    let layer = session.steps[0]
    #expect(layer.narration.count == 2)
    #expect(layer.narration.first == "A linear layer stretches some directions more than others. The largest")
    #expect(layer.command?.source == "layer linear 5x3 seed 42")
    #expect(layer.command?.line == 12)
    #expect(
      layer.command?.expected == [
        OutputLine(
          text: "  linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368", line: 13)
      ])

    let bound = session.steps[1]
    let question = try #require(bound.question)
    #expect(question.line == 15)
    #expect(question.hints == ["look at the answer of  plot singular linear1"])
    #expect(bound.command?.source == "bound")

    #expect(session.steps[2].options.tolerance == .relative(0.05))
    #expect(session.comparison(for: session.steps[2]).tolerance == .relative(0.05))
    #expect(session.comparison(for: bound).tolerance == .relative(1e-9))
    #expect(session.steps[3].options.expectsError)
    #expect(
      session.steps[3].command?.expected?.map(\.text) == [
        "error: linear2 takes 7 inputs, but linear1 gives 5"
      ])
    #expect(session.steps[4].command == nil)
    #expect(session.steps[4].options.pause == 2)
  }

  @Test func aCommandGoesOnWhileItIsOpen() {
    let text =
      "model a: residual(\n  linear 3->3,\n\n  # inside\n  relu)\nbound \\\n  norm inf\nbegin residual\nlayer relu\nend\nexit"
    let sources = file(text).steps.compactMap(\.command?.source)
    #expect(
      sources == [
        "model a: residual(\n  linear 3->3,\n\n  # inside\n  relu)", "bound \\\n  norm inf",
        "begin residual\nlayer relu\nend", "exit",
      ])
    #expect(file(text).steps.compactMap(\.command?.line) == [1, 6, 8, 11])
    #expect(file(text).steps.compactMap(\.command?.lastLine) == [5, 7, 10, 11])
  }

  @Test func aMarkEndsAnOpenCommand() {
    let session = file("#| lip 1\n\n#| expect error\nlayer (3\n#> error: no )\nbound\n")
    #expect(session.issues == [])
    #expect(session.steps.compactMap(\.command?.source) == ["layer (3", "bound"])
    #expect(session.steps.compactMap(\.command?.isComplete) == [false, true])
  }

  @Test func aCommandThatNeverEnds() {
    let session = file("bound\n(" + String(repeating: "\n", count: 5000))
    #expect(session.issues == [SessionFile.Issue(line: 2, kind: .longCommand(limit: 1000))])
  }

  @Test func narrationHasParagraphs() {
    let session = file("# one\n#two\n\n\n#  - three\n\nbound\n\n# after\n")
    #expect(session.steps.map(\.narration) == [["one", "two", "", " - three"], ["after"]])
    #expect(session.isPlainScript && session.issues == [])
  }

  @Test func questionsWithoutCommandAreSteps() {
    let session = file(
      "#| lip 1\n#? One?\n#? = 1\n\n#? Two?\n#? = 2\n# between\n#| pause 1\n#? Three?\n#? = 3\nbound\n")
    #expect(session.steps.map { $0.question?.text } == ["One?", "Two?", "Three?"])
    #expect(session.steps.map(\.narration) == [[], [], ["between"]])
    #expect(session.steps.map { $0.command == nil } == [true, true, false])
    #expect(session.steps.map(\.options.pause) == [nil, nil, 1])
  }

  @Test func carriageReturnsAreAccepted() {
    let text = Samples.definition.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "\r\n")
    let session = file(text)
    #expect(Array(session.text.utf8) == Array(text.utf8))
    #expect(session.steps == file(Samples.definition).steps)
    #expect(session.header == file(Samples.definition).header)
  }

  @Test func anOutputLineLosesOneBlank() {
    let session = file("#| lip 1\nbound\n#>   L = 1\n#>\n#>x\n#> \n#>  \n")
    #expect(session.steps[0].command?.expected?.map(\.text) == ["  L = 1", "", "x", "", " "])
    for line in ["", "  L = 1", "error: x", "x", "...", "#> x", "\u{301}a"] {
      #expect(OutputLine.read(OutputLine.written(line)) == line)
    }
    for line in ["#>", "#>   L = 1", "#> error: x"] {
      #expect(OutputLine.read(line).map(OutputLine.written) == line)
    }
    #expect(OutputLine.written("a\u{1b}[2Jb\t \r") == "#> a␛[2Jb  ␍")
    #expect(OutputLine.read("# > x") == nil)
  }

  struct Flawed: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var line: Int
    var kind: SessionFile.Issue.Kind
    init(_ text: String, _ line: Int, _ kind: SessionFile.Issue.Kind) {
      (testDescription, self.line, self.kind) = (text, line, kind)
    }
  }

  static let flawed: [Flawed] = [
    Flawed("bound\n#>  L = 1", 2, .missingVersion),
    Flawed("\n#| expect error\nbound", 2, .missingVersion),
    Flawed("#| lip 2\n#| who knows\n#> new\n", 1, .newerVersion("2")),
    Flawed("#| lip 99999999999999999999\n", 1, .newerVersion("99999999999999999999")),
    Flawed("#| lip\n", 1, .badValue(key: "lip", value: "", expected: "the version of the format, 1")),
    Flawed("#| lip 0\n", 1, .badValue(key: "lip", value: "0", expected: "the version of the format, 1")),
    Flawed("#| title T\n#| lip 1\nbound", 2, .versionNotFirst),
    Flawed("bound\n#| lip 1\nbound", 2, .versionNotFirst),
    Flawed("#| lip 1\n#| lip 1\nbound", 2, .repeatedKey("lip")),
    Flawed(
      "#| lip 1\n#| width 9\nbound", 2,
      .badValue(key: "width", value: "9", expected: "a number of columns, 10 to 160")),
    Flawed(
      "#| lip 1\n#| canvas oil\n", 2,
      .badValue(key: "canvas", value: "oil", expected: "braille, block or ascii")),
    Flawed(
      "#| lip 1\n#| rng\n", 2, .badValue(key: "rng", value: "", expected: "numpy, default_rng or torch")),
    Flawed("#| lip 1\n#| colour red\nbound", 2, .unknownKey("colour")),
    Flawed("#| lip 1\nbound\n#| width 40\nbound", 3, .misplacedKey("width")),
    Flawed("#| lip 1\nbound\n#| tol rel 1%", 3, .optionWithoutCommand("tol")),
    Flawed(
      "#| lip 1\n\n#| tol x\nbound", 3,
      .badValue(key: "tol", value: "x", expected: "rel 1e-9, rel 5% or abs 1e-3")),
    Flawed("#| lip 1\n\n#| tol 1%\n#| tol 1%\nbound", 4, .repeatedKey("tol")),
    Flawed(
      "#| lip 1\n#| expect success\nbound", 2,
      .badValue(key: "expect", value: "success", expected: "the word error")),
    Flawed(
      "#| lip 1\n#| pause 2h\nbound", 2,
      .badValue(key: "pause", value: "2h", expected: "a time up to 1 hour, such as 2s or 500ms")),
    Flawed(
      "#| lip 1\n#|\nbound", 2, .badValue(key: "", value: "", expected: "a key, such as  title  or  tol")),
    Flawed("#| lip 1\n#>  L = 1\nbound", 2, .outputWithoutCommand),
    Flawed("#| lip 1\n#? What?\nbound", 2, .question(.noAnswer)),
  ]

  @Test(arguments: flawed) func flaw(_ c: Flawed) {
    let session = file(c.testDescription)
    #expect(session.issues == [SessionFile.Issue(line: c.line, kind: c.kind)])
    #expect(session.text == c.testDescription)
    for issue in session.issues { #expect(!issue.description.isEmpty) }
  }

  @Test func warningsStopNothing() {
    let session = file("#| lip 1\n#| colour  red  and  blue\n\n#| mood good\nbound\n")
    #expect(session.errors == [] && session.warnings.count == 2)
    #expect(session.header.unknown.map(\.value) == ["red  and  blue"])
    #expect(session.steps[0].options.unknown.map(\.key) == ["mood"])
  }

  @Test(arguments: [("2s", 2.0), ("500ms", 0.5), ("1min", 60), ("3", 3), ("1.5s  a while", 1.5)])
  func pause(text: String, seconds: Double) {
    #expect(file("#| lip 1\n#| pause \(text)\nbound").steps[0].options.pause == seconds)
  }

  @Test func aPlainScriptNeedsNoHeader() {
    let session = file("#!/usr/bin/env lip\nlayer relu # remark #> x\n")
    #expect(session.issues == [] && session.isPlainScript && session.header.version == nil)
  }
}
