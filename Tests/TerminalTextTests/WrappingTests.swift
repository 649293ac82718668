import TerminalText
import Testing

struct WrappingTests {
  @Test func shortTextStaysAsItIs() {
    #expect(StyledText("  L = 1   exact").wrapped(to: 40).map(\.plain) == ["  L = 1   exact"])
  }

  @Test func wordsGoToTheNextLineTwoColumnsDeeper() {
    #expect(
      StyledText("  one two three four").wrapped(to: 12).map(\.plain) == [
        "  one two", "    three", "    four",
      ])
  }

  @Test func branchesOfATreeGoOn() {
    #expect(
      StyledText("  ├─ linear1 = 2.78   y = W x + b").wrapped(to: 22).map(\.plain)
        == ["  ├─ linear1 = 2.78", "  │    y = W x + b"])
  }

  @Test func aRelationKeepsItsSides() {
    #expect(
      StyledText("  conv2d1   448 parameters   2.003 ≤ L ≤ 2.007").wrapped(to: 44).map(\.plain)
        == ["  conv2d1   448 parameters", "    2.003 ≤ L ≤ 2.007"])
    #expect(StyledText("where x < 0 or so").wrapped(to: 9).map(\.plain) == ["where", "  x < 0", "  or so"])
  }

  @Test(arguments: [10, 13, 20, 79]) func nothingIsLost(width: Int) {
    let text =
      StyledText("a longer ", .bold) + StyledText("sentence with several  words, some of them coloured", .ok)
    let lines = text.wrapped(to: width)
    #expect(lines.allSatisfy { $0.width <= width })
    #expect(lines.flatMap { $0.plain.split(separator: " ") } == text.plain.split(separator: " "))
  }
}
