public import LinearAlgebra
public import Parameters

/// `outputs x inputs`, written as the matrix's `5x3` or as the map's `3->5`.
public struct DenseSize: ArgumentValue, Hashable {
  public let outputs: Int
  public let inputs: Int

  public init(outputs: Int, inputs: Int) {
    self.outputs = outputs
    self.inputs = inputs
  }

  public init(_ argument: Argument) throws(ArgumentError) {
    switch argument.value {
    case .shape(let sizes) where sizes.count == 2: (outputs, inputs) = (sizes[0], sizes[1])
    case .sizes(let inputs, let outputs): (self.inputs, self.outputs) = (inputs, outputs)
    default:
      throw ArgumentError("shape needs rows x columns, such as 5x3 (or 3->5)", reason: .shape)
    }
    guard outputs > 0, inputs > 0 else {
      throw ArgumentError("\(argument.text): a layer needs at least one input and one output", reason: .shape)
    }
  }

  public static let placeholder = "RxC|IN->OUT"
  public var argumentText: String { "\(outputs)x\(inputs)" }
}

/// How the weights of a layer are chosen.
public enum Initialization: String, CaseIterable, Sendable, ArgumentValue {
  case normal, uniform, torch, xavier, kaiming, orthogonal, identity, zeros
}

extension RandomStream.Generator: ArgumentValue {}

/// Whether a layer has a bias: `on`, `off`, or the name of the array that it is.
public enum BiasChoice: ArgumentValue, Hashable {
  case on, off
  case array(String)

  public init(_ argument: Argument) throws(ArgumentError) {
    if let isOn = try? Bool(argument) {
      self = isOn ? .on : .off
    } else {
      self = .array(argument.word)
    }
  }

  /// - Throws: a `BuildError` for an array where no file is read.
  func isPresent() throws(BuildError) -> Bool {
    switch self {
    case .on: true
    case .off: false
    case .array(let name):
      throw BuildError(
        "'\(name)' is neither on nor off; an array's name needs  from FILE", label: "bias", reason: .missing)
    }
  }

  public static let placeholder = "on|off|ARRAY"
  public static let completion = Bool.completion
  public var argumentText: String {
    switch self {
    case .on: "on"
    case .off: "off"
    case .array(let name): name
    }
  }
}

extension Dense {
  /// `layer linear 5x3 seed 42`: a matrix of random numbers, and a bias.
  public struct Kind: LayerKind {
    public static let name = "linear"
    public static let aliases = ["dense", "fc"]
    public static let summary = "y = W x + b, with random W and b"
    public static let example = "layer linear 5x3 seed 42"
    public static let parameters: [Parameter<Self>] = [
      Parameter(
        "shape", \.size, "rows x columns of W, or inputs -> outputs", role: .positional, required: true),
      Parameter("seed", \.seed, "a generator of its own, as np.random.seed or torch.manual_seed"),
      Parameter("rng", \.generator, "whose random numbers: NumPy's, its default_rng's or PyTorch's"),
      Parameter("init", \.initialization, "how W and b are drawn"),
      Parameter("bias", \.bias, "whether there is a b, or its array"),
      Parameter("scale", \.scale, "a factor on W and b, which training does not move"),
    ]

    public var size: DenseSize?
    public var seed: UInt32?
    public var generator: RandomStream.Generator?
    public var initialization: Initialization?
    public var bias = BiasChoice.on
    public var scale = 1.0
    public init() {}

    /// W is outputs x inputs.
    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      try Drawing(seed: seed, generator: generator, initialization: initialization, scale: scale)
        .checkUnused()
      initialization = .zeros
      bias = tensors["bias"] == nil ? .off : .on
      guard let weight = tensors["weight"] else { return }
      try weight.checkAxes(2, of: Self.name, "outputs x inputs")
      let stored = DenseSize(outputs: weight.shape[0], inputs: weight.shape[1])
      guard size ?? stored == stored else {
        throw BuildError(
          "\(weight.name) is \(weight.size), not \(size?.argumentText ?? "")", label: "shape", reason: .shape)
      }
      size = stored
    }

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let size else {
        throw BuildError("linear needs its shape, such as 5x3 (or 3->5)", label: nil, reason: .missing)
      }
      let hasBias = try bias.isPresent()
      try construction.checkSize(of: [size.outputs, size.inputs], label: "shape")
      let (weights, bias) = try construction.draw(seed: seed, generator: generator) {
        (random) throws(LinearAlgebraError) in
        try (initialization ?? .usual(for: random)).weights(size, hasBias: hasBias, from: &random)
      }
      let layer = Dense(weights, bias: hasBias ? bias : nil, times: scale)
      guard (layer.weights.elements + layer.bias.elements).allSatisfy(\.isFinite) else {
        throw BuildError("the scale \(scale) makes a weight infinite", label: "scale", reason: .outOfRange)
      }
      // Of a sequence each token goes through the same layer, as in PyTorch.
      if let input = construction.input, input.dimensions.count == 2, input.dimensions[1] == size.inputs {
        return Batched(layer, count: input.dimensions[0])
      }
      return layer
    }
  }
}

extension Dense: StoredLayer {
  public var definition: (any LayerKind)? { Kind() }
  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    Dense(
      Matrix(rows: weights.rows, columns: weights.columns, byRows: values[0]),
      bias: hasBias ? Vector(values[1]) : nil)
  }
}

extension Initialization {
  /// How layers are drawn if nobody says so: as the deck does with NumPy, and as PyTorch itself does.
  static func usual(for stream: RandomStream) -> Initialization {
    stream.generator == .torch ? .torch : .normal
  }

  /// Weights `[outputs, inputs]` and then a bias `[outputs]`, drawn row by row.
  ///
  /// - normal: `randn(out, in)`, `randn(out)`
  /// - uniform: `uniform(-1, 1)`, both
  /// - torch: uniform between ±1/√in, both, as `nn.Linear` does; to the bit with PyTorch's generator
  /// - xavier: uniform between ±√(6 / (in + out)), bias 0 (Glorot and Bengio 2010); `fanOut` says how many outputs
  ///   an input has, where that is not the number of rows
  /// - kaiming: normal with deviation √(2 / in), bias 0 (He et al. 2015)
  /// - orthogonal: Q of a QR factorisation of normal numbers, bias 0 (Saxe et al. 2014)
  /// - identity, zeros: no random numbers
  func weights(
    _ size: DenseSize, fanOut: Int? = nil, hasBias: Bool, from random: inout RandomStream
  ) throws(LinearAlgebraError) -> (Matrix, Vector) {
    let (rows, columns) = (size.outputs, size.inputs)
    let zeros = Vector(repeating: 0, count: rows)
    let inputs = Double(columns)
    if self == .torch, let drawn = random.linear(inputs: columns, outputs: rows, hasBias: hasBias) {
      return (drawn.weight.matrix, drawn.bias?.vector ?? zeros)
    }
    switch self {
    case .normal:
      let weights = random.randn(rows: rows, columns: columns)
      return (weights, hasBias ? random.randn(rows: rows, columns: 1).column(0) : zeros)
    case .uniform, .torch:
      let reach = self == .uniform ? 1 : 1 / inputs.squareRoot()
      let weights = random.uniform(rows: rows, columns: columns, reach: reach)
      return (weights, hasBias ? random.uniform(rows: rows, columns: 1, reach: reach).column(0) : zeros)
    case .xavier:
      return (
        random.uniform(
          rows: rows, columns: columns, reach: (6 / (inputs + Double(fanOut ?? rows))).squareRoot()),
        zeros
      )
    case .kaiming:
      let deviation = (2 / inputs).squareRoot()
      return (random.randn(rows: rows, columns: columns).mapped { deviation * $0 }, zeros)
    case .orthogonal:
      let tall = try random.randn(rows: max(rows, columns), columns: min(rows, columns)).qr().q
      return (rows >= columns ? tall : tall.transposed, zeros)
    case .identity:
      var weights = Matrix(rows: rows, columns: columns)
      for index in 0..<min(rows, columns) { weights[index, index] = 1 }
      return (weights, zeros)
    case .zeros: return (Matrix(rows: rows, columns: columns), zeros)
    }
  }
}

extension RandomStream {
  /// Numbers uniform between ±reach, row by row.
  mutating func uniform(rows: Int, columns: Int, reach: Double) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      byRows: (0..<rows * columns).map { _ in uniform(from: -reach, to: reach) })
  }
}
