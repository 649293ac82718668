public import LinearAlgebra

/// Self-attention: every token becomes a mean of all tokens, weighted by how well they match it, `[length, embed]`.
///
/// A token is cut into a slice for each head. The matrices of values, keys and queries are shared by all heads, as in
/// the deck; what the heads find is put together again and goes through an affine map: `y = W concat(heads) + b`. A
/// sample is flattened token after token, as PyTorch's `batch_first` stores it.
public struct Attention: Layer {
  /// How much two tokens match.
  public enum Match: Hashable, Sendable {
    /// `(W_Q xᵢ)·(W_K xⱼ) / scale`; on all of space this attention has no Lipschitz constant.
    case product(keys: Matrix)
    /// `−|W_Q (xᵢ − xⱼ)|² / scale`, with values `W_V A x` where `A = W_QᵀW_Q / scale`; it has a constant.
    ///
    /// - Source: Kim, Papamakarios, Mnih 2021, arXiv:2006.04710, section 3.2.
    case distance
  }

  public let values: Matrix
  public let queries: Matrix
  public let match: Match
  public let output: Matrix
  public let bias: Vector
  /// What the logits are divided by.
  public let scale: Double
  public let length: Int
  public let heads: Int
  private let shape: Shape
  /// What a head's slice is multiplied by before the mean: W_V, or W_V A where distances are compared.
  let valueMap: Matrix

  /// Attention among `length` tokens; values and queries are `[d, d]`, the output map is `[heads · d, heads · d]`.
  ///
  /// `flat` says that samples are one row of numbers rather than `[length, embed]`.
  public init(
    values: Matrix, queries: Matrix, match: Match, output: Matrix, bias: Vector? = nil, scale: Double,
    length: Int, flat: Bool = false
  ) {
    let (size, embed) = (values.rows, output.rows)
    precondition(
      [values, queries].allSatisfy { $0.rows == size && $0.columns == size },
      "values and queries of another size than \(size)x\(size)")
    if case .product(let keys) = match {
      precondition(
        keys.rows == size && keys.columns == size, "\(keys.rows)x\(keys.columns) keys for size \(size)")
    }
    precondition(
      output.columns == embed && embed.isMultiple(of: size) && (bias?.count ?? embed) == embed,
      "a \(embed)x\(output.columns) output map of heads of size \(size)")
    precondition(scale > 0 && scale.isFinite && length > 0, "\(length) tokens, logits over \(scale)")
    self.values = values
    self.queries = queries
    self.match = match
    self.output = output
    self.bias = bias ?? Vector(repeating: 0, count: embed)
    self.scale = scale
    self.length = length
    heads = embed / size
    shape = flat ? Shape(length * embed) : Shape(length, embed)
    switch match {
    case .product: valueMap = values
    case .distance: valueMap = (1 / scale) * (values * queries.transposedTimes(queries))
    }
  }

  /// How many numbers a token has.
  public var embed: Int { output.rows }
  /// How many of them a head sees.
  public var headSize: Int { values.rows }
  var isFlat: Bool { shape.dimensions.count == 1 }

  public var kind: String { Kind.name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { parameterMatrices.reduce(bias.count) { $0 + $1.elements.count } }
  public var formula: String {
    switch match {
    case .product: "y = W concat(softmax(QK'/s) V) + b"
    case .distance: "y = W concat(softmax(-|q - k|^2/s) VA) + b"
    }
  }
  public var form: LayerForm { .opaque(self) }

  public var tensors: [Tensor] {
    var keys: [Tensor] = []
    if case .product(let matrix) = match { keys = [Tensor("W_K", matrix, name: "keys.weight")] }
    return [Tensor("W_V", values, name: "values.weight")] + keys + [
      Tensor("W_Q", queries, name: "queries.weight"), Tensor("W", output, name: "fc_out.weight"),
      Tensor("b", bias, name: "fc_out.bias"),
    ]
  }

  public func forward(_ x: Matrix) -> Matrix { unwatched { try forward(x, monitor: $0) } }

  public func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix {
    let tokens = x.split(into: embed)
    var mixed = Matrix(rows: embed, columns: tokens.columns)
    for head in 0..<heads {
      for sample in 0..<x.columns {
        try monitor.poll()
        mixed.place(state(head, of: tokens, sample).mixed, row: head * headSize, column: sample * length)
      }
    }
    var y = output * mixed
    for column in 0..<y.columns {
      for row in 0..<embed { y[row, column] += bias[row] }
    }
    return y.split(into: x.rows)
  }

  public func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pushforward(dx, at: x, monitor: $0) }
  }

  public func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    let (tokens, moves) = (x.split(into: embed), dx.split(into: embed))
    var mixed = Matrix(rows: embed, columns: moves.columns)
    for head in 0..<heads {
      let slice = moves.part(rows: rows(of: head), columns: 0..<moves.columns)
      let moved = AttentionHead.Projections(of: slice, by: self)
      try forEachDirection(dx.columns, at: x, tokens, head, monitor) { direction, state in
        let columns = direction * length..<(direction + 1) * length
        mixed.place(
          state.pushforward(moved.part(columns)), row: head * headSize, column: columns.lowerBound)
      }
    }
    return (output * mixed).split(into: dx.rows)
  }

  public func pullback(_ dy: Matrix, at x: Matrix) -> Matrix {
    unwatched { try pullback(dy, at: x, monitor: $0) }
  }

  public func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix {
    let tokens = x.split(into: embed)
    let mixed = output.transposedTimes(dy.split(into: embed))
    var dx = Matrix(rows: embed, columns: mixed.columns)
    for head in 0..<heads {
      try forEachDirection(dy.columns, at: x, tokens, head, monitor) { direction, state in
        let columns = direction * length..<(direction + 1) * length
        let pulled = state.pullback(mixed.part(rows: rows(of: head), columns: columns))
        dx.place(pulled.tokens(of: self), row: head * headSize, column: columns.lowerBound)
      }
    }
    return dx.split(into: dy.rows)
  }

  /// The numbers of a token that a head sees.
  func rows(of head: Int) -> Range<Int> { head * headSize..<(head + 1) * headSize }

  /// What a head sees in one sample of `[embed, length · batch]`.
  func state(_ head: Int, of tokens: Matrix, _ sample: Int) -> AttentionHead {
    AttentionHead(
      tokens.part(rows: rows(of: head), columns: sample * length..<(sample + 1) * length), of: self)
  }

  private func forEachDirection(
    _ count: Int, at x: Matrix, _ tokens: Matrix, _ head: Int, _ monitor: Monitor,
    _ body: (Int, AttentionHead) -> Void
  ) throws {
    precondition(x.columns == 1 || x.columns == count, "\(count) directions at \(x.columns) points")
    var state = state(head, of: tokens, 0)
    for direction in 0..<count {
      try monitor.poll()
      if direction > 0, x.columns > 1 { state = self.state(head, of: tokens, direction) }
      body(direction, state)
    }
  }
}

extension Matrix {
  /// The same numbers in columns of another length.
  func split(into rows: Int) -> Matrix {
    Matrix(rows: rows, columns: elements.count / rows, elements: elements)
  }

  /// A copy of a block.
  func part(rows range: Range<Int>, columns: Range<Int>) -> Matrix {
    var result = Matrix(rows: range.count, columns: columns.count)
    for column in columns {
      for row in range { result[row - range.lowerBound, column - columns.lowerBound] = self[row, column] }
    }
    return result
  }

  /// Overwrites a block.
  mutating func place(_ part: Matrix, row: Int, column: Int) {
    for j in 0..<part.columns {
      for i in 0..<part.rows { self[row + i, column + j] = part[i, j] }
    }
  }
}
