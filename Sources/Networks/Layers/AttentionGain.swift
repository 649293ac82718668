public import LinearAlgebra

/// How steep attention can be.
///
/// The Jacobian is `(I ⊗ T) blockdiag(G₁ … G_H)`, up to the order of the coordinates: T maps means of tokens to
/// outputs (`mixing`), and G moves the means of a head with its slice of the tokens (`AttentionRange`). Heads see
/// different slices, so `L ≤ ‖T‖ max ‖G‖`.
extension Attention {
  /// The best of what can be proven: the theorems below, and all Jacobians of a small box written out.
  public func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    let mixing = mixing
    if mixing.isZero { return Gain(.zero, because: "no value reaches the output") }
    if length == 1 {
      return Gain(
        try mixing.norm(norm, monitor: monitor),
        because: "one token attends only to itself: the map is linear, with b")
    }
    let coupling = coupling
    if coupling.isZero {
      return Gain(
        try mixing.norm(norm, monitor: monitor),
        because: "all logits are 0: each token becomes the same mean, and the map is linear")
    }
    var best = Gain(
      Interval(0, .infinity), because: "a token without limits may give logits without limits")
    func consider(_ upper: Double, because reason: String, source: String? = nil) {
      if upper < best.enclosure.upper { best = Gain(Interval(0, upper), because: reason, source: source) }
    }
    let isBounded = box.allSatisfy { $0.lower.isFinite && $0.upper.isFinite }
    let isEverywhere = box.allSatisfy { $0 == .everything }
    // An operator norm in the norm 1 or ∞ is at most √n times that in the norm 2.
    let factor = norm == .two ? 1 : Interval(Double(box.count)).squareRoot.upper
    let widened = norm == .two ? "" : ", times the root of \(box.count) numbers for the norm"
    switch match {
    case .product:
      if isEverywhere, coupling.isNonzero, mixing.isNonzero { return .unlimited }
      if isBounded {
        let ranges = try ranges(on: box, monitor: monitor)
        let size = try coupling.norm(.two, monitor: monitor).upper
        let steepest = try ranges.reduce(0) {
          max($0, try $1.steepness(couplingNorm: size, monitor: monitor))
        }
        let product = Rounding.productUp(try mixing.norm(.two, monitor: monitor).upper, steepest)
        consider(
          Rounding.productUp(product, factor),
          because: "|W V| (a + sqrt(c) (1 + a)), a >= every logit, c >= every token's total weight\(widened)",
          source:
            "Kim, Papamakarios, Mnih 2021, arXiv:2006.04710; Castin et al. 2024, arXiv:2312.14820; own proof")
      }
    case .distance:
      consider(
        Rounding.productUp(try distanceSteepness(monitor: monitor), factor),
        because:
          "|W V Q'| |Q| / s (sqrt N + 2 w (1 + sqrt N)), w e^(w + 1) = N - 1, for N = \(length) tokens\(widened)",
        source: "after Kim, Papamakarios, Mnih 2021, arXiv:2006.04710, theorem 3.2")
    }
    if isBounded, box.count <= Self.writtenOutLimit {
      let ranges = try ranges(on: box, monitor: monitor)
      let written = try jacobian(on: ranges, mixing, monitor: monitor).norm(norm, monitor: monitor)
      consider(written.upper, because: "every Jacobian of the box, written out in intervals")
    }
    return best
  }

  /// Up to how many inputs the Jacobian of a box is written out: those of the deck's model.
  private static let writtenOutLimit = 2560

  /// Lipschitz everywhere in the norm 2, for distances.
  ///
  /// Let `q = W_Q x` and `mᵢ = Σⱼ pᵢⱼ qⱼ`; then `y = W concat(W_V W_Qᵀ m) / s + b`, so `L ≤ ‖W blockdiag(W_V W_Qᵀ)‖ K
  /// ‖W_Q‖ / s` where K bounds `q ↦ m`. With `δⱼ = qⱼ − qᵢ` and g a move of q,
  ///
  ///     dmᵢ = Σⱼ pᵢⱼ gⱼ + (2/s) Covᵢ gᵢ − (2/s) Σⱼ pᵢⱼ (qⱼ − mᵢ) δⱼ·gⱼ .
  ///
  /// The rows of P sum to 1 and its columns to N at most, so the first term is at most √N |g|. For any w with `w
  /// e^(w+1) ≥ N − 1`, `Σⱼ pᵢⱼ |δⱼ|² ≤ s w`: with `t = |δ|²/s`, `Σ t e^−t ≤ w (1 + Σ e^−t)` holds since each `(t − w)
  /// e^−t ≤ e^−(w+1)`, and there are N − 1 of them. Hence `‖Covᵢ‖ ≤ s w`, and the second term is at most 2w|g|. The
  /// third is at most `(2/s) Σⱼ Mᵢⱼ |gⱼ|` with `Mᵢⱼ = pᵢⱼ |qⱼ − mᵢ| |δⱼ|`; by Cauchy and Schwarz the rows of M sum to
  /// at most s w, so its columns to at most N s w, and `‖M‖ ≤ √N s w`. Together `K = √N + 2w (1 + √N)`, below
  /// `√N (1 + 4w)`.
  ///
  /// A bound with ‖W_Q‖ to the first power cannot hold: with the tokens all 0 the Jacobian grows with its square.
  private func distanceSteepness(monitor: Monitor) throws -> Double {
    let root = Interval(Double(length)).squareRoot
    let w = Interval(Self.largestSpread(length))
    let steepness = root + Interval(2) * w * (Interval(1) + root)
    let block = EnclosedMatrix(values) * EnclosedMatrix(queries.transposed)
    let outer = try mixing(by: block.divided(by: scale)).norm(.two, monitor: monitor).upper
    let inner = try EnclosedMatrix(queries).norm(.two, monitor: monitor).upper
    return (Interval(outer) * steepness * Interval(inner)).upper
  }

  /// A number w with `w e^(w+1) ≥ N − 1`, hardly above the smallest.
  static func largestSpread(_ tokens: Int) -> Double {
    let goal = Double(tokens - 1)
    var (low, high) = (0.0, goal)
    func suffices(_ w: Double) -> Bool {
      let power = Exponential().enclosure(of: Interval(w) + Interval(1)).lower
      return Rounding.productDown(w, power) >= goal
    }
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Every Jacobian of a box in one matrix of intervals, `[length · embed, length · embed]`.
  private func jacobian(on ranges: [AttentionRange], _ mixing: EnclosedMatrix, monitor: Monitor) throws
    -> EnclosedMatrix
  {
    let count = length * embed
    var middle = Matrix(rows: count, columns: count)
    var radius = middle
    for (head, range) in ranges.enumerated() {
      let keySlopes = try range.keySlopes(monitor: monitor)
      let querySlopes = try range.querySlopes(monitor: monitor)
      for k in 0..<length {
        for i in 0..<length {
          try monitor.poll()
          let block = range.block(i, k, keySlopes: keySlopes, querySlopes: querySlopes)
          for (row, entries) in block.enumerated() {
            for (column, entry) in entries.enumerated() {
              let place = (i * embed + head * headSize + row, k * embed + head * headSize + column)
              middle[place.0, place.1] = entry.midpoint
              radius[place.0, place.1] = entry.radius
            }
          }
        }
      }
    }
    // The columns of one token's outputs stand below each other, so one product maps them all.
    let means = EnclosedMatrix(middle.split(into: embed), radius: radius.split(into: embed))
    let product = mixing * means
    return EnclosedMatrix(product.middle.split(into: count), radius: product.radius.split(into: count))
  }
}

extension Gain {
  /// Not Lipschitz.
  ///
  /// With token 0 at 0 its logits are all 0 and its weights all 1/N; with token 1 at c u and the others at 0, its
  /// output moves with itself by `T (Cov Aᵀ + I/N)` where `Cov = c² (1/N)(1 − 1/N) u uᵀ`. If `A ≠ 0` and `T ≠ 0` in
  /// some head, some u is in neither kernel, and this grows with c².
  fileprivate static let unlimited = Gain(
    Interval(.infinity),
    because:
      "the logits grow with the square of the inputs",
    source: "Kim, Papamakarios, Mnih 2021, arXiv:2006.04710, theorem 3.1")
}

extension AttentionRange {
  /// At least the norm of every derivative of the means that there is in the box, for inner products.
  ///
  /// Let `|xⱼ| ≤ R`, `|xⱼ − c| ≤ r`, `|Aᵀxᵢ| ≤ α` and `Σᵢ pᵢⱼ ≤ C`. Then, for every move h of the tokens,
  ///
  ///     dμᵢ = Covᵢ Aᵀhᵢ + Σⱼ pᵢⱼ (xⱼ − μᵢ) (Aᵀxᵢ·hⱼ) + Σⱼ pᵢⱼ hⱼ .
  ///
  /// `‖Covᵢ‖ ≤ r²` as a variance is at most the mean square around c, so the first term is at most ‖A‖r²|h|. By
  /// Cauchy and Schwarz the second has at most the square `Σᵢ r² Σⱼ pᵢⱼ α²|hⱼ|² ≤ C r²α²|h|²`, and the third by
  /// convexity at most C|h|². So `‖G‖ ≤ ‖A‖r² + √C (1 + r α)`. As for C: with all logits in [−a, a] no weight exceeds
  /// `1/(1 + (N−1) e^−2a)`.
  fileprivate func steepness(couplingNorm: Double, monitor: Monitor) throws -> Double {
    let count = tokens.count
    func largest(_ vectors: [[Interval]]) -> Double {
      vectors.reduce(0) { max($0, norm(of: $1, .two).upper) }
    }
    let radius = largest(tokens)
    let spread = min(radius, largest(tokens.map { $0 - center }))
    let transposed = coupling.transposed
    let slope = min(
      Rounding.productUp(couplingNorm, radius),
      largest(try tokens.map(polling: monitor, every: 16) { transposed.enclosure(of: $0) }))
    let reach = Rounding.productUp(radius, Rounding.productUp(couplingNorm, radius))
    let decay = Exponential().enclosure(of: Interval(-2) * Interval(reach)).lower
    let weight = Rounding.quotientUp(
      1, Rounding.sumDown(1, Rounding.productDown(Double(count - 1), max(0, decay))))
    let sums = try tokens.indices.map(polling: monitor, every: 16) { j in
      weights.reduce(0) { Rounding.sumUp($0, $1[j].upper) }
    }
    let total = min(
      Double(count), Rounding.productUp(Double(count), weight), sums.reduce(0) { max($0, $1) })
    let (r, alpha) = (Interval(spread), Interval(slope))
    return
      (Interval(couplingNorm) * r.square
      + Interval(total).squareRoot * (Interval(1) + r * alpha)).upper
  }
}
