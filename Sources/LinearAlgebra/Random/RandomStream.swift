/// A generator that is chosen by its name, with the seed that started it.
public struct RandomStream: RandomSource, Hashable {
  /// The generators by name: NumPy's legacy `RandomState` and PyTorch's on the CPU.
  public enum Generator: String, CaseIterable, Sendable {
    case numpy, torch
  }

  private enum State: Hashable, Sendable {
    case numpy(NumPyGenerator)
    case torch(TorchGenerator)
  }

  public let seed: UInt32
  private var state: State

  public init(seed: UInt32, generator: Generator) {
    self.seed = seed
    switch generator {
    case .numpy: state = .numpy(NumPyGenerator(seed: seed))
    case .torch: state = .torch(TorchGenerator(seed: UInt64(seed)))
    }
  }

  public var generator: Generator {
    switch state {
    case .numpy: .numpy
    case .torch: .torch
    }
  }

  /// A number uniform between two others: in double precision by NumPy, in single by PyTorch's `uniform_`.
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    draw({ $0.uniform(from: low, to: high) }, { $0.uniform(from: low, to: high) })
  }

  public mutating func uniform() -> Double { draw({ $0.uniform() }, { $0.uniform() }) }
  public mutating func normal() -> Double { draw({ $0.normal() }, { $0.normal() }) }
  public mutating func uniform(count: Int) -> [Double] {
    draw({ $0.uniform(count: count) }, { $0.uniform(count: count) })
  }
  public mutating func normal(count: Int) -> [Double] {
    draw({ $0.normal(count: count) }, { $0.normal(count: count) })
  }

  /// `nn.Linear`'s weights `[outputs, inputs]` and bias, as PyTorch draws them; nil for another generator.
  public mutating func linear(inputs: Int, outputs: Int, hasBias: Bool) -> TorchGenerator.Weights? {
    guard case .torch(var torch) = state else { return nil }
    defer { state = .torch(torch) }
    return torch.linear(inputs: inputs, outputs: outputs, hasBias: hasBias)
  }

  /// Which of `count` numbers dropout keeps, if it drops each with a probability: in PyTorch's draw order with its
  /// generator, else one uniform number each.
  ///
  /// Nothing is drawn where nothing is left to chance, at probabilities 0 and 1.
  public mutating func keeps(count: Int, dropping probability: Double) -> [Bool] {
    draw(
      { random in
        if probability == 0 || probability == 1 { return Array(repeating: probability == 0, count: count) }
        return random.uniform(count: count).map { $0 < 1 - probability }
      },
      { $0.dropoutMask(count: count, probability: probability).map { $0 != 0 } })
  }

  /// `nn.RNN`'s weights and biases, as PyTorch draws them; nil for another generator.
  public mutating func rnn(inputs: Int, hidden: Int, hasBias: Bool) -> TorchGenerator.RecurrentWeights? {
    guard case .torch(var torch) = state else { return nil }
    defer { state = .torch(torch) }
    return torch.rnn(inputs: inputs, hidden: hidden, hasBias: hasBias)
  }

  private mutating func draw<Result>(
    _ numpy: (inout NumPyGenerator) -> Result, _ torch: (inout TorchGenerator) -> Result
  ) -> Result {
    switch state {
    case .numpy(var generator):
      defer { state = .numpy(generator) }
      return numpy(&generator)
    case .torch(var generator):
      defer { state = .torch(generator) }
      return torch(&generator)
    }
  }
}
