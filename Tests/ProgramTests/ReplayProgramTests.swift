import Foundation
import Testing

/// `lip replay` and `lip export` in a pipe.
@Suite struct ReplayProgramTests {
  static let session = """
    #| lip 1
    #| title  Small
    #| rng torch

    # Words.
    layer linear 3x3 seed 1
    #| pause 600s
    bound

    """
  static let played = """

    # Words.

    lip> layer linear 3x3 seed 1
      linear1   linear 3 -> 3   12 parameters   seed 1 (torch)       L = 0.802007
    lip> bound
      L = 0.802007   exact, 2-norm

    """

  @Test("a replay in a pipe waits for nothing and has no colour; each file starts anew")
  func replay() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.session, to: "a.lip")
    let outcome = try Program.run(["replay", "a.lip", "a.lip", "--step"], in: folder.path)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output == Self.played + Self.played)
    let inside = try Program.run(["-c", "replay a.lip; seed 3"], in: folder.path)
    #expect(inside.output.hasPrefix("lip> seed 0 rng torch\n  seed 0 (torch)\nlip> layer linear"))
    #expect(inside.output.hasSuffix("exact, 2-norm\n  seed 3 (torch)\n"))
    let json = try Program.run(["--json", "-c", "replay a.lip"], in: folder.path)
    let types = try json.lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return (object as? [String: Any])?["type"] as? String
    }
    #expect(types == ["done", "done", "layer", "bound"])
  }

  @Test("a replay stops at an error, unless it keeps going, and keeps what ran")
  func errors() throws {
    let folder = try TemporaryFolder()
    try folder.write("seed 1\nbond\nseed 2\n", to: "a.lip")
    let stopped = try Program.run(["replay", "a.lip"], in: folder.path)
    #expect(stopped.status == 1)
    #expect(stopped.errors.hasPrefix("a.lip:2:1: error: unknown command 'bond'"))
    #expect(!stopped.output.contains("seed 2"))
    let going = try Program.run(["replay", "a.lip", "--keep-going"], in: folder.path)
    #expect(going.status == 1 && going.output.hasSuffix("lip> seed 2\n  seed 2 (numpy)\n"))
    // Typed, a replay fails as a statement does, and the session goes on with what was reached.
    let typed = try Program.run([], lines: ["let a = 1", "replay a.lip", "forward 1", "$a"], in: folder.path)
    #expect(
      typed.status == 1 && typed.output.contains("  seed 1 (numpy)") && typed.output.hasSuffix("  = 1\n"))
    for arguments in [["replay"], ["replay", "a.lip", "--speed", "0"], ["export", "pdf", "a.lip"]] {
      #expect(try Program.run(arguments, in: folder.path).status == 2)
    }
  }

  @Test("export writes to standard output or a file, the same bytes, and overwrites nothing unasked")
  func export() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.session, to: "a.lip")
    let printed = try Program.run(["export", "html", "a.lip"], in: folder.path)
    #expect(printed.status == 0 && printed.output.hasPrefix("<!DOCTYPE html>"))
    let written = try Program.run(["export", "html", "a.lip", "-o", "a.html"], in: folder.path)
    #expect(written == Program.Outcome(status: 0, output: "", errors: "", wasKilled: false, bytes: Data()))
    #expect(try folder.text(of: "a.html") == printed.output)
    let again = try Program.run(["export", "html", "a.lip", "-o", "a.html"], in: folder.path)
    #expect(again.status == 1 && again.errors.contains("exists already"))
    // A file that is run may not write, here either.
    try folder.write("seed 1\nexport html b.html\n", to: "b.lip")
    let refused = try Program.run(["export", "html", "b.lip"], in: folder.path)
    #expect(refused.status == 1 && refused.errors.hasPrefix("lip: b.lip:2: a script may not write"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/b.html"))
    let weights = try Program.run(["export", "weights", "a.lip"], in: folder.path)
    #expect(weights.bytes.count % 8 == 0 && weights.bytes.count > 12 * 8)
  }
}
