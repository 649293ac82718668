/// A generator that is chosen by its name, with the seed that started it.
public struct RandomStream: RandomSource {
  /// The generators by name.
  public enum Generator: String, CaseIterable, Sendable {
    /// What `np.random.seed` starts, NumPy's legacy `RandomState`.
    case numpy
    /// What `np.random.default_rng` starts.
    case numpyDefault = "default_rng"
    /// What `torch.manual_seed` starts on the CPU.
    case torch

    fileprivate func source(seed: UInt32) -> any RandomSource {
      switch self {
      case .numpy: NumPyGenerator(seed: seed)
      case .numpyDefault: NumPyDefaultGenerator(seed: UInt64(seed))
      case .torch: TorchGenerator(seed: UInt64(seed))
      }
    }
  }

  public let seed: UInt32
  public let generator: Generator
  private var source: any RandomSource

  public init(seed: UInt32, generator: Generator) {
    self.seed = seed
    self.generator = generator
    source = generator.source(seed: seed)
  }

  public mutating func uniform() -> Double { source.uniform() }
  public mutating func normal() -> Double { source.normal() }
  public mutating func uniform(count: Int) -> [Double] { source.uniform(count: count) }
  public mutating func normal(count: Int) -> [Double] { source.normal(count: count) }
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    source.uniform(from: low, to: high)
  }
  public mutating func keeps(count: Int, dropping probability: Double) -> [Bool] {
    source.keeps(count: count, dropping: probability)
  }

  /// `nn.Linear`'s weights `[outputs, inputs]` and bias, as PyTorch draws them; nil for another generator.
  public mutating func linear(inputs: Int, outputs: Int, hasBias: Bool) -> TorchGenerator.Weights? {
    guard var torch = source as? TorchGenerator else { return nil }
    defer { source = torch }
    return torch.linear(inputs: inputs, outputs: outputs, hasBias: hasBias)
  }

  /// `nn.RNN`'s weights and biases, as PyTorch draws them; nil for another generator.
  public mutating func rnn(inputs: Int, hidden: Int, hasBias: Bool) -> TorchGenerator.RecurrentWeights? {
    guard var torch = source as? TorchGenerator else { return nil }
    defer { source = torch }
    return torch.rnn(inputs: inputs, hidden: hidden, hasBias: hasBias)
  }
}

extension RandomStream: Hashable {
  public static func == (one: RandomStream, other: RandomStream) -> Bool {
    one.seed == other.seed && AnyHashable(one.source) == AnyHashable(other.source)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(seed)
    hasher.combine(source)
  }
}
