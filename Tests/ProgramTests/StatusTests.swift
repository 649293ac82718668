import Foundation
import Testing

/// How `lip` ends, and where it says what.
@Suite struct StatusTests {
  static let good = "layer linear 5x3 seed 42; bound"
  static let lines = [
    "  linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368",
    "  L = 2.782368   exact, 2-norm",
  ]

  struct Case: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Int32
    var input = ""
    var testDescription: String { "lip \(arguments.joined(separator: " ")) < \(input.debugDescription)" }
  }
  static let cases = [
    Case(arguments: [], status: 0), Case(arguments: ["-c", good], status: 0),
    Case(arguments: [], status: 0, input: good), Case(arguments: ["-c", "bond"], status: 1),
    Case(arguments: [], status: 1, input: "bond\nseed 1\n"), Case(arguments: ["-c", "exit 7"], status: 7),
    Case(arguments: [], status: 0, input: "seed 1\nexit\nbond\n"),
    Case(arguments: [], status: 1, input: "bond\nexit\n"),
    Case(arguments: [], status: 3, input: "bond\nexit 3\n"),
    Case(arguments: ["--help"], status: 0), Case(arguments: ["--version"], status: 0),
    Case(arguments: ["check", "--help"], status: 0), Case(arguments: ["--nosuch"], status: 2),
    Case(arguments: ["--width", "3"], status: 2), Case(arguments: ["--width", "wide"], status: 2),
    Case(arguments: ["--color", "pink"], status: 2), Case(arguments: ["--canvas", "oil"], status: 2),
    Case(arguments: ["check"], status: 2), Case(arguments: ["nosuch.lip"], status: 1),
    Case(arguments: ["check", "nosuch.lip"], status: 1), Case(arguments: ["-c"], status: 2),
    Case(arguments: [], status: 1, input: "(1 + 2\n"), Case(arguments: [], status: 0, input: "(1 +\n2)"),
    Case(arguments: [], status: 0, input: "# nothing\n\n"),
  ]

  @Test(
    "a word that is nearly one of the program's gets that one suggested",
    arguments: ["slid", "chek", "replya"])
  func words(_ word: String) throws {
    let outcome = try Program.run([word, "4"])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "did you mean  lip \(["slid": "slide", "chek": "check", "replya": "replay"][word] ?? "") ?"))
    let far = try Program.run(["nosuchfile.lip"])
    #expect(!far.errors.contains("did you mean"))
  }

  @Test("the status of a run", arguments: cases)
  func status(_ c: Case) throws {
    let outcome = try Program.run(c.arguments, input: Data(c.input.utf8))
    #expect(outcome.status == c.status)
    #expect(!outcome.wasKilled)
    #expect((outcome.status == 0) == outcome.errors.isEmpty || c.arguments.contains("check") || c.status > 2)
  }

  @Test("wrong usage says so on standard error only")
  func usage() throws {
    let outcome = try Program.run(["--nosuch"])
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--nosuch"))
    let width = try Program.run(["--width", "3"])
    #expect(width.errors.contains("between 20 and 160 columns, not 3"))
    #expect(try Program.run(["--help"]).errors.isEmpty)
    #expect(try Program.run(["--version"]).output == "lip 1.0\n")
  }

  @Test("a pipe, a file and -c print the same")
  func sources() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("layer linear 5x3 seed 42\nbound\n", to: "a.lip")
    for outcome in [
      try Program.run(["-c", Self.good]), try Program.run(input: Data(Self.good.utf8)),
      try Program.run([file]),
      try Program.run(input: Data("\u{feff}layer linear 5x3 seed 42\r\nbound\r\n".utf8)),
      try Program.run(["a.lip"], in: folder.path),
    ] {
      #expect(outcome.lines == Self.lines)
      #expect(outcome.errors.isEmpty)
      #expect(outcome.status == 0)
    }
  }

  @Test("a pipe goes on after an error, a file stops; --bail and --keep-going turn that round")
  func errors() throws {
    let folder = try TemporaryFolder()
    let text = "layer linear 5x3 seed 42\nbond\nbound\n"
    let file = try folder.write(text, to: "a.lip")
    let input = Data(text.utf8)
    let message = ":2:1: error: unknown command 'bond'. Did you mean 'bound'?\n"
    let runs: [(outcome: Program.Outcome, name: String, count: Int)] = [
      (try Program.run(input: input), "stdin", 2), (try Program.run(["--bail"], input: input), "stdin", 1),
      (try Program.run([file]), file, 1), (try Program.run(["--keep-going", file]), file, 2),
      (try Program.run(["-c", text]), "-c", 2), (try Program.run(["--bail", "-c", text]), "-c", 1),
    ]
    for run in runs {
      #expect(run.outcome.status == 1)
      #expect(run.outcome.errors == run.name + message)
      #expect(run.outcome.lines == Array(Self.lines.prefix(run.count)))
    }
  }

  @Test("the place of an error is that of its file")
  func places() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "#| lip 1\n# narration\nmodel A: linear 5x3,\\\n  linear 4x7\n#>   ...\n", to: "a.lip")
    let outcome = try Program.run([file])
    #expect(outcome.errors.hasPrefix("\(file):4:10: error: linear2 takes 7 inputs, but linear1 gives 5\n"))
    let later = try Program.run(input: Data("seed 1; seed 2\n\n seed x\n".utf8))
    #expect(later.errors == "stdin:3:7: error: 'x' is not a number\n")
  }

  @Test("several files are one session; the second is not run after an error in the first")
  func files() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("layer linear 5x3 seed 42\n", to: "a.lip")
    let second = try folder.write("bound\n", to: "b.lip")
    #expect(try Program.run([first, second]).lines == Self.lines)
    let bad = try folder.write("bond\n", to: "c.lip")
    let outcome = try Program.run([first, bad, second])
    #expect(outcome.lines == Array(Self.lines.prefix(1)))
    #expect(outcome.status == 1)
  }

  @Test("an expected error is none, a missing one is")
  func expected() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("#| lip 1\n#| expect error\nbond\nseed 1\n", to: "a.lip")
    let outcome = try Program.run([file])
    #expect(outcome.status == 0)
    #expect(outcome.lines == ["  seed 1 (numpy)"])
    let other = try folder.write("#| lip 1\n#| expect error\nseed 1\n", to: "b.lip")
    let missing = try Program.run([other])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("\(other):3: error: this should have failed"))
  }

  @Test("--quiet prints errors only")
  func quiet() throws {
    let outcome = try Program.run(["--quiet"], lines: ["seed 1", "bond", "help"])
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("stdin:2:1: error:"))
  }

  @Test("--json: one strict object a statement, nothing on standard error")
  func json() throws {
    let input = [
      "layer linear 5x3 seed 42; bound", "bond", "estimate samples 5", "let r = 1/4", "plot relu", "bound (",
    ]
    let outcome = try Program.run(["--json"], lines: input)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.status == 1)
    #expect(outcome.lines.count == 7)
    for (index, line) in outcome.lines.enumerated() {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["n"] as? Int == index + 1)
      #expect(object?["ok"] as? Bool == ![2, 6].contains(index))
    }
    #expect(outcome.lines[1].contains("\"value\":2.78236779670633"))
    let folder = try TemporaryFolder()
    try folder.write("bond\n", to: "a.lip")
    let file = try Program.run(["--json", "a.lip"], in: folder.path)
    #expect(file.errors.isEmpty)
    #expect(file.output.contains("\"file\":\"a.lip\",\"ok\":false,\"error\":{\"code\":\"unknown-command\""))
  }

  @Test("Python reads the JSON of a long session as well")
  func python() throws {
    let script = "import json,sys; print(sum(json.loads(l)['v'] for l in sys.stdin))"
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
    let lines = [
      "layer linear 5x3 seed 42", "bound", "explain", "bound square", "compare methods", "plot relu slope",
      "show linear1", "bond", "help",
    ]
    let outcome = try Program.shell(
      "printf '%s\\n' \(lines.map { "'\($0)'" }.joined(separator: " ")) | \"$LIP\" --json | /usr/bin/python3 -c \"\(script)\""
    )
    #expect(outcome.output == "\(lines.count)\n")
  }
}
