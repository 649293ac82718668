import Testing

@testable import Plotting

@Suite struct SamplesTests {
  @Test func smoothFunctionsAreSampledWithinTheirTolerance() {
    let function = { @Sendable (x: Double) in 1 / (1 + 25 * x * x) }
    let samples = Samples(function, kinks: [], on: -1...1)
    #expect(samples.jumps.isEmpty)
    for (left, right) in zip(samples.points, samples.points.dropFirst()) {
      let middle = (left.x + right.x) / 2
      #expect(abs(function(middle) - (left.y + right.y) / 2) < 0.004)
    }
  }

  @Test(arguments: [[], [0.0]]) func aJumpIsBrokenAndHasTwoEnds(kinks: [Double]) throws {
    let samples = Samples({ $0 > 0 ? 1 : 0 }, kinks: kinks, on: -5...5)
    let jump = try #require(samples.jumps.first)
    #expect(samples.jumps.count == 1)
    #expect(abs(jump.left.x) < 1e-9 && jump.left.y == 0)
    #expect(abs(jump.right.x) < 1e-9 && jump.right.y == 1)
    #expect(samples.points.contains { $0.y.isNaN })
    let ends = samples.marks(Series()).compactMap { mark -> (Double, Bool)? in
      if case .end(let point, let closed, _) = mark { (point.y, closed) } else { nil }
    }
    // At 0 the slope of ReLU is 0: that end is closed.
    #expect(ends.count == 2)
    #expect(ends.contains { $0 == (0, true) } && ends.contains { $0 == (1, false) })
  }

  @Test func aJumpBetweenSamplesIsFound() throws {
    let place = 0.123456789
    let samples = Samples({ $0 < place ? -1 : 2 }, kinks: [], on: -5...5)
    let jump = try #require(samples.jumps.first)
    #expect(samples.jumps.count == 1 && abs(jump.left.x - place) < 1e-9)
  }

  @Test func steepIsNotAJump() {
    let samples = Samples({ $0 / ($0 * $0 + 1e-12).squareRoot() }, kinks: [], on: -5...5)
    #expect(samples.jumps.isEmpty)
    #expect(!samples.points.contains { $0.y.isNaN })
  }

  @Test func aRootBeginsAtTheEdgeOfItsDomain() throws {
    let samples = Samples({ $0 < 0 ? .nan : $0.squareRoot() }, kinks: [], on: -1...5.3)
    let first = try #require(samples.points.first { $0.y.isFinite })
    #expect(first.x >= 0 && first.x < 1e-12)
  }

  @Test func pointsAreInOrderAndNotTooMany() {
    var random = TestRandom(seed: 3)
    let noise = (0..<64).map { Double.random(in: 0.5...1, using: &random) * ($0 % 2 == 0 ? 1 : -1) }
    let samples = Samples({ noise[Int(max(0, min(63, $0 * 6.4 + 32)))] }, kinks: [1, 1, 7], on: -5...5)
    #expect(zip(samples.points, samples.points.dropFirst()).allSatisfy { $0.x <= $1.x })
    #expect(samples.points.count < 20_000)
    #expect(samples.jumps.count == 63)
  }
}
