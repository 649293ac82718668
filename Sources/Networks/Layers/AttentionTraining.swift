public import LinearAlgebra

/// Values, keys where there are any, queries, the output's weights and its bias, in the order in which PyTorch makes
/// them.
extension Attention: Trainable {
  var parameterMatrices: [Matrix] {
    switch match {
    case .product(let keys): [values, keys, queries, output]
    case .distance: [values, queries, output]
    }
  }

  public var parameters: Vector { Vector(parameterMatrices.flatMap(\.elements) + bias.elements) }

  public func withParameters(_ parameters: Vector) -> any Trainable {
    var start = 0
    func next(_ like: Matrix) -> Matrix {
      defer { start += like.elements.count }
      return Matrix(
        rows: like.rows, columns: like.columns,
        elements: Array(parameters.elements[start..<start + like.elements.count]))
    }
    let values = next(values)
    let match: Match =
      switch match {
      case .product(let keys): .product(keys: next(keys))
      case .distance: .distance
      }
    let queries = next(queries)
    let output = next(output)
    return Attention(
      values: values, queries: queries, match: match, output: output,
      bias: Vector(Array(parameters.elements[start...])), scale: scale, length: length, flat: isFlat)
  }

  public func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector {
    precondition(x.columns == dy.columns, "\(dy.columns) cotangents at \(x.columns) points")
    let (tokens, cotangents) = (x.split(into: embed), dy.split(into: embed))
    let pulled = output.transposedTimes(cotangents)
    var mixed = Matrix(rows: embed, columns: tokens.columns)
    let zero = Matrix(rows: headSize, columns: headSize)
    var sums = (queries: zero, keys: zero, values: zero)
    for head in 0..<heads {
      for sample in 0..<x.columns {
        let state = state(head, of: tokens, sample)
        let columns = sample * length..<(sample + 1) * length
        mixed.place(state.mixed, row: head * headSize, column: columns.lowerBound)
        let slice = tokens.part(rows: rows(of: head), columns: columns)
        let back = state.pullback(pulled.part(rows: rows(of: head), columns: columns))
        sums.queries = sums.queries + back.queries.timesTransposed(slice)
        sums.keys = sums.keys + back.keys.timesTransposed(slice)
        sums.values = sums.values + back.values.timesTransposed(slice)
      }
    }
    let outer = cotangents.timesTransposed(mixed)
    let biases = (0..<embed).map { row in (0..<tokens.columns).reduce(0) { $0 + cotangents[row, $1] } }
    let matrices: [Matrix]
    switch match {
    case .product: matrices = [sums.values, sums.keys, sums.queries, outer]
    case .distance:
      // The value map is W_V A with A = W_QᵀW_Q / scale, which is symmetric.
      let square = (1 / scale) * queries.transposedTimes(queries)
      let inner = values.transposedTimes(sums.values)
      let through = (1 / scale) * (queries * (inner + inner.transposed))
      matrices = [sums.values * square, sums.queries + through, outer]
    }
    return Vector(matrices.flatMap(\.elements) + biases)
  }
}
