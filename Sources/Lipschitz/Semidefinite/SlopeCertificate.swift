import LinearAlgebra

/// The proof that a slope model stretches by no more than a number: ρ and a multiplier for each neuron.
///
/// With differences Δ of two inputs, `z` what a neuron sees and `φ` what it gives, a slope between α and β says
/// `(φ − α z)(β z − φ) ≥ 0`. If `ρ |Δx|² − |Δy|² − 2 Σ tᵢ (φᵢ − αᵢ zᵢ)(βᵢ zᵢ − φᵢ)` is nowhere negative, as a quadratic form in x
/// and all φ, then `|Δy| ≤ √ρ |Δx|`. Its matrix is formed in the original coordinates, where a chain's entries are
/// multiples of the stored weights; what else was multiplied comes with its error. That it is positive semidefinite
/// is shown by a Cholesky factorisation that runs to its end with all errors subtracted from the diagonal.
///
/// - Source: Fazlyab et al. 2019, arXiv:1906.04893; Rump, BIT 46 (2006).
struct SlopeCertificate {
  /// What is to be proven.
  struct Multipliers: Hashable, Sendable {
    /// ρ.
    var square: Double
    /// `2 t` for the neurons of each layer of the model.
    var neurons: [[Double]]
  }

  let model: SlopeModel
  private let offsets: [Int]

  init(_ model: SlopeModel) {
    self.model = model
    offsets = model.blockSizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// Whether the constant is proven to be at most √ρ.
  ///
  /// False proves nothing.
  ///
  /// - Complexity: D³/3 for D coordinates.
  func proves(_ multipliers: Multipliers, monitor: Monitor) throws -> Bool {
    guard multipliers.square >= 0, multipliers.square.isFinite,
      zip(multipliers.neurons, model.layers).allSatisfy({ numbers, layer in
        numbers.count == layer.neurons.count && numbers.allSatisfy { $0 >= 0 && $0.isFinite }
      })
    else { return false }
    guard hasRoom(multipliers) else { return false }
    let (matrix, error) = form(multipliers)
    return try matrix.isProvenSemidefinite(erringBy: error.bound, monitor: monitor)
  }

  /// Whether all numbers are far enough from underflow for the errors to be relative ones.
  private func hasRoom(_ multipliers: Multipliers) -> Bool {
    func isClear(_ number: Double, _ range: ClosedRange<Double>) -> Bool {
      number == 0 || range.contains(number.magnitude)
    }
    let (sizes, slopes) = (0x1p-480...0x1p480, 0x1p-150...0x1p150)
    return zip(model.layers, multipliers.neurons).allSatisfy { layer, numbers in
      zip(layer.slopes, numbers).allSatisfy { slope, number in
        isClear(number, sizes) && isClear(slope.lower, slopes) && isClear(slope.upper, slopes)
          && isClear(slope.lower + slope.upper, slopes)
      }
    }
  }

  /// The matrix of the quadratic form, as computed, and how far off its entries can be.
  private func form(_ multipliers: Multipliers) -> (Matrix, FormError) {
    let dimension = model.dimension
    var matrix = Matrix(rows: dimension, columns: dimension)
    // Sums of at most so many roundings make an entry of a term; each term is added once.
    let additions = model.layers.count + 4
    var error = FormError(offsets: offsets)
    for index in 0..<model.inputs { matrix[index, index] = multipliers.square }
    error.add(diagonal: Array(repeating: multipliers.square, count: model.inputs), block: 0, slack: additions)
    for (place, layer) in model.layers.enumerated() where !layer.neurons.isEmpty {
      let numbers = multipliers.neurons[place]
      let own = place + 1
      for (index, number) in numbers.enumerated() {
        let at = offsets[own] + index
        matrix[at, at] += number
      }
      error.add(diagonal: numbers, block: own, slack: additions)
      let middles = zip(numbers, layer.slopes).map { 0.5 * ($1.lower + $1.upper) * $0 }
      let products = zip(numbers, layer.slopes).map { $1.lower * $1.upper * $0 }
      let terms = layer.argument.terms.map { ($0.block, $0.factor.matrix(layer.argument.count)) }
      for (block, factor) in terms {
        add(factor.middle, scaling: middles, rows: own, columns: block, to: &matrix)
        error.add(factor, weights: middles, own: own, block: block, slack: additions + 4)
      }
      addProducts(of: terms, weights: products, scale: 1, to: &matrix)
      error.addProducts(of: terms, weights: products, slack: additions + layer.neurons.count + 8)
    }
    let terms = model.output.terms.map { ($0.block, $0.factor.matrix(model.output.count)) }
    let ones = Array(repeating: 1.0, count: model.output.count)
    addProducts(of: terms, weights: ones, scale: -1, to: &matrix)
    error.addProducts(of: terms, weights: ones, slack: additions + model.output.count + 8)
    return (matrix, error)
  }

  /// Subtracts `diag(weights) A` where the neurons' rows meet a block's columns; the lower triangle only.
  private func add(
    _ a: Matrix, scaling weights: [Double], rows own: Int, columns block: Int, to matrix: inout Matrix
  ) {
    for column in 0..<a.columns {
      for row in 0..<a.rows {
        matrix[offsets[own] + row, offsets[block] + column] -= weights[row] * a[row, column]
      }
    }
  }

  /// Adds `scale · Aᵀ diag(weights) A`; the lower triangle only.
  private func addProducts(
    of terms: [(Int, EnclosedMatrix)], weights: [Double], scale: Double, to matrix: inout Matrix
  ) {
    guard weights.contains(where: { $0 != 0 }) else { return }
    for (block, factor) in terms {
      let weighted = factor.middle.scalingRows(by: weights)
      for (other, right) in terms where other <= block {
        let product = weighted.transposedTimes(right.middle)
        for column in 0..<product.columns {
          for row in 0..<product.rows {
            matrix[offsets[block] + row, offsets[other] + column] += scale * product[row, column]
          }
        }
      }
    }
  }
}
