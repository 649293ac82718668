import LinearAlgebra

/// The proof that a chain stretches by no more than a number, in pieces of two layers each.
///
/// With ρ = 1 and multipliers t, the matrix of `SlopeCertificate` is block tridiagonal. Choose symmetric matrices
/// P₀ = I, P₁, …, Pₙ. If for each layer
/// `[Pᵢ₋₁ + Aᵀ αβT A, −Aᵀ mT; −mT A, T − Pᵢ] ⪰ 0`, and `λ Pₙ − CᵀC ⪰ 0`, then their sum, with ρ and t times λ, is the
/// whole matrix, and the constant is at most √λ. The Pᵢ are found by elimination, a little less than what it leaves,
/// and each piece is proven on its own, so nothing larger than two layers is ever factored.
///
/// - Complexity: (nᵢ₋₁ + nᵢ)³/3 a layer.
/// - Source: Xu and Sivaranjani 2024, arXiv:2404.05873 (ECLipsE), for the elimination.
struct ChainCertificate {
  let chain: Chain

  init(_ chain: Chain) { self.chain = chain }

  /// A proven λ, or nil.
  ///
  /// The step is asked for each layer, whose number and P before are given.
  func square(monitor: Monitor, step: (Int, Matrix) throws -> ChainStep?) throws -> Double? {
    var before = Matrix(identity: chain.inputs)
    for (index, layer) in chain.layers.enumerated() {
      try monitor.step(index, of: chain.layers.count)
      guard let step = try step(index, before),
        step.numbers.allSatisfy({ (0x1p-480...0x1p480).contains($0) }),
        let next = try piece(layer, step, before, monitor)
      else { return nil }
      before = next
    }
    return try last(before, monitor)
  }

  /// The next P, once its piece is proven.
  private func piece(_ layer: Chain.Layer, _ step: ChainStep, _ before: Matrix, _ monitor: Monitor) throws
    -> Matrix?
  {
    let (a, numbers) = (layer.matrix, step.numbers)
    let (inputs, count) = (a.middle.columns, numbers.count)
    let middles = zip(numbers, layer.slopes).map { 0.5 * ($1.lower + $1.upper) * $0 }
    let products = zip(numbers, layer.slopes).map { $1.lower * $1.upper * $0 }
    let hasProducts = products.contains { $0 != 0 }
    guard
      let elimination = ChainElimination(
        of: a.middle, from: before, middles: middles, products: hasProducts ? products : nil,
        numbers: numbers)
    else { return nil }
    let (corner, beside, left) = (elimination.corner, elimination.beside, elimination.rest)
    try monitor.step(0)

    var errors = FormError(offsets: [0, inputs, inputs + count])
    errors.add(a, weights: middles, own: 1, block: 0, slack: 6)
    if hasProducts { errors.addProducts(of: [(0, a)], weights: products, slack: count + 12) }
    // Pᵢ₋₁ and what is added to it are rounded once more when they are added.
    let sums = corner.rowSums
    func error(along d: [Double]) -> [Double] {
      let spread = errors.bound(along: d)
      guard hasProducts else { return spread }
      let weighted = sums(Array(d.prefix(inputs)))
      return spread.indices.map {
        $0 < inputs
          ? Rounding.sumUp(spread[$0], Rounding.productUp(4 * Rounding.unit, weighted[$0])) : spread[$0]
      }
    }
    let order = inputs + count
    var slack = 8 * Double(order) * Double(order) * Rounding.unit
    while slack < 1e-3 {
      let next = step.form.map { (1 - slack) * $0 } ?? left.subtracting(slack, timesDiagonal: numbers)
      if try proves(corner, beside, numbers, next, error: error, monitor) { return next }
      slack *= 10
    }
    return nil
  }

  private func proves(
    _ corner: Matrix, _ beside: Matrix, _ numbers: [Double], _ next: Matrix, error: ([Double]) -> [Double],
    _ monitor: Monitor
  ) throws -> Bool {
    let (inputs, count) = (corner.rows, numbers.count)
    var whole = Matrix(rows: inputs + count, columns: inputs + count)
    for column in 0..<inputs {
      for row in column..<inputs { whole[row, column] = corner[row, column] }
      for row in 0..<count { whole[inputs + row, column] = beside[row, column] }
    }
    for column in 0..<count {
      for row in column..<count { whole[inputs + row, inputs + column] = -next[row, column] }
      // Rounded down, which only makes the piece smaller.
      whole[inputs + column, inputs + column] = Rounding.sumDown(numbers[column], -next[column, column])
    }
    return try whole.isProvenSemidefinite(erringBy: error, monitor: monitor)
  }

  /// A λ for which `λ P − CᵀC` is proven.
  private func last(_ before: Matrix, _ monitor: Monitor) throws -> Double? {
    guard let factor = before.cholesky() else { return nil }
    let reduced = factor.solveTriangular(.lower, chain.output.middle.transposed)
    guard reduced.elements.allSatisfy(\.isFinite) else { return nil }
    let norm = try reduced.certifiedNorm(.two, monitor: monitor).value
    guard norm > 0 else { return chain.output.isZero ? 0 : nil }
    var errors = FormError(offsets: [0, before.rows])
    let ones = Array(repeating: 1.0, count: chain.output.middle.rows)
    errors.addProducts(of: [(0, chain.output)], weights: ones, slack: ones.count + 12)
    let square = chain.output.middle.gram(.columns)
    var slack = 8 * Double(before.rows) * Double(before.rows) * Rounding.unit
    let sums = before.rowSums
    while slack < 1e-3 {
      let candidate = norm * norm * (1 + slack)
      let matrix = candidate * before - square
      func error(along d: [Double]) -> [Double] {
        zip(errors.bound(along: d), sums(d)).map {
          Rounding.sumUp($0, Rounding.productUp(4 * Rounding.unit * candidate, $1))
        }
      }
      if try matrix.isProvenSemidefinite(erringBy: error, monitor: monitor) { return candidate }
      slack *= 10
    }
    return nil
  }
}

/// What is chosen for a layer of a chain.
struct ChainStep {
  /// `2 t / ρ` of its neurons.
  let numbers: [Double]
  /// The P behind the layer, or a little less than it; nil for what elimination leaves, which is the most there is.
  var form: Matrix?
}

extension Matrix {
  fileprivate func subtracting(_ share: Double, timesDiagonal numbers: [Double]) -> Matrix {
    var difference = self
    for index in numbers.indices { difference[index, index] -= share * numbers[index] }
    return difference
  }

  /// `|A| d` for a symmetric matrix whose lower triangle counts, rounded up.
  fileprivate var rowSums: ([Double]) -> [Double] {
    var sizes = mapped(\.magnitude)
    for column in 0..<columns {
      for row in 0..<column { sizes[row, column] = sizes[column, row] }
    }
    let share = 1 + 2 * Rounding.slack(operations: rows + 4)
    return { [sizes] d in (sizes * Vector(d)).elements.map { Rounding.productUp(share, $0) } }
  }
}
