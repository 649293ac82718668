import RealModule

/// The numbers that `np.random.seed(n)` starts, to the bit.
public struct NumPyGenerator: RandomSource {
  /// What NumPy takes as a seed.
  public static let seeds: ClosedRange<UInt64> = 0...UInt64(UInt32.max)

  private var words: MersenneTwister
  /// Normal numbers come in pairs; the second waits here.
  private var spare: Double?

  public init(seed: UInt32) {
    words = MersenneTwister(seed: seed)
  }

  /// The generator for a seed, or nil outside of `seeds`.
  public init?(exactly seed: UInt64) {
    guard let seed = UInt32(exactly: seed) else { return nil }
    self.init(seed: seed)
  }

  /// The next 32-bit word.
  public mutating func word() -> UInt32 { words.next() }

  /// `np.random.rand()`: 53 random bits in `0..<1`.
  public mutating func uniform() -> Double {
    let high = Double(words.next() >> 5)
    let low = Double(words.next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// `np.random.randn()`: Marsaglia's polar method.
  public mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y  // two roundings, as in NumPy: Swift does not fuse them
      if square < 1 && square != 0 {
        let factor = (-2 * Double.log(square) / square).squareRoot()
        spare = factor * x
        return factor * y
      }
    }
  }

  /// `np.random.normal(mean, deviation)`.
  public mutating func normal(mean: Double, deviation: Double) -> Double { mean + deviation * normal() }
}
