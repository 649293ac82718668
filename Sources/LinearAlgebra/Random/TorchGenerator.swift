import RealModule

/// The numbers that `torch.manual_seed(n)` starts on the CPU, to the bit.
///
/// PyTorch's numbers have 32 bits unless it is told otherwise, and so have these; `RandomSource` widens them.
/// A method with `Floats` in its name draws what a float32 tensor of as many elements draws, one with `Doubles`
/// what a float64 tensor draws, in row-major order.
///
/// - Note: Where PyTorch's kernels fuse a product and a sum into one rounding, these do too. That is PyTorch
///   on x86-64 with AVX2 or better; its fallback for older processors differs in the last bits.
/// - Source: PyTorch 2.13, `ATen/core/DistributionsHelper.h` and `ATen/native/cpu/DistributionTemplates.h`;
///   Box and Muller, Ann. Math. Statist. 29 (1958), 610-611.
public struct TorchGenerator: RandomSource {
  private var words: MersenneTwister
  /// A short tensor's normal numbers come in pairs; the second waits here for the next short tensor.
  private var spare: Double?

  /// `torch.manual_seed(seed)`, of which only the low 32 bits count.
  public init(seed: UInt64) {
    words = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// The next 32-bit word.
  public mutating func word() -> UInt32 { words.next() }

  /// The next two words, the first of them on top.
  public mutating func doubleWord() -> UInt64 {
    let high = UInt64(word())
    return high << 32 | UInt64(word())
  }
}

// MARK: - Uniform numbers

extension TorchGenerator {
  /// The 24 low bits of a word, in `0..<1`.
  private mutating func uniformFloat() -> Float { Float(word() & 0xFF_FFFF) * 0x1p-24 }

  /// The 53 low bits of two words, in `0..<1`.
  private mutating func uniformDouble() -> Double { Double(doubleWord() & 0x1F_FFFF_FFFF_FFFF) * 0x1p-53 }

  /// `torch.rand(count)`.
  public mutating func uniformFloats(count: Int) -> [Float] { (0..<count).map { _ in uniformFloat() } }

  /// `torch.rand(count, dtype=torch.float64)`.
  public mutating func uniformDoubles(count: Int) -> [Double] { (0..<count).map { _ in uniformDouble() } }

  /// `torch.empty(count).uniform_(low, high)`.
  public mutating func uniformFloats(count: Int, from low: Float, to high: Float) -> [Float] {
    (0..<count).map { _ in Self.placed(uniformFloat(), from: low, to: high) }
  }

  /// `torch.empty(count, dtype=torch.float64).uniform_(low, high)`.
  public mutating func uniformDoubles(count: Int, from low: Double, to high: Double) -> [Double] {
    (0..<count).map { _ in Self.placed(uniformDouble(), from: low, to: high) }
  }

  /// `low + fraction · (high - low)` with one rounding, kept out of the open end.
  private static func placed<Number: BinaryFloatingPoint>(
    _ fraction: Number, from low: Number, to high: Number
  ) -> Number {
    precondition(low <= high, "numbers from \(low) to \(high)")
    let number = low.addingProduct(fraction, high - low)
    return number == high ? low : number
  }
}

// MARK: - Normal numbers

extension TorchGenerator {
  /// Tensors of fewer elements are drawn one by one, others in groups of so many.
  private static let group = 16

  /// `torch.randn(count)`, `randn_like` or `normal_()` of a contiguous tensor.
  ///
  /// Fewer than 16 numbers are drawn one by one, in 64 bits; the one that an odd count leaves over waits for the
  /// next such tensor, whatever is drawn between. From 16 on it is groups of 16, in 32 bits.
  public mutating func normalFloats(count: Int) -> [Float] {
    if count < Self.group { return (0..<count).map { _ in Float(normalAlone()) } }
    return normalGroups(count: count, drawing: { $0.uniformFloat() }) { first, second in
      let radius = (-2 * CephesFloat.log(1 - first)).squareRoot()
      let turn = Float(2 * Double.pi)  // the nearest: `Float.pi` is rounded down
      let (sine, cosine) = CephesFloat.sineAndCosine(turn * second)
      return (radius * cosine, radius * sine)
    }
  }

  /// `torch.randn(count, dtype=torch.float64)`.
  public mutating func normalDoubles(count: Int) -> [Double] {
    if count < Self.group { return (0..<count).map { _ in normalAlone() } }
    return normalGroups(count: count, drawing: { $0.uniformDouble() }) { first, second in
      let radius = (-2 * Double.log(1 - first)).squareRoot()
      let angle = 2 * Double.pi * second
      return (radius * .cos(angle), radius * .sin(angle))
    }
  }

  /// The next number of a short tensor.
  private mutating func normalAlone() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let turn = uniformDouble()
    let radius = (-2 * Double.log(onePlus: -uniformDouble())).squareRoot()
    let angle = 2 * Double.pi * turn
    spare = radius * .sin(angle) + 0  // PyTorch adds a mean of 0: no number is -0
    return radius * .cos(angle) + 0
  }

  /// A tensor of at least 16 normal numbers from uniform ones: in each group of 16, the number at `j` and the
  /// one at `j + 8` make the two at their places.
  ///
  /// What does not fill a last group is not left short: the last 16 places are drawn again.
  private mutating func normalGroups<Number: BinaryFloatingPoint>(
    count: Int, drawing uniform: (inout Self) -> Number, pairing pair: (Number, Number) -> (Number, Number)
  ) -> [Number] {
    var numbers = (0..<count).map { _ in uniform(&self) }
    func transform(from start: Int) {
      for first in start..<start + Self.group / 2 {
        let second = first + Self.group / 2
        let (one, other) = pair(numbers[first], numbers[second])
        numbers[first] = one + 0  // the mean, as above
        numbers[second] = other + 0
      }
    }
    for start in stride(from: 0, through: count - Self.group, by: Self.group) { transform(from: start) }
    if !count.isMultiple(of: Self.group) {
      let start = count - Self.group
      for index in start..<count { numbers[index] = uniform(&self) }
      transform(from: start)
    }
    return numbers
  }
}

// MARK: - Numbers for `RandomSource`

extension TorchGenerator {
  /// `torch.rand(1)`.
  public mutating func uniform() -> Double { Double(uniformFloat()) }

  /// `torch.randn(1)`.
  public mutating func normal() -> Double { Double(Float(normalAlone())) }

  /// `torch.rand(count)`.
  public mutating func uniform(count: Int) -> [Double] { uniformFloats(count: count).map(Double.init) }

  /// `torch.randn(count)`.
  public mutating func normal(count: Int) -> [Double] { normalFloats(count: count).map(Double.init) }

  /// `torch.empty(1).uniform_(low, high)`.
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    Double(Self.placed(uniformFloat(), from: Float(low), to: Float(high)))
  }
}
