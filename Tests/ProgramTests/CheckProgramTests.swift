import Foundation
import Testing

/// `lip check`.
@Suite struct CheckProgramTests {
  static let session = """
    #| lip 1
    layer linear 5x3 seed 42
    #>   linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368
    bound
    #>   L = 2.782368   exact, 2-norm

    """

  @Test("what a session prints is saved, and checks")
  func saved() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(
      lines: [
        "layer linear 5x3 seed 42; layer relu", "bound", "undo", "explain; plot singular", "bond",
        "save a.lip",
      ],
      in: folder.path)
    #expect(run.status == 1)
    let check = try Program.run(["check", "a.lip"], in: folder.path)
    #expect(check.output == "ok   a.lip   3 outputs\n")
    #expect(check.status == 0)
    #expect(try Program.run(["a.lip"], in: folder.path).status == 0)
  }

  @Test("a changed digit fails at its line; --update mends it and nothing else")
  func update() throws {
    let folder = try TemporaryFolder()
    let wrong = Self.session.replacingOccurrences(of: "2.782368   exact", with: "2.782369   exact")
    try folder.write(wrong, to: "a.lip")
    let failed = try Program.run(["check", "a.lip"], in: folder.path)
    #expect(failed.status == 1)
    #expect(
      failed.lines.first?.hasPrefix("FAIL a.lip:5") == true || failed.lines.first?.contains("a.lip:4") == true
    )
    #expect(failed.output.contains("2.782369") && failed.output.contains("2.782368"))
    #expect(failed.lines.last == "1 session, 0 ok, 1 failed")
    #expect(try folder.text(of: "a.lip") == wrong)
    let updated = try Program.run(["check", "--update", "a.lip"], in: folder.path)
    #expect(updated.status == 0)
    #expect(updated.lines.first == "updated a.lip")
    #expect(try folder.text(of: "a.lip") == Self.session)
    #expect(
      try Program.run(["check", "--update", "a.lip"], in: folder.path).output == "ok   a.lip   2 outputs\n")
  }

  @Test("all files to the end, and JSON is all there is")
  func several() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.session, to: "good.lip")
    try folder.write(Self.session.replacingOccurrences(of: "exact", with: "upper"), to: "bad.lip")
    try folder.write("#| lip 1\nbond\n", to: "error.lip")
    let files = ["bad.lip", "nosuch.lip", "error.lip", "good.lip"]
    let text = try Program.run(["check"] + files, in: folder.path)
    #expect(text.status == 1)
    #expect(text.lines.last == "4 sessions, 1 ok, 3 failed")
    #expect(text.lines.contains("ok   good.lip   2 outputs"))
    for arguments in [["check", "--json"], ["check", "--json", "--update"]] {
      let json = try Program.run(arguments + files, in: folder.path)
      #expect(json.status == 1)
      #expect(json.lines.count == 4, "\(json.output)")
      for (file, line) in zip(files, json.lines) {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["file"] as? String == file)
        #expect(object?["cmd"] as? String == "check")
        #expect(object?["failures"] is [Any])
      }
    }
  }

  @Test("a script may write only where --allow-write says")
  func trust() throws {
    let folder = try TemporaryFolder()
    try folder.write("plot relu\nexport svg out.svg\n", to: "a.lip")
    let refused = try Program.run(["a.lip"], in: folder.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("a.lip:2:12: error: a script may not write 'out.svg'"))
    #expect(throws: (any Error).self) { try folder.text(of: "out.svg") }
    #expect(try Program.run(["--allow-write", ".", "a.lip"], in: folder.path).status == 0)
    #expect(try folder.text(of: "out.svg").hasPrefix("<svg"))
    #expect(try Program.run(["-c", "plot relu; export svg mine.svg"], in: folder.path).status == 0)
  }
}
