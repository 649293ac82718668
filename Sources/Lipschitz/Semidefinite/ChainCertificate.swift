import LinearAlgebra

/// The proof that a chain stretches by no more than a number, in pieces of two layers each.
///
/// With ρ = 1 and multipliers t, the matrix of `SlopeCertificate` is block tridiagonal. Choose symmetric matrices
/// P₀ = I, P₁, …, Pₙ. If for each layer
/// `[Pᵢ₋₁ + Aᵀ αβT A, −Aᵀ mT; −mT A, T − Pᵢ] ⪰ 0`, and `λ Pₙ − CᵀC ⪰ 0`, then their sum, with ρ and t times λ, is the
/// whole matrix, and the constant is at most √λ. The Pᵢ are found by elimination, a little less than what it leaves,
/// and each piece is proven on its own (`ChainPiece`), so nothing larger than a layer is ever factored.
///
/// - Complexity: a factorisation, a triangular system and a Gram matrix of a layer's size, for each layer.
/// - Source: Xu and Sivaranjani 2024, arXiv:2404.05873 (ECLipsE), for the elimination.
struct ChainCertificate {
  let chain: Chain

  init(_ chain: Chain) { self.chain = chain }

  /// A proven λ, or nil.
  ///
  /// The step is asked for each layer, whose number is given, and what the layer is by the P before.
  func square(monitor: Monitor, step: (Int, Whitening) throws -> ChainStep?) throws -> Double? {
    var before: Matrix?
    for (index, layer) in chain.layers.enumerated() {
      try monitor.step(index, of: chain.layers.count)
      guard let piece = ChainPiece(layer, from: before),
        let step = try step(index, piece.whitening),
        step.numbers.allSatisfy({ (0x1p-480...0x1p480).contains($0) }),
        let next = try piece.next(step, monitor: monitor)
      else { return nil }
      before = next
    }
    guard let before else { preconditionFailure("a chain without layers") }
    return try last(before, monitor)
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
  /// `|A| d` for a symmetric matrix whose lower triangle counts, rounded up.
  var rowSums: ([Double]) -> [Double] {
    var sizes = mapped(\.magnitude)
    for column in 0..<columns {
      for row in 0..<column { sizes[row, column] = sizes[column, row] }
    }
    let share = 1 + 2 * Rounding.slack(operations: rows + 4)
    return { [sizes] d in (sizes * Vector(d)).elements.map { Rounding.productUp(share, $0) } }
  }
}
