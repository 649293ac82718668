import LinearAlgebra
import Testing

@Suite struct CompensatedSumTests {
  @Test func exactSumsArePoints() {
    var sum = CompensatedSum()
    #expect(sum.enclosure == .zero)
    for x in [1.0, 2.5, -0.75] { sum.add(x) }
    sum.add(product: 3, 4)
    #expect(sum.enclosure == Interval(14.75))
  }

  @Test func cancellationIsSeen() {
    var sum = CompensatedSum()
    for x in [1e16, 1, -1e16] { sum.add(x) }  // plain doubles answer 0
    #expect(sum.enclosure.contains(1))
    #expect(sum.enclosure.radius < 1e-14)
  }

  @Test func productsKeepTheirErrors() {
    var sum = CompensatedSum()
    let x = 1 + 0x1p-30
    sum.add(product: x, x)
    sum.add(-1)
    sum.add(-0x1p-29)
    #expect(sum.enclosure.contains(0x1p-60))  // plain doubles answer 0
    #expect(sum.enclosure.radius < 0x1p-100)
  }

  @Test func longSums() {
    // n/8192 for n = 1...8191 add up without rounding.
    var sum = CompensatedSum()
    for n in 1...8191 { sum.add(product: Double(n), 0x1p-13) }
    #expect(sum.enclosure == Interval(4095.5))
    var tenths = CompensatedSum()
    for _ in 1...1000 { tenths.add(0.1) }
    // 1000 × the double next to 0.1, which is 0.1 + 5.551115123125783e-18.
    #expect(tenths.enclosure.lower <= 100.00000000000001 && tenths.enclosure.upper >= 100)
    #expect(tenths.enclosure.radius < 3e-14)
  }

  @Test func underflowIsCovered() {
    var sum = CompensatedSum()
    sum.add(product: 1e-200, 1e-200)
    #expect(sum.enclosure.lower <= 0 && sum.enclosure.upper > 0)
  }

  @Test func overflowIsEverything() {
    var sum = CompensatedSum()
    sum.add(.greatestFiniteMagnitude)
    sum.add(.greatestFiniteMagnitude)
    #expect(sum.enclosure == .everything)
  }
}
