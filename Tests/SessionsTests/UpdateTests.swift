import Sessions
import TerminalText
import Testing

@Suite struct UpdateTests {
  static let text =
    "#| lip 1\r\n# keep\r\nbound\r\n#>  L ≥ 2.7~   ...\r\n#>  b\r\n#>  c = 1\r\n\r\nmode eval\r\nshow\r\n#> x"

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var outputs: [Int: [String]]
    var block: String
    var last = "#> x"
    var between = ""
  }

  static let cases: [Case] = [
    Case(testDescription: "nothing", outputs: [:], block: "#>  L ≥ 2.7~   ...\r\n#>  b\r\n#>  c = 1\r\n"),
    Case(
      testDescription: "what agrees stays as it is",
      outputs: [0: [" L ≥ 2.7 pairs", " b", " c = 1"], 2: ["x"]],
      block: "#>  L ≥ 2.7~   ...\r\n#>  b\r\n#>  c = 1\r\n"),
    Case(
      testDescription: "the lines at both ends that agree stay",
      outputs: [0: [" L ≥ 2.7 x", " bb", " bbb", " c = 1"]],
      block: "#>  L ≥ 2.7~   ...\r\n#>  bb\r\n#>  bbb\r\n#>  c = 1\r\n"),
    Case(testDescription: "fewer lines", outputs: [0: [" b"]], block: "#>  b\r\n"),
    Case(testDescription: "no line", outputs: [0: []], block: "#>\r\n"),
    Case(
      testDescription: "the last line has no ending", outputs: [2: ["y", "z"]],
      block: "#>  L ≥ 2.7~   ...\r\n#>  b\r\n#>  c = 1\r\n", last: "#> y\r\n#> z"),
    Case(
      testDescription: "a new block", outputs: [1: ["  mode eval"]],
      block: "#>  L ≥ 2.7~   ...\r\n#>  b\r\n#>  c = 1\r\n", between: "#>   mode eval\r\n"),
  ]

  @Test(arguments: cases) func update(_ c: Case) {
    let session = file(Self.text)
    #expect(session.issues == [])
    let updated = session.updating(outputs: c.outputs)
    let expected =
      "#| lip 1\r\n# keep\r\nbound\r\n" + c.block + "\r\nmode eval\r\n" + c.between + "show\r\n" + c.last
    #expect(Array(updated.utf8) == Array(expected.utf8))
    let again = file(updated)
    #expect(again.updating(outputs: c.outputs) == updated)
    for (index, output) in c.outputs {
      let step = again.steps[index]
      #expect(
        again.comparison(for: step).difference(
          expected: step.command?.expected?.map(\.text) ?? [], got: output) == nil)
    }
  }

  @Test func linesBetweenABlockStay() {
    let session = file("#| lip 1\nbound\n#> a\n# between\n\n#> b\nshow\n")
    #expect(session.steps[0].command?.expected?.map(\.text) == ["a", "b"])
    #expect(session.updating(outputs: [0: ["c", "d"]]) == "#| lip 1\nbound\n#> c\n#> d\n# between\n\nshow\n")
  }

  /// Whatever was expected and is printed now, an update makes it agree and leaves all other lines alone.
  @Test func anUpdateAgrees() {
    var random = SplitMix(seed: 6)
    for _ in 0..<400 {
      let old = Samples.outputs.pick(using: &random) + Samples.outputs.pick(using: &random).prefix(2)
      var new = Array(old.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random)))
      if Bool.random(using: &random) {
        new = old.dropLast() + ["new \(Int.random(in: 0...9, using: &random))"]
      }
      let before = "#| lip 1\n# a\nbound\n"
      let session = file(before + old.map { OutputLine.written($0) + "\n" }.joined() + "# b\nshow\n")
      let updated = session.updating(outputs: [0: new])
      #expect(updated.hasPrefix(before) && updated.hasSuffix("# b\nshow\n"))
      let replay = Replay(of: file(updated)) { _ in Replay.Outcome(new) }
      #expect(replay.succeeded && replay.outputs == 1, "\(old) -> \(new)")
    }
  }

  @Test func changes() {
    let changes = LineChanges(from: "a\nb\nc\nd\n", to: "a\nB\nc\nd\ne\n")
    #expect(changes.changes == [.removed("b", line: 2), .added("B", line: 2), .added("e", line: 5)])
    #expect(changes.report.map(\.plain) == ["      2  - b", "      2  + B", "      5  + e"])
    #expect(LineChanges(from: Self.text, to: Self.text).isEmpty)
  }

  /// Applied to the old lines, the changes give the new ones.
  @Test func changesLeadFromOldToNew() {
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      func lines() -> [String] {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in ["a", "b", "c", ""].pick(using: &random) }
      }
      let (old, new) = (lines(), lines())
      func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
      var result = old
      var shift = 0
      for change in LineChanges(from: text(old), to: text(new)).changes {
        switch change {
        case .removed(let line, let number):
          #expect(result.remove(at: number - 1 + shift) == line)
          shift -= 1
        case .added(let line, let number):
          result.insert(line, at: number - 1)
          shift += 1
        }
      }
      #expect(result == new)
    }
  }
}
