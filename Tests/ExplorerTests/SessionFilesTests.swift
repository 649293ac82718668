import Explorer
import Foundation
import Sessions
import TerminalText
import Testing

/// Every file in `sessions/`, and the README's session, print what they say.
struct SessionFilesTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var files: [String] {
    let folder = root.appendingPathComponent("sessions").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".lip") && !slow.contains($0) }.sorted().map { folder + "/" + $0 }
  }

  /// Files that take a minute in a build without optimisation; there `lip check` of the release build, which CI runs,
  /// replays them.
  #if DEBUG
    private static let slow: Set = ["slide-10.lip", "slide-12.lip"]
  #else
    private static let slow: Set<String> = []
  #endif

  /// Each file replayed once, for all tests.
  static let checks: [String: Result<SessionCheck, any Error>] = Dictionary(
    uniqueKeysWithValues: files.map { file in
      (
        file,
        Result {
          let text = try String(contentsOfFile: file, encoding: .utf8)
          return SessionCheck(text: text, file: file, access: .typed, canvas: nil, width: nil)
        }
      )
    })

  @Test func thereAreSessions() {
    #expect(Self.files.count >= 5)
  }

  @Test(arguments: files) func session(_ file: String) throws {
    let check = try #require(Self.checks[file]).get()
    #expect(check.succeeded, "\(check.report.map(\.plain).joined(separator: "\n"))")
    #expect((check.replay?.outputs ?? 0) > 0)
  }

  /// Changing the last digit of a number in a file's output is found at its line.
  @Test func aChangedDigitIsFound() throws {
    let file = Self.root.appendingPathComponent("sessions/tour.lip").path
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "L = 4.383479   exact", with: "L = 4.383478   exact")
    #expect(changed != text)
    let check = SessionCheck(text: changed, file: file, access: .typed, canvas: nil, width: nil)
    let line = changed.components(separatedBy: "\n").firstIndex { $0.contains("4.383478") }
    #expect(check.replay?.failures.map(\.expectedLine) == [line.map { $0 + 1 }])
  }

  @Test func theREADMEsSession() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```text\n").dropFirst().first)
    let lines = try #require(block.components(separatedBy: "```").first).components(separatedBy: "\n")
      .dropLast()
    var notebook = Notebook()
    var expected: [String] = []
    var got: [String] = []
    var count = 0
    for line in lines {
      if line.hasPrefix("lip> ") {
        #expect(Comparison().difference(expected: expected, got: got) == nil, "\(expected) \(got)")
        expected = []
        got = notebook.run(String(line.dropFirst(5))).flatMap(\.recordedLines)
        count += 1
      } else {
        expected.append(line)
      }
    }
    #expect(count > 4)
    #expect(expected.isEmpty || Comparison().difference(expected: expected, got: got) == nil)
  }
}
