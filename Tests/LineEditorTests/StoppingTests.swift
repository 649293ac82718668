import Testing

/// Ctrl-C in work whose single steps are giants.
@Suite(.serialized) struct StoppingTests {
  static let giants = [
    ["layer attention 256 heads 8 length 256 seed 1", "bound box -1..1"],
    ["layer attention 16 heads 2 qk l2 length 800 seed 1", "estimate samples 2"],
    ["layer batchnorm 200000", "estimate samples 2"],
    ["layer batchnorm 3", "estimate batch 300000 method jacobian"],
    ["layer rnn 3->4 steps 100000 states all seed 1", "estimate method jacobian"],
    ["layer conv2d 16->16 kernel 7 padding 3 input 16x256x256 seed 1", "estimate samples 4"],
  ]

  /// Half a second is promised of the optimised program; the tests run another one, on a busy machine.
  @Test("Ctrl-C stops a giant step, and changes nothing", arguments: giants)
  func stops(_ lines: [String]) throws {
    let terminal = try PseudoTerminal(program: [CrashTests.lip, "--no-journal"])
    try terminal.expectPrompt()
    terminal.send(lines[0] + "\r")
    try terminal.expect("the layer") { $0.current == "lip>" && $0.lines.contains { $0.contains(" -> ") } }
    terminal.send(lines[1] + "\r")
    // The progress line comes after 0.3 s.
    try terminal.expect("work") { $0.lines.contains { $0.contains("Ctrl-C stops") } }
    let start = ContinuousClock.now
    terminal.send("\u{3}")
    try terminal.expect("the prompt") { screen in
      screen.current == "lip>" && screen.lines.contains { $0.contains("stopped, nothing changed") }
    }
    let time = ContinuousClock.now - start
    #expect(time < .seconds(2), "\(time)")
    terminal.send("exit\r")
    #expect(try terminal.finish() == 0)
  }

  @Test("Ctrl-C in a comparison keeps the rows that were done")
  func rows() throws {
    let terminal = try PseudoTerminal(program: [CrashTests.lip, "--no-journal"])
    try terminal.expectPrompt()
    terminal.send(
      "model n: linear 10->50 seed 1, relu, repeat 3 linear 50->50 seed 2, relu, linear 50->5 seed 3\r")
    try terminal.expect("the layers") {
      $0.current == "lip>" && $0.lines.contains { $0.contains("50 -> 5 ") }
    }
    terminal.send("compare methods\r")
    // Only the last method shows two ends.
    try terminal.expect("work") { $0.lines.contains { $0.contains("between ") } }
    terminal.send("\u{3}")
    try terminal.expect("the prompt") { screen in
      screen.current == "lip>" && screen.lines.contains("  stopped, nothing changed")
    }
    #expect(terminal.screen.lines.contains { $0.hasPrefix("  product ") && $0.contains("upper, certified") })
    #expect(
      terminal.screen.lines.contains {
        $0.hasPrefix("  exact ") && $0.contains("stopped before it was done")
      })
    terminal.send("exit\r")
    #expect(try terminal.finish() == 0)
  }
}
