extension TorchGenerator {
  /// `torch.empty(count).bernoulli_(probability)`: each is true with the probability.
  ///
  /// - Note: Older PyTorch built with MKL draws these otherwise on Intel's processors.
  public mutating func bernoulli(count: Int, probability: Double) -> [Bool] {
    precondition((0...1).contains(probability), "a probability of \(probability)")
    return uniformDoubles(count: count).map { $0 < probability }
  }

  /// What dropout in training multiplies `count` numbers by: 0 with the probability, else `1 / (1 - probability)`.
  ///
  /// Nothing is drawn where nothing is left to chance, at probabilities 0 and 1.
  public mutating func dropoutMask(count: Int, probability: Double) -> [Float] {
    precondition((0...1).contains(probability), "a probability of \(probability)")
    if probability == 0 { return Array(repeating: 1, count: count) }
    if probability == 1 { return Array(repeating: 0, count: count) }
    let kept = 1 / Float(1 - probability)
    return bernoulli(count: count, probability: 1 - probability).map { $0 ? kept : 0 }
  }

  /// Where `dropoutMask` is not 0.
  public mutating func keeps(count: Int, dropping probability: Double) -> [Bool] {
    dropoutMask(count: count, probability: probability).map { $0 != 0 }
  }
}
