import LinearAlgebra

/// LipSDP's problem for a slope model, scaled and reduced: minimise ρ so that `F(ρ, t)` is positive semidefinite.
///
/// `F = ρ Iₓ + Σ tᵢ (pᵢ pᵢᵀ − vᵢ vᵢᵀ) − Cᵀ C`, where `zᵢ = aᵢᵀ c` is what neuron i sees of the coordinates c, `eᵢ` its
/// own coordinate, m and r the middle and half width of its slopes, `p = e − m a` and `v = r a`. `F ⪰ 0` says
/// `ρ |Δx|² − |Δy|² ≥ Σ tᵢ (vᵢ² − …) ≥ 0`, so the constant is at most √ρ. All is in floating point: this is where
/// numbers are looked for; what they prove is checked by `SlopeCertificate` from the stored weights.
///
/// Blocks stand in the order of elimination, the last layer of neurons first and the input last, so that a chain has a
/// block tridiagonal F and a recurrence one with an arrow: neither fills up.
///
/// - Source: Fazlyab et al. 2019, arXiv:1906.04893, theorem 2.
struct SemidefiniteProgram {
  /// A layer of neurons: what they see of the blocks behind theirs.
  struct Layer {
    let terms: [(block: Int, matrix: Matrix)]
    let middle: [Double]
    let radius: [Double]
    /// `m² − r² = α β` of each, or nothing if all are zero.
    let product: [Double]?
    /// The multipliers of the layer are `first ..< first + middle.count`.
    let first: Int
    /// Where the layer stands in the slope model.
    let place: Int
    /// A coordinate of this layer is so many of the model's.
    let scale: Double
  }

  /// One for each block but the last.
  let layers: [Layer]
  /// The sizes of the blocks.
  let sizes: [Int]
  /// Where blocks begin.
  let offsets: [Int]
  /// The output by blocks, of norm 1.
  let output: [(block: Int, matrix: Matrix)]
  /// The output's norm before.
  let outputScale: Double

  var neuronCount: Int { layers.last.map { $0.first + $0.middle.count } ?? 0 }
  var dimension: Int { sizes.reduce(0, +) }
  /// The block of the input.
  var inputBlock: Int { sizes.count - 1 }

  /// Nil, if the output does not depend on the input or the numbers are beyond floating point.
  init?(_ model: SlopeModel, monitor: Monitor) throws {
    let places = model.layers.indices.filter { !model.layers[$0].neurons.isEmpty }
    // Block 0 of the model is the input, block k + 1 its layer k.
    var blockOf: [Int: Int] = [0: places.count]
    for (position, place) in places.enumerated() { blockOf[place + 1] = places.count - 1 - position }
    var scales = [Int: Double]()
    scales[0] = 1
    var forms: [(scale: Double, terms: [(block: Int, matrix: Matrix)])] = []
    func scaled(_ form: AffineForm) throws -> (scale: Double, terms: [(block: Int, matrix: Matrix)])? {
      let terms = form.terms.compactMap { term -> (block: Int, matrix: Matrix)? in
        guard let block = blockOf[term.block], let scale = scales[term.block] else { return nil }
        return (block, scale * term.factor.matrix(form.count).visible.middle)
      }
      guard terms.allSatisfy({ $0.matrix.elements.allSatisfy(\.isFinite) }) else { return nil }
      let norm = try terms.map(\.matrix).stackedNorm(monitor: monitor)
      guard norm.isFinite else { return nil }
      guard norm > 0 else { return (0, terms) }
      return (norm, terms.map { ($0.block, (1 / norm) * $0.matrix) })
    }
    for place in places {
      guard let form = try scaled(model.layers[place].argument) else { return nil }
      scales[place + 1] = form.scale == 0 ? 1 : form.scale
      forms.append(form)
    }
    guard let last = try scaled(model.output), last.scale > 0, last.scale.isFinite else { return nil }
    outputScale = last.scale
    let count = places.count
    let reduction = try InputReduction(
      forms.map(\.terms) + [last.terms], inputBlock: count, inputs: model.inputs)
    let reduced = reduction.terms
    output = reduced[count]

    var layers: [Layer] = []
    var first = 0
    for block in 0..<count {
      let position = count - 1 - block
      let slopes = model.layers[places[position]].slopes
      let product = slopes.map { $0.lower * $0.upper }
      layers.append(
        Layer(
          terms: reduced[position], middle: slopes.map(\.midpoint),
          radius: slopes.map { 0.5 * ($0.upper - $0.lower) },
          product: product.contains { $0 != 0 } ? product : nil, first: first, place: places[position],
          scale: scales[places[position] + 1] ?? 1))
      first += slopes.count
    }
    self.layers = layers
    sizes = layers.map { $0.middle.count } + [reduction.inputs]
    offsets = sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// ρ and the multipliers of the program in the units of the model: by its layers, in the order of their neurons.
  func unscaled(_ point: BarrierPoint, layerCount: Int) -> SlopeCertificate.Multipliers {
    var multipliers = Array(repeating: [Double](), count: layerCount)
    let square = outputScale * outputScale
    for layer in layers {
      let range = layer.first..<layer.first + layer.middle.count
      multipliers[layer.place] = point.multipliers[range].map { square * $0 / (layer.scale * layer.scale) }
    }
    return SlopeCertificate.Multipliers(square: square * point.square, neurons: multipliers)
  }
}

/// Input directions that nothing sees are left out: `A Qᵀ`, where the rows of Q span what is seen.
private struct InputReduction {
  let terms: [[(block: Int, matrix: Matrix)]]
  let inputs: Int

  init(_ forms: [[(block: Int, matrix: Matrix)]], inputBlock: Int, inputs: Int) throws {
    let rows = forms.map { terms in
      terms.first { $0.block == inputBlock }.map { $0.matrix.rows } ?? 0
    }
    let count = rows.reduce(0, +)
    guard count < inputs else {
      terms = forms
      self.inputs = inputs
      return
    }
    var seen = Matrix(rows: inputs, columns: count)
    var column = 0
    for terms in forms {
      guard let matrix = terms.first(where: { $0.block == inputBlock })?.matrix else { continue }
      for row in 0..<matrix.rows {
        for index in 0..<inputs { seen[index, column] = matrix[row, index] }
        column += 1
      }
    }
    let triangle = try seen.qr().r.transposed
    var first = 0
    terms = zip(forms, rows).map { terms, height in
      defer { first += height }
      return terms.map { term in
        guard term.block == inputBlock else { return term }
        return (term.block, triangle.rows(Array(first..<first + height)))
      }
    }
    self.inputs = count
  }
}

extension [Matrix] {
  /// About the norm 2 of the matrices side by side.
  fileprivate func stackedNorm(monitor: Monitor) throws -> Double {
    guard let first, let columns = Optional(reduce(0) { $0 + $1.columns }), first.rows > 0, columns > 0 else {
      return 0
    }
    let stacked = Matrix(rows: first.rows, columns: columns, elements: flatMap(\.elements))
    if stacked.elements.allSatisfy({ $0 == 0 }) { return 0 }
    return try stacked.largestSingularTriplet(tolerance: 1e-3, monitor: monitor).value
  }
}
