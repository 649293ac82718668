import Foundation
import LinearAlgebra
import Plotting
import Sessions
import Synchronization
import TerminalText
import Testing

@testable import Explorer

/// A saved session runs again, checks, and saves to the same bytes.
@Suite struct SavingTests {
  /// Sessions that exercise what saving must get right.
  static let sessions: [[String]] = [
    BadInputTests.setting,
    ["layer linear 5x3 seed 42", "bound; explain", "plot singular", "compare methods", "forward 1,2,3"],
    // What was shown of an undone change cannot be shown again.
    ["layer linear 5x3 seed 42", "layer relu", "bound", "undo", "bound", "layer tanh", "bound"],
    ["layer linear 5x3 seed 42", "layer relu", "bound", "undo", "bound", "redo", "bound", "undo 2", "redo"],
    ["seed 1", "undo; redo", "seed 2; input normal 3; undo; undo; x; redo; redo; x; forward 1", "bond"],
    ["layer linear 5x3", "layer linear 9x9; bond; explain error", "history; help bound; version", "bound"],
    ["let r = 1/4", "$r * 2", "$_ + 1", "let L = bound relu", "$L", "rerun 1..2", "rerun 3", "undo", "$r"],
    [
      "model A: linear 5x3 seed 1, relu, \\\n  residual (linear 5x5, tanh)",
      "begin residual\nrelu\nend # why", "A", "bound norm inf",
    ],
    [
      "set precision 9; set norm 1", "layer linear 3x3 seed 1", "bound",
      "set width 40; set height 8; plot relu slope",
    ],
    [
      "plot sigmoid tanh slope", "plot sin cone", "replot", "plot weights", "estimate relu", "plot hist",
      "plot relu text",
    ],
    [
      "input normal 4x3 seed 2 as pts", "layer linear 2x3 seed 3 # two rows", "forward pts",
      "bound around pts radius 0.5",
    ],
    [
      "model A: linear 2x2 seed 1; model B: linear 2x2 seed 2", "compare A B; compare A B estimate",
      "use A; drop B; models; rename A as C; copy C as D", "reset", "models", "undo", "models",
    ],
  ]

  private func check(_ text: String, in folder: String, canvas: String? = nil) -> SessionCheck {
    SessionCheck(text: text, file: folder + "/saved.lip", access: .typed, canvas: nil, width: nil)
  }

  @Test("saved, it checks, and its replay saves the same bytes", arguments: sessions.indices)
  func roundTrip(_ index: Int) throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook()
    notebook.isTyped = true
    for line in Self.sessions[index] { notebook.run(line) }
    let path = folder.path + "/saved.lip"
    let printed = notebook.output(of: "save \"\(path)\"")
    let text = try folder.text(of: "saved.lip")
    #expect(printed == ["  wrote \(path)   \(text.utf8.count) bytes"])
    let check = check(text, in: folder.path)
    #expect(check.succeeded, "\(check.report.map(\.plain).joined(separator: "\n"))\n\(text)")
    #expect((check.replay?.outputs ?? 0) > 0)
    // The replay.
    var again = Notebook()
    for step in check.session.steps {
      for line in step.narration
      where !line.isEmpty && !["failed:", "undone:", "  "].contains(where: line.hasPrefix) {
        again.run("# \(line)")
      }
      if let command = step.command { again.run(command.source, firstLine: command.line) }
    }
    #expect(again.recording.text == Self.withoutRemarks(text))
    #expect(again.executions.allSatisfy { $0.isOK })
  }

  /// The text without what failed or was undone, which the replay never saw.
  private static func withoutRemarks(_ text: String) -> String {
    let blocks = text.components(separatedBy: "\n\n").filter {
      !$0.hasPrefix("# failed") && !$0.hasPrefix("# undone")
    }
    let joined = blocks.joined(separator: "\n\n")
    return joined.hasSuffix("\n") ? joined : joined + "\n"
  }

  @Test("what failed and what was undone is kept as a comment")
  func comments() {
    var notebook = Notebook(after: [
      "layer linear 5x3 seed 42", "layer relu", "bound", "undo", "redo", "undo",
    ])
    notebook.run("bond")
    let text = notebook.recording.text
    #expect(text.contains("\n# undone: layer relu\n"))
    #expect(text.contains("\n# undone: bound\n"))
    #expect(text.contains("\n# failed: bond\n#   error: unknown command 'bond'. Did you mean 'bound'?\n"))
    #expect(!text.contains("\nundo"))
  }

  @Test("a session is saved the same whatever it was drawn on", arguments: ["braille", "block", "ascii"])
  func surfaces(_ canvas: String) throws {
    let lines = "layer linear 5x3 seed 42; plot relu sigmoid slope; plot weights; show linear1"
    let kind = try #require(CanvasKind(rawValue: canvas))
    var drawn = Notebook(surface: Surface(width: 100, height: 11, canvas: kind, hasColour: true))
    var page = Notebook()
    #expect(drawn.output(of: lines) != page.output(of: lines))
    #expect(drawn.recording.text == page.recording.text)
    #expect(check(drawn.recording.text, in: "/").succeeded)
  }

  @Test("a file is not overwritten unasked, but a session's own is")
  func overwriting() throws {
    let folder = try TemporaryFolder()
    let old = "#| lip 1\nseed 3\n"
    let path = try folder.write(old, to: "a.lip")
    var notebook = Notebook(after: ["seed 1"])
    let problem = try notebook.problem(of: "save \"\(path)\"")
    #expect(problem.code == .io)
    #expect(problem.hints == ["save \(path) overwrite   replaces what is there"])
    #expect(try folder.text(of: "a.lip") == old)
    _ = notebook.output(of: "save \"\(path)\" overwrite; seed 2; save \"\(path)\"")
    #expect(try folder.text(of: "a.lip").contains("seed 2"))
    // What is no session is not replaced at all.
    let foreign = try folder.write("root:x:0:0\n", to: "passwd")
    #expect(try notebook.problem(of: "save \"\(foreign)\" overwrite").code == .refused)
    #expect(try folder.text(of: "passwd") == "root:x:0:0\n")
    _ = notebook.output(of: "plot relu; export svg \"\(folder.path)/a.svg\"")
    #expect(try folder.text(of: "a.svg").hasPrefix("<svg"))
    #expect(try notebook.problem(of: "export svg \"\(folder.path)/a.svg\"").code == .io)
  }

  // MARK: Files that run

  @Test("source runs a file here, and save keeps what ran")
  func source() throws {
    let folder = try TemporaryFolder()
    try folder.write("layer linear 5x3 seed 42\nsource sub/two.lip\nbound\n", to: "one.lip")
    try folder.write("layer relu\nsource three.lip\n", to: "sub/two.lip")
    try folder.write("let r = 3\n", to: "sub/three.lip")
    var notebook = Notebook()
    let lines = notebook.output(of: "source \"\(folder.path)/one.lip\"")
    #expect(lines.last == "  L ≤ 2.782368   2-norm, product of 2 layers")
    #expect(notebook.output(of: "$r") == ["  = 3"])
    #expect(notebook.access.scriptFolder == nil)
    #expect(check(notebook.recording.text, in: "/").succeeded)
    #expect(notebook.recording.text.contains("\nlayer relu\n"))
    #expect(!notebook.recording.text.contains("source"))
  }

  @Test("files inside each other: sixteen, and no cycle")
  func nesting() throws {
    let folder = try TemporaryFolder()
    for depth in 1..<20 { try folder.write("source \(depth + 1).lip\n", to: "\(depth).lip") }
    try folder.write("let r = 3\n", to: "20.lip")
    try folder.write("source b.lip\n", to: "a.lip")
    try folder.write("source a.lip\n", to: "b.lip")
    try folder.write("source ./me.lip\n", to: "me.lip")
    try folder.write("replay you.lip\n", to: "you.lip")
    var notebook = Notebook()
    _ = notebook.output(of: "source \"\(folder.path)/5.lip\"")
    let deep = try notebook.problem(of: "source \"\(folder.path)/4.lip\"")
    #expect(deep.message.contains("more than 16 files"))
    let cycle = try notebook.problem(of: "source \"\(folder.path)/a.lip\"")
    #expect(cycle.message.contains("runs itself"))
    for line in ["source \"\(folder.path)/me.lip\"", "replay \"\(folder.path)/you.lip\""] {
      let problem = try notebook.problem(of: line)
      #expect(problem.code == .nested && problem.message.contains("runs itself"), "\(problem.message)")
    }
    #expect(notebook.running.isEmpty)
    #expect(try notebook.problem(of: "rerun 1..99").message.isEmpty == false)
  }

  @Test("a replay inside runs at once, shows what was typed, and takes the file's generator by a statement")
  func replay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "#| lip 1\n#| rng torch\n# Words.\nlayer linear 3x3 seed 1\n#| expect error\nbond\nbound\n", to: "a.lip"
    )
    try folder.write("replay a.lip step speed 2\n", to: "b.lip")
    var notebook = Notebook()
    let lines = notebook.output(of: "source \"\(folder.path)/b.lip\"")
    #expect(
      lines == [
        "lip> seed 0 rng torch", "  seed 0 (torch)", "lip> layer linear 3x3 seed 1",
        "  linear1   linear 3 -> 3   12 parameters   seed 1 (torch)       L = 0.802007", "lip> bond",
        "error: unknown command 'bond'. Did you mean 'bound'?", "lip> bound",
        "  L = 0.802007   exact, 2-norm",
      ])
    #expect(check(notebook.recording.text, in: "/").succeeded)
    // Played by somebody else, it only says what there is to play, unless more stands in the line.
    notebook.playsElsewhere = true
    let execution = try #require(notebook.run("replay \"\(path)\" speed 4").first)
    #expect(execution.replay?.steps.count == 3 && execution.replay?.speed == 4)
    #expect(execution.replay?.opening == nil)
    #expect(notebook.run("replay \"\(path)\"; seed 1").first?.replay == nil)
    for line in ["replay \"\(path)\" speed 0", "replay \"\(path)\" speed -1", "replay nowhere.lip"] {
      _ = try notebook.problem(of: line)
    }
  }

  @Test("exit in a file ends the session, with its status")
  func exit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("seed 1\nexit 7\nseed 2\n", to: "a.lip")
    var notebook = Notebook()
    let executions = notebook.run("source \"\(path)\"; seed 3")
    #expect(executions.map(\.exitStatus) == [7])
    #expect(notebook.workspace.stream.seed == 1)
  }

  /// What a file that runs may not do.
  static let forbidden = [
    "save a.lip", "save a.lip overwrite", "plot relu; export svg a.svg",
    "seed 1; export html a.html overwrite", "set limit 1G", "source /etc/passwd",
    "source ../secret.lip", "source sub/../../secret.lip", "source link.lip", "source linked/secret.lip",
    "replay ../secret.lip", "recover",
    "check ../secret.lip", "check link.lip", "source \"/dev/stdin\"",
  ]

  @Test("a file can neither write nor read outside its folder", arguments: forbidden)
  func trust(_ line: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("seed 1\n", to: "secret.lip")
    try folder.write("seed 2\n", to: "inside/sub/fine.lip")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path + "/inside/link.lip", withDestinationPath: "../secret.lip")
    try manager.createSymbolicLink(atPath: folder.path + "/inside/linked", withDestinationPath: folder.path)
    let path = try folder.write("source sub/fine.lip\n\(line)\n", to: "inside/evil.lip")
    var notebook = Notebook()
    let problem = try notebook.problem(of: "source \"\(path)\"")
    #expect(problem.code == .refused, "\(problem.message)")
    #expect(problem.message.contains("evil.lip:2:"))
    #expect(try manager.contentsOfDirectory(atPath: folder.path + "/inside").count == 4)
    #expect(!manager.fileExists(atPath: "a.lip") && !manager.fileExists(atPath: "a.svg"))
    // The same as a check.
    let check = SessionCheck(
      text: "\(line)\n", file: folder.path + "/inside/evil.lip", access: .typed, canvas: nil, width: nil)
    #expect(!check.succeeded)
  }

  @Test("a folder may be opened for writing, and links do not lead out of it")
  func allowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("precious\n", to: "precious.lip")
    try folder.write("", to: "out/.keep")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/out/link.lip", withDestinationPath: "../precious.lip")
    let access = FileAccess(scriptFolder: folder.path, writableFolder: folder.path + "/out")
    var notebook = Notebook(access: access)
    _ = notebook.output(of: "seed 1; save \"\(folder.path)/out/a.lip\"")
    for path in ["a.lip", "out/../a.lip", "out/link.lip"] {
      #expect(try notebook.problem(of: "save \"\(folder.path)/\(path)\" overwrite").code == .refused)
    }
    #expect(try folder.text(of: "precious.lip") == "precious\n")
  }

  @Test("whoever sits at a terminal is asked once for each file; what is run in a check asks nobody")
  func asked() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path + "/out.svg", folder.path + "/other.svg")
    let script = try folder.write(
      "plot relu\nexport svg \"\(first)\"\nexport svg \"\(second)\"\n", to: "inside/evil.lip")
    let wishes = Mutex<[WriteWish]>([])
    var notebook = Notebook()
    notebook.access.permits = { wish in
      wishes.withLock { $0.append(wish) }
      return wish.path == first
    }
    let problem = try notebook.problem(of: "source \"\(script)\"")
    #expect(problem.code == .refused && problem.message.contains("other.svg"))
    #expect(
      wishes.withLock { $0.map(\.question) } == [
        "evil.lip wants to write \(first) - allow? [y/N] ",
        "evil.lip wants to write \(second) - allow? [y/N] ",
      ])
    #expect(try folder.text(of: "out.svg").contains("<svg"))
    #expect(!FileManager.default.fileExists(atPath: second))
    // What somebody types asks nobody, and neither does a check.
    _ = notebook.output(of: "plot relu; export svg \"\(second)\"; check \"\(script)\"")
    #expect(wishes.withLock { $0.count } == 2)
    let replaced = WriteWish(script: "a\u{1b}[2J", path: "b\u{202e}", replaces: true)
    #expect(!replaced.question.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
    #expect(replaced.question.contains("wants to replace"))
  }

  @Test("what still holds after undo stays, what saw the change becomes a comment, comments are kept")
  func undone() throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook()
    notebook.isTyped = true
    for line in [
      "# My thoughts", "layer linear 5x3 seed 42", "bound linear1 # why so big?", "layer relu",
      "bound linear1 norm inf", "bound", "bound sigmoid; explain", "undo", "explain", "## the end",
    ] {
      _ = notebook.output(of: line)
    }
    _ = notebook.output(of: "save \"\(folder.path)/saved.lip\"")
    let text = try folder.text(of: "saved.lip")
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#>") }
    #expect(
      lines == [
        "#| lip 1", "# My thoughts", "layer linear 5x3 seed 42", "# why so big?", "bound linear1",
        "# undone: layer relu", "bound linear1 norm inf", "# undone: bound", "bound sigmoid", "explain",
        "explain", "# # the end",
      ])
    let check = check(text, in: folder.path)
    #expect(check.succeeded, "\(check.report.map(\.plain).joined(separator: "\n"))")
    // The whole is undone with what rests on it, and comes back.
    _ = notebook.output(of: "undo; redo")
    #expect(notebook.recording.text.contains("\nbound linear1 norm inf\n#>"))
  }

  @Test("large files, folders and devices are not read")
  func kinds() throws {
    let folder = try TemporaryFolder()
    let large = try folder.write("", to: "large.lip")
    let handle = try #require(FileHandle(forWritingAtPath: large))
    try handle.truncate(atOffset: 65 << 20)
    try handle.close()
    var notebook = Notebook()
    #expect(try notebook.problem(of: "source \"\(large)\"").code == .tooLarge)
    for path in [folder.path, "/dev/zero", "/dev/null"] {
      #expect(try notebook.problem(of: "source \"\(path)\"").message.contains("is no file"))
    }
  }

  @Test("names and texts from a file cannot move the cursor")
  func controls() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "let r = 1 # x\nlayer linear 5x3 as \u{1b}]52;c;aGk=\u{7}\u{202e}\n", to: "a.lip")
    var notebook = Notebook()
    let lines = notebook.run("source \"\(path)\"; history").flatMap(\.recordedLines)
    #expect(!lines.contains { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e } })
  }

  // MARK: Check

  @Test("a changed digit is found at its line", arguments: [4, 7, 8])
  func changed(_ line: Int) throws {
    let text = """
      #| lip 1

      layer linear 5x3 seed 42
      #>   linear1   linear 3 -> 5   20 parameters   seed 42 (numpy)      L = 2.782368

      bound; bound norm inf
      #>   L = 2.782368   exact, 2-norm
      #>   L = 3.880160   exact, inf-norm (largest row sum)
      """
    #expect(check(text, in: "/").succeeded)
    var lines = text.components(separatedBy: "\n")
    let digit = try #require(lines[line - 1].lastIndex { $0.isNumber })
    lines[line - 1].replaceSubrange(digit...digit, with: lines[line - 1][digit] == "0" ? "1" : "0")
    let check = check(lines.joined(separator: "\n"), in: "/")
    #expect(!check.succeeded)
    #expect(check.replay?.failures.map(\.expectedLine) == [line])
    #expect(check.report.contains { $0.plain.contains("line \(line)") })
    #expect(check.updated == text, "an update mends it")
  }

  @Test("a status that changed is a difference")
  func status() {
    let text = "#| lip 1\nbound relu\n#>   L ≤ 1   exact, relu\n"
    #expect(!check(text, in: "/").succeeded)
    #expect(!check("#| lip 1\nbound relu\n#>   ...\n\n#| expect error\nbound relu\n", in: "/").succeeded)
    #expect(!check("#| lip 1\nbond\n", in: "/").succeeded)
    #expect(
      check("#| lip 1\n#| expect error\nbond\n#> error: unknown command 'bond'. ...\n", in: "/").succeeded)
    #expect(!check("#| lip 99\nbound relu\n", in: "/").succeeded)
  }
}
