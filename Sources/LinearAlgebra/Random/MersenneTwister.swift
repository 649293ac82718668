/// The generator of 32-bit words that NumPy and PyTorch start from.
///
/// - Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), 3-30; seeding of 2002.
public struct MersenneTwister: Hashable, Sendable {
  private var state: [UInt32]
  private var position: Int

  /// Starts from one number (`init_genrand`).
  public init(seed: UInt32) {
    state = [UInt32](repeating: seed, count: 624)
    for index in 1..<624 {
      let before = state[index - 1]
      state[index] = 1_812_433_253 &* (before ^ (before >> 30)) &+ UInt32(index)
    }
    position = 624
  }

  /// The next word.
  public mutating func next() -> UInt32 {
    if position == 624 { twist() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    word ^= word >> 18
    return word
  }

  private mutating func twist() {
    state.withUnsafeMutableBufferPointer { state in
      for index in 0..<624 {
        let joined =
          (state[index] & 0x8000_0000) | (state[index == 623 ? 0 : index + 1] & 0x7FFF_FFFF)
        let far = state[index < 227 ? index + 397 : index - 227]
        state[index] = far ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
      }
    }
    position = 0
  }
}
