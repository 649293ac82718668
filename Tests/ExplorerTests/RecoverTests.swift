import Foundation
import LinearAlgebra
import Sessions
import Testing

@testable import Explorer

/// A session that is brought back from its journal is the session that was.
@Suite struct RecoverTests {
  /// Runs lines as the prompt does, each kept before and after, and leaves the journal behind as a crash does.
  private func crash(_ lines: [String], in folder: String) -> Notebook {
    var notebook = Notebook()
    notebook.isTyped = true
    let journal = JournalFile(in: folder + "/journal")
    for line in lines {
      let count = notebook.executions.count
      journal.begin(line)
      let isOK = notebook.run(line, stopsAtError: true).allSatisfy(\.isOK)
      let statements = notebook.statements(since: count)
      journal.end(isOK ? .ok : .error, parts: isOK && statements == [line] ? nil : statements)
    }
    #expect(journal.failure == nil)
    return notebook
  }

  private func recovered(in folder: String) -> Notebook {
    var notebook = Notebook()
    notebook.isTyped = true
    notebook.orphans = Orphan.all(in: folder + "/journal")
    return notebook
  }

  @Test(
    "every session comes back as it was, and can be undone as it could",
    arguments: SavingTests.sessions.indices)
  func sessions(_ index: Int) throws {
    let folder = try TemporaryFolder()
    var before = crash(SavingTests.sessions[index], in: folder.path)
    var after = recovered(in: folder.path)
    let lines = after.output(of: "recover")
    #expect(lines.count == 1 && lines[0].hasSuffix("brought back"), "\(lines)")
    #expect(State(before).isSameWork(as: State(after)))
    for _ in 0..<3 {
      before.run("undo")
      after.run("undo")
      #expect(State(before).isSameWork(as: State(after)))
    }
    after.forgetRecovered()
    #expect(Orphan.all(in: folder.path + "/journal").isEmpty)
  }

  @Test("files are neither read nor written again, and a line that failed half-way comes back half-way")
  func files() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("let r = 3\nlet s = 4\n", to: "a.lip")
    let saved = folder.path + "/saved.lip"
    _ = crash(
      ["source \"\(script)\"", "save \"\(saved)\"; let t = 5", "let u = 6; bond; let v = 7", "rerun 1..2"],
      in: folder.path)
    try FileManager.default.removeItem(atPath: script)
    try FileManager.default.removeItem(atPath: saved)
    var after = recovered(in: folder.path)
    let listed = after.output(of: "recover show")
    #expect(
      listed.prefix(4).map { $0.drop { " 0123456789".contains($0) } } == [
        "let r = 3", "let s = 4", "let t = 5", "let u = 6",
      ])
    _ = after.output(of: "recover; $r + $s + $t + $u")
    #expect(after.workspace.variables["v"] == nil)
    #expect(!FileManager.default.fileExists(atPath: saved))
  }

  @Test("a journal that says it wrote files writes none, and the session may write again afterwards")
  func strangeJournal() throws {
    let folder = try TemporaryFolder()
    let written = folder.path + "/written.lip"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/journal", withIntermediateDirectories: true)
    _ = try folder.write(
      """
      lip journal 1
      > let r = 3
      = ok
      > save "\(written)" overwrite
      = ok
      > source gone.lip
      + export html "\(written)"
      = ok 1

      """, to: "journal/session-1.journal")
    var notebook = recovered(in: folder.path)
    let lines = notebook.output(of: "recover")
    #expect(lines.contains { $0.contains("may not write") }, "\(lines)")
    #expect(!FileManager.default.fileExists(atPath: written))
    #expect(notebook.output(of: "$r").joined().contains("3"))
    #expect(notebook.run("save \"\(written)\"").last?.isOK == true)
  }

  @Test("in a session with work of its own, that is reset first, and undo takes it all back")
  func onTop() throws {
    let folder = try TemporaryFolder()
    let before = crash(["layer linear 5x3 seed 42"], in: folder.path)
    var after = recovered(in: folder.path)
    after.run("model A: linear 2x2 seed 1")
    let mine = State(after)
    _ = after.output(of: "recover")
    #expect(State(before).isSameWork(as: State(after)))
    _ = after.output(of: "undo 2")
    #expect(State(after).isSameWork(as: mine))
  }

  @Test("of a session that comes back only in part, nothing is deleted")
  func partly() throws {
    let folder = try TemporaryFolder()
    try folder.write("> seed 1\n= ok\n> nosuch 1\n= ok\n> let a = 2\n= ok\n", to: "journal/session-1.journal")
    var after = recovered(in: folder.path)
    let lines = after.output(of: "recover")
    #expect(lines[0] == "  2 commands brought back")
    #expect(lines.last?.hasPrefix("    nosuch 1   error: unknown command 'nosuch'") == true)
    after.forgetRecovered()
    #expect(FileManager.default.fileExists(atPath: folder.path + "/journal/session-1.journal"))
  }

  @Test("stopped by Ctrl-C, it changes nothing, and is offered on")
  func cancelled() throws {
    let folder = try TemporaryFolder()
    _ = crash(["layer linear 5x3 seed 42", "estimate samples 100"], in: folder.path)
    var after = recovered(in: folder.path)
    let before = State(after)
    let execution = try #require(after.run("recover", monitor: .init { _ in false }).last)
    #expect(!execution.isOK)
    #expect(State(after).isSameWork(as: before))
    #expect(after.orphans.count == 1)
    #expect(after.statements(since: 0).isEmpty)
  }
}
