import Glibc
import Testing

@testable import LineEditor

@Suite struct PipeSourceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let lines: [String]
    init(_ testDescription: String, _ bytes: [UInt8], _ lines: [String]) {
      self.testDescription = testDescription
      self.bytes = bytes
      self.lines = lines
    }
    init(_ testDescription: String, _ text: String, _ lines: [String]) {
      self.init(testDescription, Array(text.utf8), lines)
    }
  }

  static let cases = [
    Case("nothing", "", []),
    Case("lines", "a\nb\n", ["a", "b"]),
    Case("empty lines", "\n\nx\n", ["", "", "x"]),
    Case("a last line without newline", "a\nb", ["a", "b"]),
    Case("lines of Windows", "a\r\nb\r\n\r\nc\r", ["a", "b", "", "c"]),
    Case("a return inside a line stays", "a\rb\n", ["a\rb"]),
    Case("a byte-order mark goes", [0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xef, 0xbb, 0xbf], ["a", "\u{feff}"]),
    Case("half a byte-order mark stays", [0xef, 0xbb], ["\u{fffd}"]),
    Case("one byte", "a", ["a"]),
    Case("letters beyond ASCII", "é×日🙂\n", ["é×日🙂"]),
    Case("bytes that are no text", [0x61, 0xff, 0x62, 0x0a, 0xc3], ["a\u{fffd}b", "\u{fffd}"]),
    Case("NUL is a letter", [0x61, 0, 0x62, 0x0a], ["a\0b"]),
  ]

  static func lines(of path: String) -> [LineEvent] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    var source = PipeSource(descriptor: file)
    var events: [LineEvent] = []
    while events.last != .end, events.count < 2_000_000 { events.append(source.next(prompt: "> ")) }
    #expect(source.next(prompt: "") == .end)
    return events
  }

  @Test(arguments: cases) func lines(_ c: Case) {
    let folder = TemporaryFolder()
    #expect(Self.lines(of: folder.write(c.bytes, to: "input")) == c.lines.map(LineEvent.line) + [.end])
  }

  /// Lines around the size of a read come whole, wherever they are cut.
  @Test(arguments: [65_534, 65_535, 65_536, 65_537, 200_000, 10 << 20]) func longLines(length: Int) {
    let folder = TemporaryFolder()
    let long = String(repeating: "x", count: length)
    let path = folder.write("first\n\(long)\r\nlast", to: "input")
    #expect(Self.lines(of: path) == [.line("first"), .line(long), .line("last"), .end])
  }

  @Test func manyLines() {
    let folder = TemporaryFolder()
    let lines = (0..<50_000).map { "line \($0)" }
    let path = folder.write(lines.joined(separator: "\n"), to: "input")
    #expect(Self.lines(of: path) == lines.map(LineEvent.line) + [.end])
  }

  @Test func piecesOfALetterArriveOneByOne() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    var source = PipeSource(descriptor: ends[0])
    let text = Array("é日\n".utf8)
    // A pipe gives what is in it; each byte is written before the reader asks for the next one.
    for byte in text { withUnsafeBytes(of: byte) { _ = write(ends[1], $0.baseAddress, 1) } }
    #expect(source.next(prompt: "") == .line("é日"))
    close(ends[1])
    #expect(source.next(prompt: "") == .end)
    close(ends[0])
  }

  @Test func whatCannotBeReadSaysWhy() {
    var source = PipeSource(descriptor: 987)
    #expect(source.next(prompt: "") == .failed("Bad file descriptor"))
    let folder = open("/tmp", O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    source = PipeSource(descriptor: folder)
    #expect(source.next(prompt: "") == .failed("Is a directory"))
  }

  @Test func knownLines() {
    var source = ArraySource(["a", "b"])
    #expect(
      [source.next(prompt: ""), source.next(prompt: ""), source.next(prompt: "")] == [
        .line("a"), .line("b"), .end,
      ])
    #expect(source.next(prompt: "") == .end)
    source = ArraySource(events: [.interrupted])
    #expect(source.next(prompt: "") == .interrupted)
  }
}
