import Glibc
import Testing

@testable import LineEditor

@Suite struct PromptTextTests {
  static let colour = "\u{1b}[1;36m"
  static let off = "\u{1b}[0m"

  @Test func coloursStandBetweenMarks() {
    let prompt = PromptText("\(Self.colour)lip>\(Self.off) ", hasColour: true)
    #expect(prompt.marked == "\u{1}\(Self.colour)\u{1}lip>\u{1}\(Self.off)\u{1} ")
    #expect(prompt.plain == "\(Self.colour)lip>\(Self.off) ")
    #expect(PromptText("\(Self.colour)lip>\(Self.off) ", hasColour: false).marked == "lip> ")
  }

  @Test func aColourAtTheEndMovesBeforeABlank() {
    #expect(PromptText("a \(Self.off)", hasColour: true).marked == "a\u{1}\(Self.off)\u{1} ")
    #expect(PromptText("a\(Self.off)", hasColour: true).marked == "a\u{1}\(Self.off)\u{1} ")
    #expect(
      PromptText("\(Self.colour)a \(Self.off)", hasColour: true).marked.hasSuffix("\u{1}\(Self.off)\u{1} "))
    #expect(PromptText(Self.off, hasColour: false).marked == "")
  }

  @Test func neighboursShareMarks() {
    #expect(
      PromptText("\(Self.off)\(Self.colour)a", hasColour: true).marked
        == "\u{1}\(Self.off)\(Self.colour)\u{1}a")
  }

  @Test func nothingElseGetsThrough() {
    #expect(PromptText("a\n\u{7}\u{1}b\u{1b}]0;x\u{1b}[2Jc\u{1b}[", hasColour: true).marked == "ab]0;xc")
  }
}

@Suite struct TerminalFactsTests {
  static func facts(_ environment: [String: String], terminal: Bool = true) -> TerminalFacts {
    TerminalFacts(
      environment: { environment[$0] }, isInputTerminal: terminal, isOutputTerminal: terminal,
      isErrorTerminal: terminal, isUTF8: true)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let environment: [String: String]
    let isTerminal: Bool
    let usesColour: Bool
    var testDescription: String { "\(environment) at \(isTerminal ? "a terminal" : "a pipe")" }
  }

  static let cases = [
    Case(environment: ["TERM": "xterm"], isTerminal: true, usesColour: true),
    Case(environment: ["TERM": "xterm"], isTerminal: false, usesColour: false),
    Case(environment: ["TERM": "dumb"], isTerminal: true, usesColour: false),
    Case(environment: ["TERM": ""], isTerminal: true, usesColour: false),
    Case(environment: [:], isTerminal: true, usesColour: false),
    Case(environment: ["TERM": "xterm", "NO_COLOR": "1"], isTerminal: true, usesColour: false),
    Case(environment: ["TERM": "xterm", "NO_COLOR": ""], isTerminal: true, usesColour: true),
    Case(environment: ["TERM": "dumb", "FORCE_COLOR": "1"], isTerminal: false, usesColour: true),
    Case(environment: ["CLICOLOR_FORCE": "1"], isTerminal: false, usesColour: true),
    Case(environment: ["CLICOLOR_FORCE": "0"], isTerminal: false, usesColour: false),
    Case(environment: ["NO_COLOR": "1", "FORCE_COLOR": "1"], isTerminal: true, usesColour: false),
  ]

  @Test(arguments: cases) func colour(_ c: Case) {
    #expect(Self.facts(c.environment, terminal: c.isTerminal).usesColour == c.usesColour)
  }

  @Test func sizeOfWhatIsNoTerminal() {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    #expect(TerminalSize(of: file) == nil)
  }

  @Test func sizeOfATerminal() throws {
    let terminal = try PseudoTerminal.openPair().descriptor
    defer { close(terminal) }
    var size = winsize(ws_row: 10, ws_col: 40, ws_xpixel: 0, ws_ypixel: 0)
    #expect(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    #expect(TerminalSize(of: terminal) == TerminalSize(columns: 40, rows: 10))
  }
}
