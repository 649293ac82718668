import Foundation
import Testing

@testable import Sessions

/// A journal keeps what was taken in, whatever happens to the process or the file.
@Suite struct JournalTests {
  typealias Entry = Journal.Entry

  /// A folder that is gone after the test.
  struct Folder: ~Copyable {
    let path = NSTemporaryDirectory() + "lip-journal-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  static let entries = [
    Entry("layer linear 5x3 seed 42", .ok), Entry("source a.lip; save b.lip", .ok, parts: ["let r = 3"]),
    Entry("save b.lip", .ok, parts: []), Entry("seed 1; bond", .error, parts: ["seed 1"]),
    Entry("bond", .error, parts: []), Entry("model A: relu, \\\n  tanh # \\n \r é\u{301}", .ok),
    Entry("bound method lipsdp", .stopped, parts: []), Entry("> = ok", .ok), Entry("bye", .ok),
    Entry("\n= ok\nbye\n", .ok), Entry("plot relu", .unfinished),
  ]

  private static func text(of entries: [Entry]) -> String {
    Journal.head
      + entries.map {
        Journal.beginning(of: $0.text)
          + ($0.fate == .unfinished ? "" : Journal.ending($0.fate, parts: $0.parts))
      }.joined()
  }

  @Test("what is written is read again")
  func roundTrip() {
    let text = Self.text(of: Self.entries)
    let journal = Journal(bytes: text.utf8)
    #expect(journal.entries == Self.entries)
    #expect(!journal.isFinished)
    #expect(journal.unfinished?.text == "plot relu")
    #expect(journal.statements.prefix(3) == ["layer linear 5x3 seed 42", "let r = 3", "seed 1"])
    #expect(
      !journal.statements.contains { $0.hasPrefix("save") || $0.contains("plot") || $0.contains("bond") })
    let finished = Self.text(of: Array(Self.entries.dropLast())) + Journal.goodbye
    #expect(Journal(bytes: finished.utf8).isFinished)
  }

  @Test("cut off at any byte, it keeps every command that had ended, and runs none that had not")
  func truncated() {
    let bytes = Array(Self.text(of: Self.entries).utf8)
    let whole = Journal(bytes: bytes)
    for count in 0...bytes.count {
      let journal = Journal(bytes: bytes.prefix(count))
      let ended = journal.entries.filter { $0.fate != .unfinished }
      #expect(Array(whole.entries.prefix(ended.count)) == ended, "\(count)")
      #expect(journal.entries.count - ended.count <= 1)
      // As many as there are whole ends.
      let lines = bytes.prefix(count).split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
      #expect(ended.count == lines.filter { $0.starts(with: Array("= ".utf8)) }.count, "\(count)")
      #expect(!journal.isFinished)
    }
  }

  @Test(
    "random bytes and lines are read without a crash, and nothing damaged is run: seeds 1 to 200",
    arguments: 1...200)
  func fuzz(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let pieces = [
      "> ", "+ ", "= ok", "= ok 1", "= error 0", "= ok 99999999999999999999", "= ok -1", "= unfinished",
      "bye", "\n", "\n", "\\", "\\n", "x", "é", "\u{0}", "> a\n= ok\n", "\r",
    ]
    let bytes: [UInt8] =
      if seed % 2 == 0 {
        (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
      } else {
        (0..<60).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
      }
    let journal = Journal(bytes: bytes)
    #expect(
      journal.entries.allSatisfy {
        $0.fate == .unfinished || $0.parts != nil || $0.fate == .ok || $0.statements.isEmpty
      })
    // A changed byte in a good journal changes at most its own command, or splits it.
    var good = Array(Self.text(of: (0..<20).map { Entry("let v\($0) = \($0)", .ok) }).utf8)
    good[Int.random(in: good.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
    let statements = Set(Journal(bytes: good).statements)
    #expect((0..<20).filter { statements.contains("let v\($0) = \($0)") }.count >= 18)
  }

  // MARK: Files

  @Test("a running session's journal is nobody's; one without goodbye is offered; one with goodbye is gone")
  func files() throws {
    let folder = Folder()
    let place = folder.path + "/a/b"
    #expect(Orphan.all(in: place).isEmpty)
    var running: JournalFile? = JournalFile(in: place)
    let other = JournalFile(in: place)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    for journal in [running, other] {
      journal?.begin("seed 1")
      journal?.end(.ok, parts: nil)
    }
    running?.begin("let a = 1")
    #expect(Orphan.all(in: place).isEmpty)
    running = nil  // as the kernel closes what a killed process had open
    let orphans = Orphan.all(in: place)
    #expect(orphans.map(\.journal.statements) == [["seed 1"]])
    #expect(orphans.first?.journal.unfinished?.text == "let a = 1")
    // While it is held, no other session is offered it.
    #expect(Orphan.all(in: place).isEmpty)
    other.sayGoodbye()
    other.sayGoodbye()
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 1)
    orphans.first?.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    let permissions = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
    #expect(permissions == 0o700)
  }

  @Test("a journal with nothing to bring back, and one that was left behind its goodbye, are removed")
  func useless() throws {
    let folder = Folder()
    var journal: JournalFile? = JournalFile(in: folder.path)
    journal?.begin("help")
    journal?.end(.ok, parts: [])
    journal = nil
    try Data("> seed 1\n= ok\nbye\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/session-1.journal"))
    try Data("> seed 1\n= ok\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/other.txt"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/session-2.journal", withDestinationPath: "other.txt")
    #expect(Orphan.all(in: folder.path).isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["other.txt", "session-2.journal"])
  }

  @Test(
    "where nothing can be written, it fails once and quietly",
    arguments: ["/proc/lip/journal", "/dev/null/x"])
  func unwritable(_ place: String) {
    let journal = JournalFile(in: place)
    journal.begin("seed 1")
    #expect(journal.failure != nil)
    journal.end(.ok, parts: nil)
    journal.begin("seed 2")
    journal.sayGoodbye()
    #expect(Orphan.all(in: place).isEmpty)
  }

  @Test("forty sessions at once, each with its own file")
  func parallel() async throws {
    let folder = Folder()
    let path = folder.path
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let journal = JournalFile(in: path)
          journal.begin("let v = \(number)")
          journal.end(.ok, parts: nil)
          if number % 2 == 0 { journal.sayGoodbye() }
        }
      }
    }
    let kept = Orphan.all(in: path).flatMap(\.journal.statements)
    #expect(Set(kept) == Set((0..<40).filter { $0 % 2 == 1 }.map { "let v = \($0)" }))
  }
}
