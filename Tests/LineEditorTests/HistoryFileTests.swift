import Glibc
import Testing

@testable import LineEditor

@Suite struct HistoryFileTests {
  @Test(arguments: ["a", "\\", "\\n", "a\nb", "\\\n\r\\\\", "é日", "tab\tbed", "ends in \\"])
  func entriesComeBack(entry: String) {
    let line = HistoryEntry.encoded(entry)
    #expect(!line.contains { $0.isNewline })
    #expect(HistoryEntry.decoded(line) == entry)
  }

  @Test func whatOthersWroteIsRead() {
    #expect(HistoryEntry.decoded("a\\qb\\") == "a\\qb\\")
  }

  @Test func theFileHoldsAnEntryALine() {
    let folder = TemporaryFolder()
    var history = HistoryFile(path: folder.path + "/state/lip/history")
    #expect(history.warning == nil)
    let kept = ["one", "one", "", " blank", "\tblank", "two\nrows", "one"].map { history.append($0).isKept }
    #expect(kept == [true, false, false, false, false, true, true])
    #expect(history.entries == ["one", "two\nrows", "one"])
    #expect(folder.text(of: "state/lip/history") == "one\ntwo\\nrows\none\n")
    #expect(HistoryFile(path: history.path).entries == history.entries)
    var status = stat()
    #expect(stat(folder.path + "/state/lip/history", &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(stat(folder.path + "/state/lip", &status) == 0 && status.st_mode & 0o777 == 0o700)
  }

  @Test func parallelSessionsLoseNothing() {
    let folder = TemporaryFolder()
    var first = HistoryFile(path: folder.path + "/history")
    var second = HistoryFile(path: folder.path + "/history")
    for index in 0..<50 {
      _ = first.append("first \(index)")
      _ = second.append("second \(index)")
    }
    let both = HistoryFile(path: folder.path + "/history").entries
    #expect(both == (0..<50).flatMap { ["first \($0)", "second \($0)"] })
  }

  @Test func aLineThatACrashCutIsEnded() {
    let folder = TemporaryFolder()
    var history = HistoryFile(path: folder.write("one\ncut", to: "history"))
    _ = history.append("two")
    #expect(folder.text(of: "history") == "one\ncut\ntwo\n")
  }

  @Test func damageIsRead() {
    let folder = TemporaryFolder()
    let history = HistoryFile(
      path: folder.write([0x61, 0xff, 0x0a, 0x0a, 0x62, 0, 0x63, 0x0a], to: "history"))
    #expect(history.entries == ["a\u{fffd}", "b\0c"])
    #expect(history.warning == nil)
  }

  @Test func theNewestAreKept() {
    let folder = TemporaryFolder()
    let lines = (0..<13_000).map { "line \($0)" }
    let path = folder.write(lines.joined(separator: "\n") + "\n", to: "history")
    symlink(path, folder.path + "/link")
    var history = HistoryFile(path: folder.path + "/link")
    #expect(history.entries.count == HistoryFile.limit)
    #expect(history.entries.first == "line 3000")
    #expect(folder.text(of: "history") == history.entries.map { $0 + "\n" }.joined())
    _ = history.append("new")
    #expect(history.entries.count == HistoryFile.limit)
    #expect(history.entries.last == "new")
    #expect(HistoryFile(path: path).entries.last == "new")
  }

  @Test func anotherSessionMayReplaceTheFile() {
    let folder = TemporaryFolder()
    var history = HistoryFile(path: folder.write("one\n", to: "history"))
    unlink(folder.path + "/history")
    folder.write("other\n", to: "history")
    #expect(history.append("two").warning == nil)
    #expect(folder.text(of: "history") == "other\ntwo\n")
  }

  @Test func places() {
    let folder = TemporaryFolder()
    func path(_ environment: [String: String]) -> String? {
      HistoryFile(environment: { environment[$0] }).path
    }
    let home = folder.path
    #expect(path(["HOME": home]) == home + "/.local/state/lip/history")
    #expect(path(["HOME": home, "XDG_STATE_HOME": home + "/s"]) == home + "/s/lip/history")
    #expect(path(["HOME": home, "XDG_STATE_HOME": "relative"]) == home + "/.local/state/lip/history")
    #expect(path(["HOME": home, "LIP_HISTFILE": home + "/mine"]) == home + "/mine")
    #expect(path(["HOME": home, "LIP_HISTFILE": ""]) == nil)
    #expect(HistoryFile(environment: { ["LIP_HISTFILE": ""][$0] }).warning == nil)
    #expect(
      HistoryFile(environment: { _ in nil }).warning?.description == "no history is kept: HOME is not set")
  }

  @Test func whatCannotBeWrittenIsOneWarning() {
    let folder = TemporaryFolder()
    #expect(HistoryFile(path: "/proc/none/history").warning != nil)
    #expect(
      HistoryFile(path: folder.path).warning?.description
        == "no history is kept: \(folder.path) is not a file")
    #expect(mkfifo(folder.path + "/fifo", 0o600) == 0)
    #expect(HistoryFile(path: folder.path + "/fifo").warning != nil)

    // The file turns bad while the program runs: one warning, and the entries stay.
    var history = HistoryFile(path: folder.path + "/history")
    mkdir(folder.path + "/history", 0o700)
    #expect(history.append("one").warning != nil)
    #expect(history.append("two") == (true, nil))
    #expect(history.entries == ["one", "two"])
  }

  @Test func theNullDeviceKeepsNothing() {
    var history = HistoryFile(path: "/dev/null")
    #expect(history.append("one") == (true, nil))
    #expect(HistoryFile(path: "/dev/null").entries.isEmpty)
  }
}
