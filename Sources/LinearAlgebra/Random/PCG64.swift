/// The generator of 64-bit words that `np.random.default_rng` starts from: PCG XSL-RR 128/64.
///
/// - Source: O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random
///   Number Generation", Harvey Mudd College, HMC-CS-2014-0905, 2014.
public struct PCG64: Hashable, Sendable {
  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

  public private(set) var state: UInt128
  /// Which of the 2^127 streams this is; odd.
  public let increment: UInt128

  /// `np.random.PCG64(seed)`.
  public init(seed: UInt64) {
    let words = SeedSequence(seed: seed).words(count: 4).map { UInt128($0) }
    increment = (words[2] << 64 | words[3]) << 1 | 1
    state = increment &+ (words[0] << 64 | words[1])
    step()
  }

  /// The next word: the state's halves folded, and turned by its top six bits.
  public mutating func next() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64 ^ state)
    let turn = UInt64(truncatingIfNeeded: state >> 122)
    return folded &>> turn | folded &<< (64 &- turn)  // both shifts are taken modulo 64
  }

  private mutating func step() { state = state &* Self.multiplier &+ increment }
}
