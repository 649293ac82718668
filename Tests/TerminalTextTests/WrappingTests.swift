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

  @Test(arguments: [10, 13, 20, 79]) func nothingIsLost(width: Int) {
    let text =
      StyledText("a longer ", .bold) + StyledText("sentence with several  words, some of them coloured", .ok)
    let lines = text.wrapped(to: width)
    #expect(lines.allSatisfy { $0.width <= width })
    #expect(lines.flatMap { $0.plain.split(separator: " ") } == text.plain.split(separator: " "))
  }
}
