/// Words that look random, from a seed that need not: NumPy's `SeedSequence`.
///
/// Seeds that differ in one bit give generators whose states differ in half of theirs.
///
/// - Source: O'Neill, "Developing a seed_seq Alternative", pcg-random.org, 2015; NumPy 2,
///   `numpy/random/bit_generator.pyx`.
public struct SeedSequence: Hashable, Sendable {
  private let pool: [UInt32]

  /// `np.random.SeedSequence(seed)`, for seeds of at most 64 bits: they fill two of the pool's four words.
  public init(seed: UInt64) {
    var hash = Hash(key: 0x43B0_D7E5, factor: 0x931E_8875)
    var pool = [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32), 0, 0].map { hash.scrambled($0) }
    for source in pool.indices {
      for target in pool.indices where target != source {
        pool[target] = Self.mixed(pool[target], hash.scrambled(pool[source]))
      }
    }
    self.pool = pool
  }

  /// `generate_state(count, np.uint64)`: two words of 32 bits make one, the first of them below.
  public func words(count: Int) -> [UInt64] {
    var hash = Hash(key: 0x8B51_F9DD, factor: 0x58F3_8DED)
    let halves = (0..<2 * count).map { UInt64(hash.scrambled(pool[$0 % pool.count])) }
    return (0..<count).map { halves[2 * $0] | halves[2 * $0 + 1] << 32 }
  }

  private static func mixed(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let sum = 0xCA01_F9DD &* first &- 0x4973_F715 &* second
    return sum ^ (sum >> 16)
  }

  /// A multiplication and a shift, with another factor for each word.
  private struct Hash {
    var key: UInt32
    let factor: UInt32

    mutating func scrambled(_ word: UInt32) -> UInt32 {
      let flipped = word ^ key
      key &*= factor
      let product = flipped &* key
      return product ^ (product >> 16)
    }
  }
}
