import LinearAlgebra
import RealModule

/// A layer of a chain in the elimination from the input on, in floating point, with the way back for gradients.
///
/// With P what was left of the layer before and `K = P + Aᵀ αβT A`, what is left is `R = T − mT A K⁻¹ Aᵀ mT`. The
/// multipliers T are `eᵛ` times the natural one, which grows with P as they may: one over the mean of the diagonal of
/// `A K⁻¹ Aᵀ` where αβ is zero, else the mean of that of P.
struct ChainStage {
  struct Layer {
    /// A.
    var matrix: Matrix
    /// m of each neuron.
    let middles: [Double]
    /// α β of each, or nothing if all are zero.
    let products: [Double]?
    let sector: SlopeSector
    var count: Int { middles.count }

    init(_ layer: Chain.Layer) {
      matrix = layer.matrix.middle
      middles = layer.slopes.map { 0.5 * ($0.lower + $0.upper) }
      let products = layer.slopes.map { $0.lower * $0.upper }
      self.products = products.contains { $0 != 0 } ? products : nil
      sector = layer.sector
    }
  }

  /// t.
  let numbers: [Double]
  /// R.
  let rest: Matrix
  /// `log det K`.
  var logDeterminant: Double { pivot.logDeterminant }
  /// `log det T`.
  var logMultipliers: Double { numbers.reduce(0) { $0 + .log($1) } }

  private let layer: Layer
  private let pivot: Pivot
  /// `m t`.
  private let weights: [Double]
  /// The trace of P.
  private let trace: Double

  /// Nil, if K is not positive definite or numbers overflow.
  init?(_ layer: Layer, after before: Matrix, _ logarithms: [Double]) {
    self.layer = layer
    trace = before.trace
    if let products = layer.products {
      let natural = trace / Double(before.rows)
      numbers = logarithms.map { natural * .exp($0) }
      let scaled = layer.matrix.scalingRows(by: zip(products, numbers).map { $0 * $1 })
      guard let pivot = Pivot(before + scaled.transposedTimes(layer.matrix), layer.matrix) else { return nil }
      self.pivot = pivot
    } else {
      guard let pivot = Pivot(before, layer.matrix), pivot.gram.trace > 0 else { return nil }
      self.pivot = pivot
      let natural = Double(layer.count) / pivot.gram.trace
      numbers = logarithms.map { natural * .exp($0) }
    }
    weights = zip(layer.middles, numbers).map { $0 * $1 }
    var rest = pivot.gram
    for column in weights.indices {
      // One after the other: in deep chains the square of a weight may be below all numbers.
      for row in weights.indices { rest[row, column] = weights[row] * rest[row, column] * -weights[column] }
      rest[column, column] += numbers[column]
    }
    guard rest.elements.allSatisfy(\.isFinite), numbers.allSatisfy({ $0 > 0 }) else { return nil }
    self.rest = rest
  }

  /// The gradient along v, where that along R is given.
  ///
  /// With multipliers the natural ones change too, for the layers behind, which `gradientBefore` answers for.
  func gradient(_ behind: Matrix, barrier: Double) -> [Double] {
    let gram = pivot.gram
    let curvature = layer.products.map { _ in gram * scaled(behind) }
    return numbers.indices.map { j in
      var along = behind[j, j]
      var cross = 0.0
      for k in weights.indices { cross += behind[k, j] * weights[k] * gram[k, j] }
      along -= 2 * layer.middles[j] * cross
      if let products = layer.products, let curvature {
        var squared = -barrier * gram[j, j]
        for k in weights.indices { squared += curvature[j, k] * gram[k, j] }
        along += products[j] * squared
      }
      return along * numbers[j] + barrier
    }
  }

  /// The gradient along P, where that along R and the own one along v are given.
  func gradientBefore(_ behind: Matrix, _ own: [Double], barrier: Double) -> Matrix {
    let sum = own.reduce(0, +)
    var middle = scaled(behind)
    if layer.products == nil {
      let share = sum / pivot.gram.trace
      for index in weights.indices { middle[index, index] += share }
    }
    var inner = (pivot.solved * middle).timesTransposed(pivot.solved)
    for index in 0..<inner.rows { inner[index, index] -= barrier }
    let half = pivot.factor.solveTriangular(.lower, transposed: true, inner).transposed
    var gradient = pivot.factor.solveTriangular(.lower, transposed: true, half)
    if layer.products != nil {
      for index in 0..<gradient.rows { gradient[index, index] += sum / trace }
    }
    return gradient
  }

  /// `mT G mT`.
  private func scaled(_ behind: Matrix) -> Matrix {
    behind.scalingRows(by: weights).transposed.scalingRows(by: weights)
  }
}

extension ChainStage.Layer {
  /// The v of the multiplier, one for all neurons, that leaves the most of the layer; nil, if numbers overflow.
  func closedLogarithm(after before: Matrix, monitor: Monitor) throws -> Double? {
    guard let pivot = Pivot(before, matrix), pivot.solved.elements.allSatisfy(\.isFinite) else { return nil }
    let norm = try pivot.solved.largestSingularTriplet(tolerance: 1e-6, monitor: monitor).value
    let natural =
      products == nil ? Double(count) / pivot.gram.trace : before.trace / Double(before.rows)
    let logarithm = Double.log(sector.innerMultiplier(norm: norm) / natural)
    return logarithm.isFinite ? logarithm : nil
  }
}

/// A positive definite matrix K with its factor, and what a layer's matrix A sees of it.
private struct Pivot {
  /// L.
  let factor: Matrix
  /// `L⁻¹ Aᵀ`.
  let solved: Matrix
  /// `A K⁻¹ Aᵀ`.
  let gram: Matrix
  let logDeterminant: Double

  init?(_ matrix: Matrix, _ a: Matrix) {
    guard let factor = matrix.cholesky() else { return nil }
    self.factor = factor
    solved = factor.solveTriangular(.lower, a.transposed)
    gram = solved.gram(.columns)
    logDeterminant = factor.logDeterminant
  }
}

extension Matrix {
  /// The logarithm of the determinant of `L Lᵀ`, where this is L.
  var logDeterminant: Double { (0..<rows).reduce(0) { $0 + 2 * .log(self[$1, $1]) } }
}
