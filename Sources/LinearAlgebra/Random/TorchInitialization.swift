/// What PyTorch's modules draw when they are made, in its order.
///
/// A module draws before the tensors that are made after it, so `Linear(3, 2)` and then `randn(3)` are
/// `linear(inputs: 3, outputs: 2)` and then `normalFloats(count: 3)`. Normalisation layers draw nothing.
///
/// - Source: PyTorch 2.13, `reset_parameters` in `torch/nn/modules/linear.py`, `conv.py` and `rnn.py`.
extension TorchGenerator {
  /// The parameters of a linear or convolutional module.
  public struct Weights: Hashable, Sendable {
    /// `[outputs, inputs]`, and the kernel's axes after them.
    public let weight: TorchTensor
    /// `[outputs]`, if the module has one.
    public let bias: TorchTensor?
  }

  /// The parameters of a recurrent module's layer.
  public struct RecurrentWeights: Hashable, Sendable {
    /// `weight_ih`, `[hidden, inputs]`.
    public let inputWeight: TorchTensor
    /// `weight_hh`, `[hidden, hidden]`.
    public let hiddenWeight: TorchTensor
    /// `bias_ih`, `[hidden]`, if the module has biases.
    public let inputBias: TorchTensor?
    /// `bias_hh`, `[hidden]`, if the module has biases.
    public let hiddenBias: TorchTensor?
  }

  /// `nn.Linear(inputs, outputs)`: weights `[outputs, inputs]`, then the bias.
  public mutating func linear(inputs: Int, outputs: Int, hasBias: Bool = true) -> Weights {
    weights(shape: [outputs, inputs], hasBias: hasBias)
  }

  /// `nn.Conv2d(inputs, outputs, kernel)`: weights `[outputs, inputs / groups, kernel, kernel]`, then the bias.
  public mutating func conv2d(
    inputs: Int, outputs: Int, kernel: Int, groups: Int = 1, hasBias: Bool = true
  ) -> Weights {
    precondition(
      groups > 0 && inputs.isMultiple(of: groups) && outputs.isMultiple(of: groups),
      "\(groups) groups of \(inputs) inputs and \(outputs) outputs")
    return weights(shape: [outputs, inputs / groups, kernel, kernel], hasBias: hasBias)
  }

  /// `nn.RNN(inputs, hidden)`: `weight_ih`, `weight_hh`, `bias_ih`, `bias_hh`.
  ///
  /// With several layers, the others follow with `hidden` inputs.
  public mutating func rnn(inputs: Int, hidden: Int, hasBias: Bool = true) -> RecurrentWeights {
    precondition(inputs > 0 && hidden > 0, "a recurrent layer of \(inputs) inputs and \(hidden) units")
    let reach = 1 / Double(hidden).squareRoot()
    return RecurrentWeights(
      inputWeight: tensor(shape: [hidden, inputs], reach: reach),
      hiddenWeight: tensor(shape: [hidden, hidden], reach: reach),
      inputBias: hasBias ? tensor(shape: [hidden], reach: reach) : nil,
      hiddenBias: hasBias ? tensor(shape: [hidden], reach: reach) : nil)
  }

  /// He's uniform weights with a slope of √5, and a bias within 1/√inputs, where all axes but the first are inputs.
  private mutating func weights(shape: [Int], hasBias: Bool) -> Weights {
    precondition(shape.allSatisfy { $0 > 0 }, "weights of shape \(shape)")
    let inputs = Double(shape.dropFirst().reduce(1, *)).squareRoot()
    // 1/√inputs as well, but for the rounding
    let slope = 5.0.squareRoot()
    let reach = 3.0.squareRoot() * ((2 / (1 + slope * slope)).squareRoot() / inputs)
    return Weights(
      weight: tensor(shape: shape, reach: reach),
      bias: hasBias ? tensor(shape: [shape[0]], reach: 1 / inputs) : nil)
  }

  /// Numbers uniform between ±reach.
  private mutating func tensor(shape: [Int], reach: Double) -> TorchTensor {
    let reach = Float(reach)
    return TorchTensor(
      shape: shape, elements: uniformFloats(count: shape.reduce(1, *), from: -reach, to: reach))
  }
}
