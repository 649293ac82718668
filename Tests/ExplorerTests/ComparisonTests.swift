import LinearAlgebra
import Lipschitz
import TerminalText
import Testing

@testable import Explorer

/// How rows that are compared stand beside each other.
@Suite struct ComparisonTests {
  private func row(_ method: String, _ value: Double, _ enclosure: Interval? = nil) -> Value.Comparison {
    Value.Comparison(
      name: method,
      result: .success(
        LipschitzBound(
          value, .upper, norm: .two, domain: .everywhere, method: method, isCertified: true,
          enclosure: enclosure, because: Derivation("test", value: value, guarantee: .upper))))
  }

  @Test("both sides of a row do not push the columns of the others off a narrow screen") func sides() {
    let rows = [row("product", 4), row("lipsdp", 2.5), row("exact", 2, Interval(1.5, 2))]
    let lines = Value.comparison(rows, showsRatio: true)
      .lines(on: .page, numbers: NumberFormat(precision: 3)).map(\.plain)
    #expect(
      lines == [
        "product   L ≤ 4.000   2.000 x best   upper, certified",
        "lipsdp    L ≤ 2.500   1.250 x best   upper, certified",
        "exact     1.500 ≤ L ≤ 2.000   1.000 x best   upper, certified",
      ])
  }
}
