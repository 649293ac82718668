public import LinearAlgebra
public import Parameters

/// `IN->HID`: the numbers of one time step, and of the state.
public struct RecurrentSize: ArgumentValue, Hashable {
  public let inputs: Int
  public let units: Int

  public init(inputs: Int, units: Int) {
    self.inputs = inputs
    self.units = units
  }

  public init(_ argument: Argument) throws(ArgumentError) {
    guard case .sizes(let inputs, let units) = argument.value else {
      throw ArgumentError("'\(argument.text)' is not inputs -> hidden units, such as 10->20", reason: .shape)
    }
    guard inputs > 0, units > 0 else {
      throw ArgumentError("\(argument.text): a step needs at least one input and one unit", reason: .shape)
    }
    (self.inputs, self.units) = (inputs, units)
  }

  public static let placeholder = "IN->HID"
  public var argumentText: String { "\(inputs)->\(units)" }
}

extension Recurrent.States: ArgumentValue {}

extension Recurrent {
  /// `layer rnn 10->20 steps 15`: the steps are those that come in, or the number.
  public struct Kind: LayerKind {
    public static let name = "rnn"
    public static let summary = "h = tanh(W_ih x + b_ih + W_hh h + b_hh), step after step"
    public static let example = "layer rnn 10->20 steps 15 seed 42"
    public static let parameters: [Parameter<Self>] = [
      Parameter("size", \.size, "numbers of a step -> hidden units", role: .positional, required: true),
      Parameter("steps", \.steps, "how many; without it those that come in", placeholder: "T"),
      Parameter("states", \.states, "which states come out"),
      Parameter("seed", \.seed, "a generator of its own, as np.random.seed or torch.manual_seed"),
      Parameter("rng", \.generator, "whose random numbers: NumPy's or PyTorch's"),
      Parameter("init", \.initialization, "how W_ih, W_hh, b_ih and b_hh are drawn"),
      Parameter("bias", \.hasBias, "whether there are b_ih and b_hh"),
    ]

    public var size: RecurrentSize?
    public var steps: Count?
    public var states = States.last
    public var seed: UInt32?
    public var generator: RandomStream.Generator?
    public var initialization: Initialization?
    public var hasBias = true
    public init() {}

    /// W_ih is units x inputs.
    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      try Drawing(seed: seed, generator: generator, initialization: initialization).checkUnused()
      initialization = .zeros
      hasBias = tensors["bias_ih_l0"] != nil
      guard let weight = tensors["weight_ih_l0"] else { return }
      try weight.checkAxes(2, of: Self.name, "units x inputs")
      let stored = RecurrentSize(inputs: weight.shape[1], units: weight.shape[0])
      guard size ?? stored == stored else {
        throw BuildError(
          "\(weight.name) is \(weight.size), which is \(stored.argumentText)", label: "size", reason: .shape)
      }
      size = stored
    }

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let size else {
        throw BuildError(
          "rnn needs its inputs and hidden units, such as  rnn 10->20 steps 15", label: nil, reason: .missing)
      }
      let steps = try steps(of: size, in: construction.input)
      for (rows, columns, label) in [
        (size.units, size.inputs, "size"), (size.units, size.units, "size"), (steps, size.inputs, "steps"),
        (steps, size.units, "steps"),
      ] {
        try construction.checkSize(of: [rows, columns], label: label)
      }
      let weights = try construction.draw(seed: seed, generator: generator) {
        (random) throws(LinearAlgebraError) in
        try (initialization ?? .usual(for: random)).recurrence(size, hasBias: hasBias, from: &random)
      }
      return Recurrent(
        input: weights.input, hidden: weights.hidden, steps: steps, states: states,
        inputShape: construction.input)
    }

    /// How many steps come in: the first of two axes, or what the numbers of one make.
    private func steps(of size: RecurrentSize, in input: Shape?) throws(BuildError) -> Int {
      guard let input else {
        guard let steps else {
          throw BuildError(
            "rnn needs its steps, such as  rnn \(size.argumentText) steps 15", label: nil, reason: .missing)
        }
        return steps.value
      }
      let axes = input.dimensions
      guard axes.count <= 2 else {
        throw BuildError(
          "rnn takes steps x inputs, such as 15x\(size.inputs), but \(input) come in", label: "size",
          reason: .shape)
      }
      guard axes.count == 1 ? input.count % size.inputs == 0 : axes[1] == size.inputs else {
        throw BuildError(
          "rnn takes \(size.inputs.counted("number")) a step, but \(input) come in", label: "size",
          reason: .shape)
      }
      let count = input.count / size.inputs
      guard steps.map({ $0.value == count }) ?? true else {
        throw BuildError(
          "rnn of \((steps?.value ?? count).counted("step")), but \(input) come in, which are \(count)",
          label: "steps",
          reason: .shape)
      }
      return count
    }
  }
}

extension Recurrent: StoredLayer {
  /// The steps are those that come in.
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.states = states
    return kind
  }

  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    func dense(_ layer: Dense, _ index: Int) -> Dense {
      Dense(
        Matrix(rows: layer.weights.rows, columns: layer.weights.columns, byRows: values[index]),
        bias: layer.hasBias ? Vector(values[index + 2]) : nil)
    }
    return Recurrent(
      input: dense(input, 0), hidden: dense(hidden, 1), steps: steps, states: states, inputShape: inputShape)
  }
}

extension Initialization {
  /// W_ih, W_hh, b_ih and b_hh, drawn in this order.
  ///
  /// As for a linear layer, but torch: uniform between ±1/√hidden, all four, as `nn.RNN` does; to the bit with
  /// PyTorch's generator.
  func recurrence(
    _ size: RecurrentSize, hasBias: Bool, from random: inout RandomStream
  ) throws(LinearAlgebraError) -> (input: Dense, hidden: Dense) {
    let (inputs, units) = (size.inputs, size.units)
    if self == .torch, let drawn = random.rnn(inputs: inputs, hidden: units, hasBias: hasBias) {
      return (
        Dense(drawn.inputWeight.matrix, bias: drawn.inputBias?.vector),
        Dense(drawn.hiddenWeight.matrix, bias: drawn.hiddenBias?.vector)
      )
    }
    let outer = try recurrent(units, inputs, units: units, from: &random)
    let inner = try recurrent(units, units, units: units, from: &random)
    guard hasBias else { return (Dense(outer), Dense(inner)) }
    let biases = try (0..<2).map { _ throws(LinearAlgebraError) in
      switch self {
      case .normal, .uniform, .torch: try recurrent(units, 1, units: units, from: &random).column(0)
      case .xavier, .kaiming, .orthogonal, .identity, .zeros: Vector(repeating: 0, count: units)
      }
    }
    return (Dense(outer, bias: biases[0]), Dense(inner, bias: biases[1]))
  }

  private func recurrent(
    _ rows: Int, _ columns: Int, units: Int, from random: inout RandomStream
  ) throws(LinearAlgebraError) -> Matrix {
    if self == .torch {
      return random.uniform(rows: rows, columns: columns, reach: 1 / Double(units).squareRoot())
    }
    return try weights(DenseSize(outputs: rows, inputs: columns), hasBias: false, from: &random).0
  }
}
