import LinearAlgebra

/// What one head can see while its tokens are in a box, and the derivatives that it can have there.
///
/// With `μᵢ = Σⱼ pᵢⱼ xⱼ` the mean of the tokens for token i and sᵢⱼ the logits, a move h of the tokens moves the mean
/// by
///
///     dμᵢ = Σⱼ pᵢⱼ hⱼ + Σⱼ pᵢⱼ (xⱼ − μᵢ) dsᵢⱼ,      dsᵢⱼ = aⱼ·hᵢ + bᵢⱼ·hⱼ + (what does not depend on j),
///
/// where the last part has no effect, since `Σⱼ pᵢⱼ (xⱼ − μᵢ) = 0`. For the same reason any point c may be subtracted
/// from the tokens in `aⱼ`. For inner products `aⱼ = A (xⱼ − c)` and `bᵢⱼ = Aᵀxᵢ` with `A = W_QᵀW_K / scale`; for
/// distances `aⱼ = 2A (xⱼ − c)` and `bᵢⱼ = 2A (xᵢ − xⱼ)` with `A = W_QᵀW_Q / scale`.
struct AttentionRange {
  let match: Attention.Match
  /// How logits depend on tokens: A, or 2A.
  let coupling: EnclosedMatrix
  let tokens: [[Interval]]
  let weights: [[Interval]]
  let means: [[Interval]]
  /// A point amid the tokens.
  let center: [Interval]

  init(_ tokens: [[Interval]], of layer: Attention, monitor: Monitor) throws {
    self.tokens = tokens
    match = layer.match
    coupling = layer.coupling
    let divisor = Interval(layer.scale)
    let queries = tokens.map { layer.queries.enclosure(of: $0) }
    switch match {
    case .product(let matrix):
      let keys = tokens.map { matrix.enclosure(of: $0) }
      weights = try queries.map(polling: monitor, every: 1) { query in
        softmaxEnclosure(of: keys.map { query.inner($0) / divisor })
      }
    case .distance:
      weights = try queries.indices.map(polling: monitor, every: 1) { i in
        softmaxEnclosure(
          of: queries.indices.map { j in
            i == j ? .zero : -(queries[i] - queries[j]).reduce(.zero) { $0 + $1.square } / divisor
          })
      }
    }
    let entries = tokens[0].indices
    means = try weights.map(polling: monitor, every: 1) { row in
      entries.map { entry in row.mean(of: tokens.map { $0[entry] }) }
    }
    center = entries.map { entry in
      let sum = tokens.reduce(0) { $0 + $1[entry].midpoint / Double(tokens.count) }
      return Interval(sum.isFinite ? sum : 0)
    }
  }

  /// `aⱼ`: how the logit of a token j moves with the token that looks at it.
  func keySlopes(monitor: Monitor) throws -> [[Interval]] {
    try tokens.map(polling: monitor, every: 16) { coupling.enclosure(of: $0 - center) }
  }

  /// `bᵢⱼ`: how the logit of a token j moves with j itself, for each i.
  func querySlopes(monitor: Monitor) throws -> [[[Interval]]] {
    switch match {
    case .product:
      let transposed = coupling.transposed
      return try tokens.map(polling: monitor, every: 16) { token in
        let slope = transposed.enclosure(of: token)
        return tokens.map { _ in slope }
      }
    case .distance:
      return try tokens.map { token in
        try tokens.map(polling: monitor, every: 256) { coupling.enclosure(of: token - $0) }
      }
    }
  }

  /// How the means can move with the tokens.
  func pushforward(_ moves: [[Interval]], monitor: Monitor) throws -> [[Interval]] {
    let keySlopes = try keySlopes(monitor: monitor)
    let querySlopes = try querySlopes(monitor: monitor)
    return try tokens.indices.map(polling: monitor, every: 1) { i in
      var sum = [Interval](repeating: .zero, count: center.count)
      for j in tokens.indices {
        let logit = keySlopes[j].inner(moves[i]) + querySlopes[i][j].inner(moves[j])
        for entry in sum.indices {
          sum[entry] =
            sum[entry] + weights[i][j] * (moves[j][entry] + (tokens[j][entry] - means[i][entry]) * logit)
        }
      }
      return sum
    }
  }

  /// The derivative of the mean for token i by token k, an interval for each entry `[row][column]`.
  func block(_ i: Int, _ k: Int, keySlopes: [[Interval]], querySlopes: [[[Interval]]]) -> [[Interval]] {
    center.indices.map { row in
      center.indices.map { column in
        var entry = (tokens[k][row] - means[i][row]) * querySlopes[i][k][column]
        if row == column { entry = entry + Interval(1) }
        entry = weights[i][k] * entry
        if i == k {
          for j in tokens.indices {
            entry = entry + weights[i][j] * (tokens[j][row] - means[i][row]) * keySlopes[j][column]
          }
        }
        return entry
      }
    }
  }
}

extension [Interval] {
  /// The inner product.
  func inner(_ other: [Interval]) -> Interval { zip(self, other).reduce(.zero) { $0 + $1.0 * $1.1 } }

  static func - (a: [Interval], b: [Interval]) -> [Interval] { zip(a, b).map { $0 - $1 } }

  /// The mean with weights that sum to 1, one of which is in each of these intervals.
  ///
  /// It also lies between the smallest and the largest number.
  func mean(of numbers: [Interval]) -> Interval {
    let low = numbers.reduce(Double.infinity) { Swift.min($0, $1.lower) }
    let high = numbers.reduce(-Double.infinity) { Swift.max($0, $1.upper) }
    let hull = Interval(low, high)
    return inner(numbers).intersection(hull) ?? hull
  }
}
