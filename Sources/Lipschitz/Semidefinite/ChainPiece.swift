import LinearAlgebra

/// The proof of one layer's piece of a chain: `[P + Aᵀ αβT A, −Aᵀ mT; −mT A, T − P′] ⪰ 0`, for a P′ that it finds.
///
/// The corner less a small diagonal c is factored as `L Lᵀ`, and `Z = L⁻¹ Aᵀ` is solved for. The product of
/// `[L; −D Zᵀ]`, for the computed multiples D of mT, with its transpose is positive semidefinite whatever L and Z are,
/// and the piece is that product but for roundings, and c and s on the diagonal. With `a` the roots of the corner's
/// diagonal and `b` the sizes of the columns of `Z D`, factoring, solving and multiplying are off by at most γ times
/// `|L||Lᵀ| ≤ a aᵀ`, `|L||Z D| ≤ a bᵀ` and `|D Zᵀ||Z D| ≤ b bᵀ`, by Cauchy and Schwarz. So with `v = (a, b)`, and E what
/// else is known of the entries' errors, it is enough that `c` and `s` are no less than `(γ v vᵀ + E) d / d`, entry by
/// entry, for some positive d: then what is left has a dominant diagonal.
///
/// - Complexity: nothing beside the elimination of the layer, which is needed anyway.
/// - Source: Higham 2002, theorems 8.5 and 10.3, lemma 3.1; Rump, BIT 46 (2006), for the sizes of the rows of L.
struct ChainPiece {
  private let layer: Chain.Layer
  /// P; nil for the identity, which is not written out.
  private let before: Matrix?
  private let inputs: Int
  /// `γ`, for each of the roundings.
  private let unit: Double
  /// The layer by P less what the proof takes of it.
  let whitening: Whitening
  private let leastShare: Double

  /// Nil, if P is not positive definite; without a P it is the identity.
  init?(_ layer: Chain.Layer, from before: Matrix?) {
    (self.layer, self.before) = (layer, before)
    let (inputs, count) = (layer.matrix.middle.columns, layer.slopes.count)
    self.inputs = inputs
    // Sums of `inputs` products, and room for a root, quotients by reciprocals, six products with diagonals, for sizes
    // that are computed and of L itself, and for the second order of all this.
    unit = Rounding.productUp(1 + 0x1p-20, Rounding.slack(operations: inputs + 16))
    // What `γ v vᵀ d / d` is where d is the reciprocal of v.
    leastShare = 1.125 * unit * Double(inputs + count)
    guard let whitening = Whitening(of: layer.matrix.middle, by: before, less: leastShare) else { return nil }
    self.whitening = whitening
  }

  /// A proven P′, or nil: a little less than the form that the step asks for, else the largest that roundings allow.
  func next(_ step: ChainStep, monitor: Monitor) throws -> Matrix? {
    guard let largest = try largest(step.numbers, monitor: monitor) else { return nil }
    guard let form = step.form else { return largest }
    let order = Double(inputs + form.rows)
    var slack = 8 * order * order * Rounding.unit
    while slack < 1e-3 {
      let candidate = (1 - slack) * form
      let difference = largest - candidate
      let sums = difference.rowSums
      let isProven = try difference.isProvenSemidefinite(
        erringBy: { sums($0).map { Rounding.productUp(2 * Rounding.unit, $0) } }, monitor: monitor)
      if isProven { return candidate }
      slack *= 10
    }
    return nil
  }

  /// The largest P′ that the roundings allow for these multipliers, or nil.
  private func largest(_ numbers: [Double], monitor: Monitor) throws -> Matrix? {
    let a = layer.matrix
    let middles = zip(numbers, layer.slopes).map { 0.5 * ($1.lower + $1.upper) * $0 }
    let products = zip(numbers, layer.slopes).map { $1.lower * $1.upper * $0 }
    let hasProducts = products.contains { $0 != 0 }
    let offsets = [0, inputs, inputs + numbers.count]
    var errors = FormError(offsets: offsets)
    if !a.isExact { errors.add(a, weights: middles, own: 1, block: 0, slack: 6) }
    if hasProducts { errors.addProducts(of: [(0, a)], weights: products, slack: numbers.count + 12) }
    let corner =
      hasProducts
      ? (before ?? Matrix(identity: inputs)) + a.middle.scalingRows(by: products).transposedTimes(a.middle)
      : before
    let diagonal = (0..<inputs).map { corner?[$0, $0] ?? 1 }
    let isPlain = a.isExact && !hasProducts

    var share = leastShare
    while share < 1e-3 {
      try monitor.step(0)
      let isKnown = !hasProducts && share == leastShare
      guard let whitening = isKnown ? whitening : Whitening(of: a.middle, by: corner, less: share) else {
        return nil
      }
      let sizes = Sizes(corner: diagonal, whitening, middles)
      let d = sizes.corner.map { 1 / $0 } + numbers.map { 1 / $0.squareRoot() }
      var needed = sizes.needed(unit, along: d, underflow: underflow(sizes, middles))
      if !isPlain { needed = zip(needed, errors.bound(along: d)).map(Rounding.sumUp) }
      needed = zip(needed, d).map(Rounding.quotientUp)
      let isEnough = zip(needed, diagonal).allSatisfy { needed, number in
        needed <= Rounding.sumDown(number, -number.less(share))
      }
      if isEnough {
        return rest(whitening, middles, numbers, less: Array(needed[inputs...]))
      }
      share *= 10
    }
    return nil
  }

  /// `T − D A P⁻¹ Aᵀ D − s`, on the diagonal rounded down.
  private func rest(_ whitening: Whitening, _ middles: [Double], _ numbers: [Double], less slack: [Double])
    -> Matrix
  {
    var rest = whitening.rest(middles: middles, numbers: numbers)
    for index in numbers.indices {
      let taken = Rounding.productUp(
        middles[index].magnitude, Rounding.productUp(whitening.gram[index, index], middles[index].magnitude))
      rest[index, index] = Rounding.sumDown(numbers[index], -Rounding.sumUp(taken, slack[index]))
    }
    return rest
  }

  /// What each entry may lose by underflow: fewer than `(n + 48)²` operations lose half the smallest number each, and
  /// later factors make it larger.
  private func underflow(_ sizes: Sizes, _ middles: [Double]) -> Double {
    let count = Double(inputs + middles.count + 48)
    let factors = [sizes.corner, sizes.neurons, sizes.rows, middles].map { values in
      values.reduce(1) { max($0, $1.magnitude) }
    }
    return factors.reduce(count * count * 0x1p-1070) { Rounding.productUp($0, Rounding.productUp($1, $1)) }
  }
}

/// Upper ends of the sizes of the rows of L, of the columns of Z, and of those of `Z D`.
private struct Sizes {
  let corner: [Double]
  let rows: [Double]
  let neurons: [Double]

  init(corner diagonal: [Double], _ whitening: Whitening, _ middles: [Double]) {
    corner = diagonal.map(Rounding.squareRootUp)
    let rows = middles.indices.map { Rounding.squareRootUp(whitening.gram[$0, $0]) }
    self.rows = rows
    neurons = zip(rows, middles).map { Rounding.productUp($0, $1.magnitude) }
  }

  /// `(γ v vᵀ + η 1 1ᵀ) d`, rounded up, for `v` the sizes of the rows of L and the columns of `Z D`.
  func needed(_ unit: Double, along d: [Double], underflow: Double) -> [Double] {
    let v = corner + neurons
    let product = zip(v, d).reduce(0) { Rounding.sumUp($0, Rounding.productUp($1.0, $1.1)) }
    let sum = Rounding.productUp(underflow, d.reduce(0, Rounding.sumUp))
    return v.map { Rounding.sumUp(Rounding.productUp(unit, Rounding.productUp($0, product)), sum) }
  }
}

extension Whitening {
  /// The layer by P with a share of its diagonal taken off, rounded down; without a P by the identity.
  fileprivate init?(of a: Matrix, by before: Matrix?, less share: Double) {
    guard var reduced = before else {
      self.init(of: a, byIdentityTimes: 1.0.less(share))
      return
    }
    for index in 0..<reduced.rows { reduced[index, index] = reduced[index, index].less(share) }
    self.init(of: a, by: reduced)
  }
}

extension Double {
  /// The number less a share of it, rounded down.
  fileprivate func less(_ share: Double) -> Double {
    Rounding.sumDown(self, -Rounding.productUp(share, magnitude))
  }
}
