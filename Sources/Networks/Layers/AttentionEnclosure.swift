public import LinearAlgebra

/// What attention can do on a box.
extension Attention: OpaqueMap {
  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    let mixed = try ranges(on: x, monitor: monitor).map(\.means)
    return try affine(mixed, monitor: monitor).enumerated().map { $1 + Interval(bias[$0 % embed]) }
  }

  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    let moved = try ranges(on: x, monitor: monitor).enumerated().map { head, range in
      try range.pushforward(slices(dx, of: head), monitor: monitor)
    }
    return try affine(moved, monitor: monitor)
  }

  /// Smooth everywhere: sums, products and exponentials.
  public func isSmooth(on _: [Interval], monitor _: Monitor) -> Bool { true }

  /// How logits depend on tokens: `W_QᵀW_K / scale`, or twice `W_QᵀW_Q / scale` where distances are compared.
  var coupling: EnclosedMatrix {
    let rows = EnclosedMatrix(queries.transposed)
    switch match {
    case .product(let keys): return (rows * EnclosedMatrix(keys)).divided(by: scale)
    case .distance: return (rows * EnclosedMatrix(queries)).divided(by: 0.5 * scale)
    }
  }

  /// The linear map from the means of the tokens to the output: `W` times W_V, or W_V A, for each head.
  var mixing: EnclosedMatrix {
    switch match {
    case .product: return mixing(by: EnclosedMatrix(values))
    case .distance:
      let square = EnclosedMatrix(queries.transposed) * EnclosedMatrix(queries)
      return mixing(by: (EnclosedMatrix(values) * square).divided(by: scale))
    }
  }

  /// `W` times the block-diagonal matrix that has the same block for each head.
  func mixing(by block: EnclosedMatrix) -> EnclosedMatrix {
    var middle = Matrix(rows: embed, columns: embed)
    var radius = middle
    for head in 0..<heads {
      let slice = output.part(rows: 0..<embed, columns: rows(of: head))
      let product = EnclosedMatrix(slice) * block
      middle.place(product.middle, row: 0, column: head * headSize)
      radius.place(product.radius, row: 0, column: head * headSize)
    }
    return EnclosedMatrix(middle, radius: radius)
  }

  /// What every head can see.
  func ranges(on box: [Interval], monitor: Monitor) throws -> [AttentionRange] {
    try (0..<heads).map { try AttentionRange(slices(box, of: $0), of: self, monitor: monitor) }
  }

  /// The slice of every token that a head sees.
  private func slices(_ box: [Interval], of head: Int) -> [[Interval]] {
    (0..<length).map { token in rows(of: head).map { box[token * embed + $0] } }
  }

  /// The output's linear map of what the heads `[head][token][entry]` give.
  private func affine(_ heads: [[[Interval]]], monitor: Monitor) throws -> [Interval] {
    let mixing = mixing
    return try (0..<length).flatMap { token in
      try monitor.poll()
      return mixing.enclosure(of: heads.flatMap { $0[token] })
    }
  }
}
