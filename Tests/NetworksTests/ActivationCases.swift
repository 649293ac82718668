import LinearAlgebra
import Networks
import Parameters
import Testing

/// Every function that the language knows, those with a parameter with several.
enum ActivationCases {
  static let all: [any ScalarFunction] =
    Activations.all.map { $0.init() } + [
      LeakyReLU(alpha: 0), LeakyReLU(alpha: 1), LeakyReLU(alpha: -0.5), LeakyReLU(alpha: -3),
      LeakyReLU(alpha: 7),
      ELU(alpha: 0), ELU(alpha: 0.3), ELU(alpha: -0.5), ELU(alpha: -2), ELU(alpha: 3), ELU(alpha: 1e300),
    ]

  /// The function that somebody wrote, such as `elu 0.3`.
  static func function(_ words: String) throws -> any ScalarFunction {
    let words = words.split(separator: " ").map(String.init)
    let type = try #require(Activations.all.first { $0.name == words[0] })
    return try configured(type.init(), words.dropFirst())
  }

  private static func configured<F: ScalarFunction>(
    _ function: F, _ words: ArraySlice<String>
  ) throws -> F {
    var function = function
    for (parameter, word) in zip(F.parameters, words) {
      try parameter.set(&function, to: Argument(.number(try #require(Double(word))), text: word))
    }
    return function
  }

  /// The lines of `activationReferences` for one function.
  static func points(_ rows: String) throws -> [(x: Double, value: Double, slope: Double)] {
    try rows.split(separator: "\n").map { row in
      let numbers = try row.split(separator: " ").map { try #require(Double(String($0))) }
      return (numbers[0], numbers[1], numbers[2])
    }
  }
}

extension ScalarFunction {
  /// How tests and failures name it.
  var words: String { ([Self.name] + Self.parameters.map { $0.text(of: self) }).joined(separator: " ") }

  /// Where slope and value are sampled between places where they turn; nil for those that turn for ever.
  var slopeCorners: [Double]? { turnsForEver ? nil : (kinks + turningPoints.map(\.x)).sorted() }
  var valueCorners: [Double]? { turnsForEver ? nil : extremes.map(\.x).filter(\.isFinite) }
  private var turnsForEver: Bool { self is Sine || self is Cosine }

  /// Slopes at a point and beside it.
  func allSlopes(at x: Double) -> [Double] { [slope(x), sidedSlopes(at: x).left, sidedSlopes(at: x).right] }
}

/// Random numbers of all scales, the same for the same seed: SplitMix64.
struct ActivationRandom: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A double of a random scale: moderate, far, tiny, any bit pattern, or infinite.
  mutating func double() -> Double {
    switch Int.random(in: 0..<10, using: &self) {
    case 0..<4: return Double.random(in: -5...5, using: &self)
    case 4: return Double.random(in: -800...800, using: &self)
    case 5: return Double.random(in: -1e-6...1e-6, using: &self)
    case 6: return Bool.random(using: &self) ? .infinity : -.infinity
    default:
      let any = Double(bitPattern: next())
      return any.isNaN ? 0 : any
    }
  }

  /// An interval of a random place and width, within `domain`.
  mutating func interval(within domain: Interval) -> Interval {
    let a = min(max(double(), domain.lower), domain.upper)
    var b = double()
    switch Int.random(in: 0..<4, using: &self) {
    case 0: b = a
    case 1: b = a + b * 1e-12 * a.magnitude
    case 2: b = a + Double.random(in: -1...1, using: &self)
    default: break
    }
    b = b.isNaN ? a : min(max(b, domain.lower), domain.upper)
    if a.isInfinite, b == a { b = 0 }  // nothing is inside but the limit
    return Interval(min(a, b), max(a, b))
  }

  /// A point of an interval, its ends not seldom.
  mutating func point(in interval: Interval) -> Double {
    let (low, high) = (interval.lower, interval.upper)
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return low
    case 1: return high
    case 2: return interval.contains(0) ? 0 : low
    case 3:
      let x = double()
      return interval.contains(x) ? x : interval.midpoint
    default:
      let share = Double.random(in: 0...1, using: &self)
      let x = (1 - share) * max(low, -1e300) + share * min(high, 1e300)
      return min(max(x, low), high)
    }
  }
}
