public import LinearAlgebra
public import Parameters

/// How attention compares a query with a key.
public enum AttentionComparison: String, CaseIterable, Sendable, ArgumentValue {
  case dot, l2
}

/// Of what the square root is that divides the logits.
public enum AttentionScale: String, CaseIterable, Sendable, ArgumentValue {
  case embed, head
}

extension Attention {
  /// `layer attention 256 heads 8 length 10`.
  public struct Kind: LayerKind {
    public static let name = "attention"
    public static let summary = "self-attention among tokens of SIZE numbers"
    public static let example = "layer attention 256 heads 8 length 10"
    public static let parameters: [Parameter<Self>] = [
      Parameter(
        "size", \.size, "how many numbers a token has", role: .positional, required: true,
        placeholder: "SIZE"),
      Parameter("heads", \.heads, "how many slices of a token are attended to on their own"),
      Parameter("length", \.length, "how many tokens; without it those that come in, or 10"),
      Parameter("qk", \.comparison, "compare by inner products, or by distances, which has a constant"),
      Parameter(
        "scale", \.scale,
        "divide logits by the root of SIZE or of SIZE/heads; without it embed for dot, head for l2"),
      Parameter("seed", \.seed, "a generator of its own, as np.random.seed or torch.manual_seed"),
      Parameter("rng", \.generator, "whose random numbers: NumPy's, its default_rng's or PyTorch's"),
      Parameter("init", \.initialization, "how the matrices and b are drawn"),
    ]

    public var size: Count?
    public var heads: Count = 1
    public var length: Count?
    public var comparison = AttentionComparison.dot
    public var scale: AttentionScale?
    public var seed: UInt32?
    public var generator: RandomStream.Generator?
    public var initialization: Initialization?
    public init() {}

    /// W maps a token to a token, and the other matrices a head's slice of it.
    public mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError) {
      try Drawing(seed: seed, generator: generator, initialization: initialization).checkUnused()
      initialization = .zeros
      guard let output = tensors["fc_out.weight"] else { return }
      try output.checkAxes(2, of: Self.name, "tokens to tokens")
      size = size ?? Count(integerLiteral: output.shape[0])
    }

    /// Draws values, keys, queries and then the output map, as the deck's module does; distances have no keys.
    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let embed = size?.value else {
        throw BuildError(
          "attention needs the size of a token, such as  attention 256 heads 8", label: nil, reason: .missing)
      }
      guard embed.isMultiple(of: heads.value) else {
        throw BuildError(
          "\(heads.value) heads do not divide a token of \(embed.counted("number"))", label: "heads",
          reason: .shape)
      }
      let length = try tokens(of: embed, in: construction)
      try construction.checkSize(of: [embed, embed], label: "size")
      try construction.checkSize(of: [length, embed], label: "length")
      try construction.checkSize(of: [length, length], label: "length")
      let inner = embed / heads.value
      let root = Double((scale ?? (comparison == .dot ? .embed : .head)) == .embed ? embed : inner)
      let (comparison, initialization) = (comparison, initialization)
      let isFlat = construction.input?.dimensions.count == 1
      return try construction.draw(seed: seed, generator: generator) {
        (random) throws(LinearAlgebraError) in
        let start = initialization ?? .usual(for: random)
        let size = DenseSize(outputs: inner, inputs: inner)
        let values = try start.weights(size, hasBias: false, from: &random).0
        let match: Match =
          comparison == .l2
          ? .distance : .product(keys: try start.weights(size, hasBias: false, from: &random).0)
        let queries = try start.weights(size, hasBias: false, from: &random).0
        let (output, bias) = try start.weights(
          DenseSize(outputs: embed, inputs: embed), hasBias: true, from: &random)
        return Attention(
          values: values, queries: queries, match: match, output: output, bias: bias,
          scale: root.squareRoot(), length: length, flat: isFlat)
      }
    }

    /// How many tokens there are: what comes in is `[length, embed]`, or in one row.
    private func tokens(of embed: Int, in construction: Construction) throws(BuildError) -> Int {
      guard let input = construction.input else { return length?.value ?? 10 }
      let sizes = input.dimensions
      let count: Int
      if sizes.count == 2, sizes[1] == embed {
        count = sizes[0]
      } else if sizes.count == 1, sizes[0] > 0, sizes[0].isMultiple(of: embed) {
        count = sizes[0] / embed
      } else {
        throw BuildError(
          "attention \(embed) takes tokens of \(embed.counted("number")), such as 10x\(embed), but \(input) come in",
          label: "size", reason: .shape)
      }
      if let length, length.value != count {
        throw BuildError(
          "\(length.value.counted("token")) of \(embed.counted("number")), but \(input) come in",
          label: "length", reason: .shape)
      }
      return count
    }
  }
}

extension Attention: StoredLayer {
  /// The tokens are those that come in.
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.heads = Count(integerLiteral: heads)
    if case .distance = match { kind.comparison = .l2 }
    let usual = kind.comparison == .dot ? embed : headSize
    if scale != Double(usual).squareRoot() { kind.scale = kind.comparison == .dot ? .head : .embed }
    return kind
  }

  public func withTensors(_ values: [[Double]]) -> any StoredLayer {
    func square(_ index: Int, _ size: Int) -> Matrix {
      Matrix(rows: size, columns: size, byRows: values[index])
    }
    let count = values.count
    var match = match
    if case .product = match { match = .product(keys: square(1, headSize)) }
    return Attention(
      values: square(0, headSize), queries: square(count - 3, headSize), match: match,
      output: square(count - 2, embed), bias: Vector(values[count - 1]), scale: scale, length: length,
      flat: isFlat)
  }
}
