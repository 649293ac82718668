import RealModule

/// The numbers that `np.random.default_rng(n)` starts, to the bit.
///
/// - Note: NumPy does not promise these for ever, as it does those of `np.random.seed`. They are NumPy 2's on
///   x86-64, where its compiler fuses no product with a sum.
/// - Source: NumPy 2, `numpy/random/src/distributions/distributions.c`; Marsaglia and Tsang, "The Ziggurat Method
///   for Generating Random Variables", J. Stat. Softw. 5 (2000), no. 8.
public struct NumPyDefaultGenerator: RandomSource {
  private var words: PCG64

  /// `np.random.default_rng(seed)`.
  public init(seed: UInt64) {
    words = PCG64(seed: seed)
  }

  /// `random()`: 53 random bits in `0..<1`.
  public mutating func uniform() -> Double { Double(words.next() >> 11) * 0x1p-53 }

  /// `standard_normal()`: a point in a random strip under the bell curve.
  ///
  /// One word says which strip, which side, and how far out. In 99 of 100 cases that is inside of the curve.
  public mutating func normal() -> Double {
    while true {
      let word = words.next()
      let strip = Int(word & 0xFF)
      let fraction = word >> 9 & 0xF_FFFF_FFFF_FFFF
      let distance = Double(fraction) * Ziggurat.widths[strip]
      let x = word >> 8 & 1 == 1 ? -distance : distance
      if fraction < Ziggurat.inside[strip] { return x }
      if strip == 0 {
        let beyond = Ziggurat.edge + excess()
        return fraction >> 8 & 1 == 1 ? -beyond : beyond  // NumPy takes another bit for the side here
      }
      let (top, bottom) = (Ziggurat.heights[strip - 1], Ziggurat.heights[strip])
      if (top - bottom) * uniform() + bottom < .exp(-0.5 * x * x) { return x }
    }
  }

  /// How far a number beyond the ziggurat's edge is beyond it.
  private mutating func excess() -> Double {
    while true {
      let excess = -Ziggurat.reciprocalEdge * .log(onePlus: -uniform())
      let height = -Double.log(onePlus: -uniform())
      if height + height > excess * excess { return excess }
    }
  }
}
