import Sessions
import Testing

@Suite struct FuzzTests {
  /// Whatever is read: no trap, the same bytes back, and lines that exist.
  static func check(_ text: String) {
    let session = file(text)
    #expect(Array(session.text.utf8) == Array(text.utf8))
    let count = text.utf8.count { $0 == 0x0a } + 1
    for issue in session.issues {
      #expect((1...count).contains(issue.line) && !issue.description.isEmpty)
    }
    var last = 0
    for command in session.steps.compactMap(\.command) {
      #expect(command.line > last && command.lastLine >= command.line && command.lastLine <= count)
      for output in command.expected ?? [] { #expect(output.line > command.lastLine && output.line <= count) }
      last = command.lastLine
      let lines = command.expected?.map(\.text) ?? []
      #expect(Comparison().difference(expected: lines, got: lines) == nil, "\(lines)")
    }
    let replay = Replay(of: session) { step in Replay.Outcome([step.command?.source ?? ""], failed: false) }
    for failure in replay.failures { #expect(!failure.report(file: "f").isEmpty) }
    let updated = file(session.updating(outputs: replay.printed))
    #expect(updated.steps.count == session.steps.count, "\(text.debugDescription)")
  }

  @Test func randomLines() {
    var random = SplitMix(seed: 8)
    let pieces = [
      "#| lip 1\n", "#| ", "#> ", "#>", "#?", "#? (x) a\n", "#? What?\n", "#? = 3 tol 1%\n",
      "#? expect a == 1\n", "# n\n",
      "\n", "\r\n", "\r", "tol rel 5%", "expect error", "pause 1s", "bound\n", "layer (", ")\n", "begin",
      "end\n", "...",
      "2.7~", "1e999999999999999999", " ", "\t", "\u{feff}", "\u{301}", "\0", "語", "┤⠤", "+ --", "why:",
      "hint:", "if 4: x\n", "\\",
    ]
    let end = ContinuousClock.now + .seconds(1)
    var rounds = 0
    while ContinuousClock.now < end {
      Self.check(
        (0..<Int.random(in: 0...30, using: &random)).map { _ in pieces.pick(using: &random) }.joined())
      rounds += 1
    }
    #expect(rounds > 20)
  }

  @Test func mutatedFiles() {
    var random = SplitMix(seed: 9)
    let end = ContinuousClock.now + .seconds(1)
    var rounds = 0
    while ContinuousClock.now < end {
      var bytes = Array(Samples.definition.utf8)
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert([0x0a, 0x0d, 0x23, 0x3e, 0x7c, 0x3f, 0x28].pick(using: &random), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        }
        if bytes.isEmpty { break }
      }
      Self.check(String(decoding: bytes, as: UTF8.self))
      rounds += 1
    }
    #expect(rounds > 10)
  }

  @Test func everyPrefixOfAFile() {
    for length in stride(from: 0, through: Samples.definition.unicodeScalars.count, by: 7) {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: Samples.definition.unicodeScalars.prefix(length))
      Self.check(String(prefix))
    }
  }
}
