import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

/// Ranges of slopes and values on intervals.
@Suite struct ActivationRangeTests {
  @Test("ranges contain what is computed inside", arguments: ActivationCases.all)
  func contain(_ function: any ScalarFunction) {
    var random = ActivationRandom(seed: 2)
    for _ in 0..<250 {
      let interval = random.interval(within: function.domain)
      let slopes = function.slopes(on: interval)
      let values = function.enclosure(of: interval)
      for _ in 0..<4 {
        let x = random.point(in: interval)
        let value = function.value(x)
        guard !value.isNaN else { continue }  // a sine at infinity
        for slope in function.allSlopes(at: x) {
          #expect(meets(slopes, slope, function), "slope \(slope) of \(function.words) at \(x), \(interval)")
        }
        #expect(meets(values, value, function), "value \(value) of \(function.words) at \(x), \(interval)")
      }
      for kink in function.kinks where interval.contains(kink) {
        let (left, right) = function.sidedSlopes(at: kink)
        #expect(slopes.contains(left) && slopes.contains(right))
      }
    }
  }

  /// Whether a computed number can be a rounded one of an exact one in the range.
  private func meets(_ range: Interval, _ computed: Double, _ function: any ScalarFunction) -> Bool {
    range.contains(computed) || Interval(computed, ulps: function.ulps).intersection(range) != nil
  }

  @Test("ranges are no wider than what is found by sampling", arguments: ActivationCases.all)
  func tight(_ function: any ScalarFunction) {
    var random = ActivationRandom(seed: 3)
    for _ in 0..<12 {
      let low = max(Double.random(in: -6...6, using: &random), function.domain.lower)
      let high = low + Double.random(in: 0...4, using: &random)
      let grid = (0...300).map { $0 == 300 ? high : low + (high - low) * Double($0) / 300 }
      let corners = (function.slopeCorners ?? []) + (function.valueCorners ?? [])
      let points = grid + corners.filter { low <= $0 && $0 <= high }
      expectReached(
        function.slopes(on: Interval(low, high)), by: points.flatMap { function.allSlopes(at: $0) },
        "slopes of \(function.words) on \(low)...\(high)")
      expectReached(
        function.enclosure(of: Interval(low, high)), by: points.map { function.value($0) },
        "values of \(function.words) on \(low)...\(high)")
    }
  }

  private func expectReached(_ range: Interval, by samples: [Double], _ what: String) {
    // A grid of steps below 0.014 misses a smooth extreme by a tenth of a step's square.
    let slack = 1e-4 * samples.filter(\.isFinite).reduce(1) { max($0, $1.magnitude) }
    #expect(samples.contains { $0 >= range.upper - slack }, "\(what): \(range)")
    #expect(samples.contains { $0 <= range.lower + slack }, "\(what): \(range)")
  }

  @Test("on tiny intervals only rounding widens", arguments: ActivationCases.all)
  func tiny(_ function: any ScalarFunction) {
    var random = ActivationRandom(seed: 4)
    for _ in 0..<300 {
      let x = max(Double.random(in: -20...20, using: &random), function.domain.lower)
      let interval = Interval(x, x.nextUp)
      let values = function.enclosure(of: interval)
      let slope = function.slopes(on: interval).magnitude
      let rounding = Double(2 * function.ulps) * values.magnitude.ulp
      let width = values.upper - values.lower
      #expect(
        width <= rounding + 1.01 * slope * x.ulp + 6 * values.magnitude.ulp,
        "\(function.words) at \(x): \(width)")
    }
  }

  @Test("what is exact stays exact")
  func exact() {
    #expect(ReLU().enclosure(of: Interval(-1, 0.1)) == Interval(0, 0.1))
    #expect(ReLU().slopes(on: Interval(0.1, 2)) == Interval(1))
    #expect(ReLU().slopes(on: Interval(-2, -0.1)) == Interval(0))
    #expect(AbsoluteValue().enclosure(of: Interval(-3, 0.1)) == Interval(0, 3))
    #expect(Identity().enclosure(of: Interval(-0.1, 0.3)) == Interval(-0.1, 0.3))
    #expect(HardTanh().enclosure(of: Interval(-0.1, 9)) == Interval(-0.1, 1))
    #expect(LeakyReLU(alpha: -0.1).slopes(on: Interval(-1, 1)) == Interval(-0.1, 1))
    #expect(LeakyReLU().slopes(on: Interval(1, 2)) == Interval(1))
    #expect(Square().enclosure(of: Interval(-1, 0)).lower == 0)
  }

  struct Whole: Sendable {
    let words: String
    let slopes: (String, String)
  }
  /// Of the table in which mpmath computed them with 40 digits.
  static let wholes = [
    Whole(words: "relu", slopes: ("0", "1")),
    Whole(words: "leakyrelu", slopes: ("0.01", "1")),
    Whole(words: "leakyrelu -2", slopes: ("-2", "1")),
    Whole(words: "elu", slopes: ("0", "1")),
    Whole(words: "elu 0.5", slopes: ("0", "1")),
    Whole(words: "elu 2", slopes: ("0", "2")),
    Whole(words: "elu -2", slopes: ("-2", "1")),
    Whole(words: "selu", slopes: ("0", "1.75809934084737686")),
    Whole(words: "gelu", slopes: ("-0.128904145185154786", "1.12890414518515479")),
    Whole(words: "silu", slopes: ("-0.099839320128866917", "1.09983932012886692")),
    Whole(words: "mish", slopes: ("-0.112526122389462556", "1.08849816125172786")),
    Whole(words: "softplus", slopes: ("0", "1")),
    Whole(words: "softsign", slopes: ("0", "1")),
    Whole(words: "sigmoid", slopes: ("0", "0.25")),
    Whole(words: "tanh", slopes: ("0", "1")),
    Whole(words: "hardtanh", slopes: ("0", "1")),
    Whole(words: "hardswish", slopes: ("-0.5", "1.5")),
    Whole(words: "sin", slopes: ("-1", "1")),
    Whole(words: "cos", slopes: ("-1", "1")),
    Whole(words: "abs", slopes: ("-1", "1")),
    Whole(words: "identity", slopes: ("1", "1")),
    Whole(words: "exp", slopes: ("0", "inf")),
    Whole(words: "square", slopes: ("-inf", "inf")),
    Whole(words: "sqrt", slopes: ("0", "inf")),
  ]
  @Test("the slopes of the whole line, to the last digit", arguments: wholes)
  func everywhere(_ whole: Whole) throws {
    let range = try ActivationCases.function(whole.words).slopes(on: .everything)
    #expect(range.lower == largestDouble(atMost: whole.slopes.0))
    #expect(-range.upper == largestDouble(atMost: negated(whole.slopes.1)))
  }

  private func negated(_ digits: String) -> String {
    digits.hasPrefix("-") ? String(digits.dropFirst()) : "-" + digits
  }

  /// The largest double at or below a decimal number, which the 64 bits of Float80 tell from its neighbours.
  private func largestDouble(atMost digits: String) -> Double {
    let nearest = Double(digits)!
    // 0.01 and -2 are the doubles themselves.
    guard digits.count > 10 else { return nearest }
    #if arch(x86_64)
      return Float80(nearest) <= Float80(digits)! ? nearest : nearest.nextDown
    #else
      return nearest
    #endif
  }

  struct Turn: Sendable {
    let words: String
    let places: [Double]
  }
  static let turns = [
    Turn(words: "gelu", places: [-1.41421356237309505, 1.41421356237309505]),
    Turn(words: "silu", places: [-2.39935728051546767, 2.39935728051546767]),
    Turn(words: "mish", places: [-2.25637639636079312, 1.49057117948542846]),
  ]
  @Test("turning points are the doubles next to the exact ones", arguments: turns)
  func places(_ turn: Turn) throws {
    #expect(try ActivationCases.function(turn.words).turningPoints.map(\.x) == turn.places)
  }

  struct Wave: Sendable {
    let interval: Interval
    let sine: (Double, Double)
    let cosine: (Double, Double)
  }
  static let waves = [
    Wave(interval: Interval(0, 1e300), sine: (-1, 1), cosine: (-1, 1)),
    Wave(interval: Interval(-.infinity, 3), sine: (-1, 1), cosine: (-1, 1)),
    Wave(interval: Interval(1e22, 1e22.nextUp), sine: (-1, 1), cosine: (-1, 1)),
    Wave(interval: Interval(0, 1.5), sine: (0, 0.9974949866040544), cosine: (0.0707372016677029, 1)),
    Wave(
      interval: Interval(1, 2), sine: (0.8414709848078965, 1),
      cosine: (-0.4161468365471424, 0.5403023058681398)),
    Wave(interval: Interval(1, 3.2), sine: (-0.058374143427580086, 1), cosine: (-1, 0.5403023058681398)),
    Wave(interval: Interval(1, 6.2), sine: (-1, 1), cosine: (-1, 0.9965420970232175)),
    Wave(
      interval: Interval(5, 7), sine: (-0.9589242746631385, 0.6569865987187891),
      cosine: (0.28366218546322625, 1)),
    Wave(interval: Interval(-0.5, 0), sine: (-0.479425538604203, 0), cosine: (0.8775825618903728, 1)),
  ]
  @Test("sine and cosine turn at every half wave", arguments: waves)
  func swings(_ wave: Wave) {
    let sine = Sine().enclosure(of: wave.interval)
    let cosine = Sine().slopes(on: wave.interval)
    for (range, ends) in [(sine, wave.sine), (cosine, wave.cosine)] {
      #expect((range.lower - ends.0).magnitude <= 2 * ends.0.ulp)
      #expect((range.upper - ends.1).magnitude <= 2 * ends.1.ulp)
      #expect(range.magnitude <= 1)
    }
    #expect(Cosine().enclosure(of: wave.interval) == cosine)
    #expect(Cosine().slopes(on: wave.interval) == -sine)
  }
}
