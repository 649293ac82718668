import Foundation
import Testing

/// Ctrl-C where nobody types: a pipe, a file, `-c`, a replay, a lesson.
@Suite struct InterruptTests {
  /// Cells that take some ten seconds, behind a first bound that takes milliseconds.
  static let model = """
    model n: linear 10->50 seed 1, relu, linear 50->50 seed 2, relu, linear 50->50 seed 3, relu, linear 50->5 seed 4
    """
  static let long = "bound method exact nodes 400"

  /// Runs until it works on what takes long, and sends it a signal then.
  private static func interrupted(
    _ arguments: [String], input: [String] = [], signal: Int32 = SIGINT, after seconds: Double = 1
  ) throws -> Program.Outcome {
    let running = try Program.begin(arguments, input: Data((input.joined(separator: "\n") + "\n").utf8))
    Thread.sleep(forTimeInterval: seconds)
    kill(running.process.processIdentifier, signal)
    return try running.outcome()
  }

  @Test("--json shows what was proven, and goes no further", arguments: [false, true])
  func json(_ isFile: Bool) throws {
    let folder = try TemporaryFolder()
    let lines = [Self.model, Self.long, "bound relu"]
    let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "a.lip")
    let outcome =
      try isFile ? Self.interrupted(["--json", file]) : Self.interrupted(["--json"], input: lines)
    #expect(outcome.status == 130 && !outcome.wasKilled)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.lines.count == 2)
    let line = Data((outcome.lines.last ?? "").utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
    #expect(
      object["ok"] as? Bool == false && (object["error"] as? [String: Any])?["code"] as? String == "cancelled"
    )
    let partial = try #require(object["partial"] as? [String: Any])
    #expect(partial["kind"] as? String == "upper" && partial["certified"] as? Bool == true)
    #expect(partial["target"] as? String == "n")
    let (lower, upper) = (
      try #require(partial["lower"] as? Double), try #require(partial["upper"] as? Double)
    )
    #expect(0 <= lower && lower < upper && upper < 1e9)
  }

  @Test("a pipe says it in words, also where an error stops nothing")
  func words() throws {
    let outcome = try Self.interrupted([], input: [Self.model, Self.long, "bound relu"])
    #expect(outcome.status == 130 && !outcome.wasKilled)
    #expect(!outcome.output.contains("L ="))
    #expect(outcome.errors.hasPrefix("stdin:2:1: stopped, nothing changed   so far: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("compared methods keep their rows on standard output")
  func rows() throws {
    let lines = [Self.model, "set limit 8G", "compare methods", "bound relu"]
    let outcome = try Self.interrupted([], input: lines, after: 2)
    #expect(outcome.status == 130)
    #expect(outcome.lines.contains { $0.hasPrefix("  product ") && $0.hasSuffix("upper, certified") })
    #expect(outcome.lines.contains { $0.contains("stopped before it ") })
    #expect(outcome.errors == "stdin:3:1: stopped, nothing changed\n")
  }

  @Test("-c, a replay and a lesson end with 130, too; SIGTERM ends with 143")
  func others() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("#| lip 1\n\(Self.model)\n\(Self.long)\nbound relu\n", to: "a.lip")
    try folder.write(
      "#| lip 1\n#| title Slide 4 - long\n#| slide 4\n\n# One.\n\(Self.model)\n\n# Two.\n\(Self.long)\n\n# Three.\nbound relu\n",
      to: "slide-04.lip")
    let runs: [(arguments: [String], signal: Int32, status: Int32)] = [
      (["-c", "\(Self.model); \(Self.long); bound relu"], SIGINT, 130),
      (["replay", file, file], SIGINT, 130),
      (["slide", "4", "--answers", "-", "--lessons", folder.path], SIGINT, 130), ([file], SIGTERM, 143),
    ]
    for run in runs {
      let outcome = try Self.interrupted(run.arguments, signal: run.signal)
      #expect(outcome.status == run.status && !outcome.wasKilled, "\(run.arguments)")
      #expect(!outcome.output.contains("exact, relu"), "\(run.arguments): \(outcome.output)")
    }
  }

  @Test("a pipe that waits for its next line ends at once")
  func waiting() throws {
    let run = try Program.begin([], input: nil)
    Thread.sleep(forTimeInterval: 0.3)
    kill(run.process.processIdentifier, SIGINT)
    let outcome = try run.outcome()
    #expect(outcome.status == 130 && !outcome.wasKilled && outcome.output.isEmpty && outcome.errors.isEmpty)
  }
}
