import Foundation
import Testing

/// What stands in a pipe: the same bytes everywhere, without anything that a terminal would act on.
@Suite struct OutputTests {
  static let session = [
    "layer linear 5x3 seed 42", "bound", "bound norm inf", "explain", "estimate samples 50",
    "plot relu sigmoid slope",
    "plot weights", "compare methods", "bond", "help bound", "models", "let r = 1/4",
  ]

  @Test("no escape and no carriage return, and the same bytes in every folder and environment")
  func same() throws {
    let folder = try TemporaryFolder()
    let input = Data(Self.session.joined(separator: "\n").utf8)
    let first = try Program.run(input: input)
    #expect(!first.bytes.contains(0x1b) && !first.bytes.contains(0x0d))
    #expect(first.lines.count > 40)
    let environments: [[String: String]] = [
      [:], ["COLUMNS": "40", "LINES": "10"], ["TERM": "dumb"], ["TERM": "linux"], ["TERM": "xterm-256color"],
      ["LC_ALL": "C"], ["LC_ALL": "C.UTF-8"], ["LANG": "tr_TR.UTF-8"], ["NO_COLOR": "1"],
      ["HOME": "/nonexistent"],
      ["CLICOLOR_FORCE": "0"], ["COLORTERM": "truecolor"],
    ]
    for environment in environments {
      let run = try Program.run(input: input, in: folder.path, environment: environment)
      #expect(run.bytes == first.bytes, "\(environment)")
      #expect(run.errors == first.errors, "\(environment)")
    }
    let json = try Program.run(["--json"], input: input)
    #expect(
      try Program.run(["--json"], input: input, in: folder.path, environment: ["LC_ALL": "C"]).bytes
        == json.bytes)
  }

  @Test("colour: the option before the environment, and none in a pipe")
  func colour() throws {
    func escapes(_ arguments: [String], _ environment: [String: String]) throws -> Bool {
      try Program.run(arguments + ["-c", "plot relu; bond"], environment: environment).bytes.contains(0x1b)
    }
    #expect(try !escapes([], [:]))
    #expect(try escapes(["--color", "always"], [:]))
    #expect(try escapes(["--color", "always"], ["NO_COLOR": "1", "TERM": "dumb"]))
    #expect(try !escapes(["--color", "never"], ["CLICOLOR_FORCE": "1"]))
    #expect(try escapes([], ["CLICOLOR_FORCE": "1"]))
    #expect(try escapes([], ["FORCE_COLOR": "1"]))
    #expect(try !escapes([], ["FORCE_COLOR": "1", "NO_COLOR": "1"]))
    #expect(try escapes([], ["FORCE_COLOR": "1", "NO_COLOR": ""]))
    #expect(try !escapes(["--json"], ["FORCE_COLOR": "1"]))
  }

  @Test("the width: the option before set, and that before 72", arguments: ["braille", "block", "ascii"])
  func width(_ canvas: String) throws {
    func width(_ arguments: [String], _ line: String) throws -> Int {
      let outcome = try Program.run(arguments + ["--canvas", canvas, "-c", line])
      #expect(outcome.status == 0)
      return outcome.lines.map(\.count).max() ?? 0
    }
    #expect(try (60...72).contains(width([], "plot relu")))
    #expect(try (30...40).contains(width(["--width", "40"], "plot relu")))
    #expect(try (110...120).contains(width(["--width", "120"], "plot relu")))
    #expect(try (30...40).contains(width([], "set width 40; plot relu")))
    let outcome = try Program.run(["--canvas", canvas, "-c", "plot relu slope"])
    let isASCII = outcome.bytes.allSatisfy { $0 < 0x80 }
    #expect(isASCII == (canvas == "ascii"))
  }

  @Test("the header of a file sets width and canvas, an option wins")
  func header() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("#| lip 1\n#| width 40\n#| canvas ascii\nplot relu\n", to: "a.lip")
    let plain = try Program.run([file])
    #expect(
      plain.output == (try Program.run(["--width", "40", "--canvas", "ascii", "-c", "plot relu"])).output)
    let wide = try Program.run(["--width", "100", "--canvas", "block", file])
    #expect(
      wide.output == (try Program.run(["--width", "100", "--canvas", "block", "-c", "plot relu"])).output)
  }
}

/// What nobody would write: many lines, long lines, bytes that are no text, a reader that goes away.
@Suite struct RobustnessTests {
  /// Debug builds are ten times slower and not what is measured: there, only that it ends well.
  static let isDebug: Bool = {
    #if DEBUG
      true
    #else
      false
    #endif
  }()
  static let many = isDebug ? 300 : 100_000

  static let repeated = [
    "", "# comment", "1 + 1", "bound relu", "seed 1", "let a = $_ + 1", "bond", "(", "begin residual",
    "layer \\",
    "layer linear 2x2", "input normal 3 as p", "undo", "model A: linear 2x2", "\"", "history 1",
  ]

  @Test("many lines take time in proportion", arguments: repeated)
  func manyLines(_ line: String) throws {
    let setting = "1\nbound relu\n"
    let input = Data((setting + String(repeating: line + "\n", count: Self.many)).utf8)
    let clock = ContinuousClock()
    var outcome: Program.Outcome?
    let time = try clock.measure { outcome = try Program.run(["--quiet"], input: input) }
    #expect(outcome?.wasKilled == false)
    #expect(Self.isDebug || time < .seconds(60), "\(line): \(time)")
    if !Self.isDebug { print("\(Self.many) lines of '\(line)': \(time)") }
  }

  @Test(
    "lines with many variables, layers or models take time in proportion",
    arguments: ["let v", "model m", "input 1 as b"])
  func manyNames(_ head: String) throws {
    let input = Data((0..<Self.many).map { "\(head)\($0)\(head == "let v" ? " = 1" : "")\n" }.joined().utf8)
    let clock = ContinuousClock()
    var outcome: Program.Outcome?
    let time = try clock.measure { outcome = try Program.run(["--quiet"], input: input) }
    #expect(outcome?.wasKilled == false)
    // Names have a limit, so that what undo keeps has one.
    #expect(outcome?.status == (Self.many > 10_000 ? 1 : 0))
    #expect(Self.isDebug || time < .seconds(60), "\(head): \(time)")
    if !Self.isDebug { print("\(Self.many) lines of '\(head)…': \(time)") }
  }

  static let long = [
    "1", "1+", "1;", "(", ")", "-", "relu ", "relu,", "\"", "\\", "$", "x", "#", "linear 3x3, ", "5x", ":",
    "é", "\u{301}", "(residual ",
  ]

  @Test("a line of 10000 characters is answered", arguments: long)
  func longLines(_ piece: String) throws {
    let body = String(repeating: piece, count: 10_000 / piece.count)
    let lines = [body, "plot \(body)", "model A: \(body)", "let x = \(body)", "help \(body)", "seed 3"]
    let clock = ContinuousClock()
    let time = try clock.measure {
      let outcome = try Program.run(lines: lines)
      #expect(!outcome.wasKilled && outcome.status <= 1)
      #expect(!outcome.bytes.contains(0x1b))
    }
    #expect(Self.isDebug || time < .seconds(2), "\(piece): \(time)")
  }

  @Test("random bytes never crash: seeds 1 to 12", arguments: 1...12)
  func randomBytes(_ seed: UInt64) throws {
    var random = ByteStream(state: seed)
    let bytes = (0..<4000).map { _ -> UInt8 in
      let byte = UInt8(truncatingIfNeeded: random.next())
      // Half of them in lines of plain letters and signs, so that some come further than the first word.
      return seed % 2 == 0 ? byte : Array(" \nlayer bound(){}$\"\\#;,:->0123456789x.e".utf8)[Int(byte) % 39]
    }
    let outcome = try Program.run(["--json"], input: Data(bytes))
    #expect(!outcome.wasKilled && outcome.status <= 1, "\(outcome.errors)")
    #expect(!outcome.bytes.contains(0x1b))
    for line in outcome.lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
    let plain = try Program.run(input: Data(bytes))
    #expect(!plain.wasKilled)
    #expect(!plain.bytes.contains(0x1b) && !plain.errors.utf8.contains(0x1b))
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/a.lip"))
    for arguments in [["a.lip"], ["check", "a.lip"]] {
      #expect(try !Program.run(arguments, in: folder.path).wasKilled)
    }
  }

  @Test("a reader that goes away ends the program")
  func closedPipe() throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let outcome = try Program.shell("yes '1 + 1' | head -n 1000000 | \"$LIP\" | head -n 1")
      #expect(outcome.output == "  = 2\n")
    }
    #expect(time < .seconds(5), "\(time)")
  }

  @Test("Markdown of a session file may have its plots beside it")
  func pictures() throws {
    let folder = try TemporaryFolder()
    try folder.write("#| lip 1\nplot relu\nplot sin\n", to: "a.lip")
    let arguments = ["export", "markdown", "a.lip", "--svg"]
    #expect(try Program.run(arguments, in: folder.path).status == 2)
    #expect(try Program.run(arguments + ["-o", "notes.md"], in: folder.path).status == 0)
    #expect(try folder.text(of: "notes.md").contains("](notes-2.svg)"))
    #expect(try folder.text(of: "notes-2.svg").hasPrefix("<svg"))
    #expect(try Program.run(arguments + ["-o", "notes.md"], in: folder.path).status == 1)
    let other = try Program.run(["export", "html", "a.lip", "--svg", "-o", "b.html"], in: folder.path)
    #expect(other.status == 1 && other.errors.contains("no SVG files beside it"))
  }
}

/// Random bytes that are the same in every run (Steele, Lea and Flood 2014).
struct ByteStream: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
