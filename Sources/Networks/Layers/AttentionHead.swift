import LinearAlgebra
import RealModule

/// What one head sees in one sample, and its derivative: columns are tokens, `[d, length]`.
struct AttentionHead {
  /// Queries, keys and values of tokens, or how those move.
  struct Projections {
    var queries: Matrix
    var keys: Matrix
    var values: Matrix
  }

  let match: Attention.Match
  let scale: Double
  let projections: Projections
  /// Row i says how much of each token goes into the new token i; `[length, length]`, rows sum to 1.
  let weights: Matrix

  init(_ tokens: Matrix, of layer: Attention) {
    match = layer.match
    scale = layer.scale
    projections = Projections(of: tokens, by: layer)
    let (queries, keys) = (projections.queries, projections.keys)
    switch layer.match {
    case .product: weights = ((1 / scale) * queries.transposedTimes(keys)).softmaxOfRows
    case .distance:
      var logits = Matrix(rows: tokens.columns, columns: tokens.columns)
      for i in 0..<tokens.columns {
        for j in 0..<tokens.columns {
          let gap = (0..<queries.rows).reduce(0) { sum, row in
            let step = queries[row, i] - queries[row, j]
            return sum + step * step
          }
          logits[i, j] = -gap / scale
        }
      }
      weights = logits.softmaxOfRows
    }
  }

  /// The means of the values: `[d, length]`.
  var mixed: Matrix { projections.values.timesTransposed(weights) }

  /// How the means move.
  func pushforward(_ moved: Projections) -> Matrix {
    let (queries, keys) = (projections.queries, projections.keys)
    let logits: Matrix
    switch match {
    case .product:
      logits = (1 / scale) * (moved.queries.transposedTimes(keys) + queries.transposedTimes(moved.keys))
    case .distance:
      // −2 (qᵢ − qⱼ)·(dqᵢ − dqⱼ), from the inner products of all with all.
      let inner = queries.transposedTimes(moved.queries)
      var sums = inner + inner.transposed
      let own = (0..<sums.rows).map { sums[$0, $0] }
      for j in 0..<sums.columns {
        for i in 0..<sums.rows { sums[i, j] = (2 * sums[i, j] - own[i] - own[j]) / scale }
      }
      logits = sums
    }
    return moved.values.timesTransposed(weights)
      + projections.values.timesTransposed(weights.softmaxDerivative(logits))
  }

  /// The derivative of `Σ dmᵀ mixed` with respect to queries, keys and values.
  ///
  /// Where distances are compared, keys are queries and have no share of their own.
  func pullback(_ dm: Matrix) -> Projections {
    let (queries, keys) = (projections.queries, projections.keys)
    let logits = (1 / scale) * weights.softmaxDerivative(dm.transposedTimes(projections.values))
    let values = dm * weights
    switch match {
    case .product:
      return Projections(queries: keys.timesTransposed(logits), keys: queries * logits, values: values)
    case .distance:
      // d(−|qᵢ − qⱼ|²) = −2 (qᵢ − qⱼ)·(dqᵢ − dqⱼ), so with both orders the Laplacian of a graph.
      var graph = logits + logits.transposed
      for i in 0..<graph.rows {
        graph[i, i] -= (0..<graph.rows).reduce(0) { $0 + graph[i, $1] }
      }
      return Projections(
        queries: 2 * (queries * graph), keys: Matrix(rows: keys.rows, columns: keys.columns), values: values)
    }
  }
}

extension AttentionHead.Projections {
  /// The projections of tokens, or of their moves, since they are linear.
  init(of tokens: Matrix, by layer: Attention) {
    queries = layer.queries * tokens
    values = layer.valueMap * tokens
    switch layer.match {
    case .product(let matrix): keys = matrix * tokens
    case .distance: keys = queries
    }
  }

  /// Some of the tokens.
  func part(_ columns: Range<Int>) -> Self {
    func part(_ matrix: Matrix) -> Matrix { matrix.part(rows: 0..<matrix.rows, columns: columns) }
    return Self(queries: part(queries), keys: part(keys), values: part(values))
  }

  /// What reaches the tokens of cotangents of the projections.
  func tokens(of layer: Attention) -> Matrix {
    let sum = layer.queries.transposedTimes(queries) + layer.valueMap.transposedTimes(values)
    guard case .product(let matrix) = layer.match else { return sum }
    return sum + matrix.transposedTimes(keys)
  }
}

extension Matrix {
  /// Every row as weights that sum to 1: `e^s` over its sum, without overflow.
  fileprivate var softmaxOfRows: Matrix {
    var result = self
    for row in 0..<rows {
      let largest = (0..<columns).reduce(-Double.infinity) { Swift.max($0, self[row, $1]) }
      var sum = 0.0
      for column in 0..<columns {
        result[row, column] = .exp(self[row, column] - largest)
        sum += result[row, column]
      }
      for column in 0..<columns { result[row, column] /= sum }
    }
    return result
  }

  /// How rows of softmax weights move with their logits: `p (ds − p·ds)`, the same forwards and backwards.
  fileprivate func softmaxDerivative(_ logits: Matrix) -> Matrix {
    var result = logits
    for row in 0..<rows {
      let mean = (0..<columns).reduce(0) { $0 + self[row, $1] * logits[row, $1] }
      for column in 0..<columns { result[row, column] = self[row, column] * (logits[row, column] - mean) }
    }
    return result
  }
}
