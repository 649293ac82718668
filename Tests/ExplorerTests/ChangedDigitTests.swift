import Explorer
import Foundation
import Testing

@testable import Sessions

/// Changing a digit of any number in the output of a file in `sessions/` makes `check` fail at that line.
///
/// Only what a file declares to be free is spared: numbers with `~`, and what stands behind `...`. The ticks and
/// titles of plots count as well; of a plot, only dots may move. Each file is replayed once; the changed lines are
/// then compared with what it printed.
struct ChangedDigitTests {
  /// What a step must print and did print, and how the two are compared.
  private struct Expectation {
    let comparison: Comparison
    let lines: [String]
    let got: [String]
  }

  @Test(arguments: SessionFilesTests.files) func everyDigitCounts(_ file: String) throws {
    let check = try #require(SessionFilesTests.checks[file]).get()
    let replay = try #require(check.replay)
    #expect(replay.succeeded)
    var tried = 0
    for (index, step) in check.session.steps.enumerated() {
      guard let expected = step.command?.expected, let printed = replay.printed[index] else { continue }
      let output = Expectation(
        comparison: check.session.comparison(for: step), lines: expected.map(\.text),
        got: printed.map(OutputLine.normal))
      for row in output.lines.indices {
        for changed in Self.withAnotherDigit(output.lines[row]) {
          var lines = output.lines
          lines[row] = changed
          let found = output.comparison.difference(expected: lines, got: output.got)
          #expect(found?.index == row, "\(file):\(expected[row].line): \(changed)")
          tried += 1
        }
      }
    }
    #expect(tried > 20)
  }

  /// The free places of a line are spared, and nothing else.
  @Test func digitsThatCount() {
    #expect(Self.withAnotherDigit("L = 1.5") == ["L = 2.5", "L = 0.5", "L = 1.6", "L = 1.4"])
    #expect(Self.withAnotherDigit("x9") == ["x0", "x8"])
    #expect(Self.withAnotherDigit("1.25~   2 ... 3") == ["1.25~   3 ... 3", "1.25~   1 ... 3"])
    #expect(Self.withAnotherDigit("5 ┤ ⠤⠤") == ["6 ┤ ⠤⠤", "4 ┤ ⠤⠤"])
  }

  /// The line with one more and one less in place of each digit that counts, one digit at a time.
  static func withAnotherDigit(_ text: String) -> [String] {
    let line = ComparedLine(text)
    let end = line.tokens.first { $0.kind == .ellipsis }?.range.lowerBound ?? line.scalars.count
    let free = line.tokens.filter(\.hasTilde).map(\.range)
    let digits = line.scalars.indices.prefix(end).filter { index in
      line.scalars[index].isDigit && !free.contains { $0.contains(index) }
    }
    return digits.flatMap { index -> [String] in
      let digit = line.scalars[index].value - 0x30
      return [(digit + 1) % 10, (digit + 9) % 10].map { other in
        var changed = line.scalars
        changed[index] = Unicode.Scalar(UInt8(0x30 + other))
        return String(changed)
      }
    }
  }
}
