import Sessions
import Testing

@Suite struct RecordingTests {
  @Test func text() {
    var recording = Recording(header: SessionFile.Header(title: "One layer", rng: .numpy, width: 72))
    recording.entries = [
      Recording.Entry(
        "layer linear 5x3 seed 42", outputs: ["  linear1   linear 3 -> 5"],
        narration: ["A layer.", "", "Two."]),
      Recording.Entry("layer linear 4x7", outputs: ["error: 7 inputs", "       use 4x5"], fate: .failed),
      Recording.Entry("activation relu", outputs: ["  relu1"], fate: .undone),
      Recording.Entry("mode eval"),
      Recording.Entry("bound", outputs: ["  L = 2.782368   ", "", "  exact"], tolerance: .relative(0.05)),
      Recording.Entry("", narration: ["The end."]),
    ]
    #expect(
      recording.text == """
        #| lip 1
        #| title  One layer
        #| rng    numpy
        #| width  72

        # A layer.
        #
        # Two.
        layer linear 5x3 seed 42
        #>   linear1   linear 3 -> 5

        # failed: layer linear 4x7
        #   error: 7 inputs
        #          use 4x5

        # undone: activation relu

        mode eval

        #| tol rel 0.05
        bound
        #>   L = 2.782368
        #>
        #>   exact

        # The end.

        """)
    #expect(file(recording.text).issues == [])
  }

  /// What is saved and read again is what was done.
  @Test func savedAndReadAgain() {
    var random = SplitMix(seed: 5)
    let sources = [
      "bound", "layer linear 5x3 seed 42", "model a: linear 3->3,\\\n  relu",
      "begin residual\n#> no output\n  #? none\nend",
      "residual (\r\n  relu)", "let a = 1 # remark",
    ]
    for _ in 0..<300 {
      let entries = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        Recording.Entry(
          sources.pick(using: &random), outputs: Samples.outputs.pick(using: &random),
          fate: [.done, .done, .failed, .undone].pick(using: &random),
          narration: [[], ["One.", "", "> two"], ["!"]].pick(using: &random),
          tolerance: [nil, .absolute(0.001)].pick(using: &random))
      }
      let session = file(Recording(entries: entries).text)
      #expect(session.issues == [])
      let done = entries.filter { $0.fate == .done }
      let steps = session.steps.filter { $0.command != nil }
      #expect(steps.count == done.count)
      for (step, entry) in zip(steps, done) {
        #expect(step.command?.isComplete == true)
        #expect(step.command?.expected?.map(\.text) == entry.outputs.map(OutputLine.normal))
        #expect(step.options.tolerance == entry.tolerance)
        #expect(step.narration.suffix(entry.narration.count) == entry.narration[...])
        if !entry.source.contains("#>"), !entry.source.unicodeScalars.contains("\r") {
          #expect(step.command?.source == entry.source)
        }
      }
      let printed = Dictionary(uniqueKeysWithValues: done.map(\.outputs).enumerated().map { ($0, $1) })
      var next = 0
      let replay = Replay(of: session) { _ in
        defer { next += 1 }
        return Replay.Outcome(printed[next] ?? [])
      }
      #expect(replay.succeeded && replay.outputs == done.count)
    }
  }
}
