import LinearAlgebra

/// `F(ρ, t)` of a semidefinite program by blocks, and its factor.
final class BarrierMatrix {
  private let program: SemidefiniteProgram
  /// `−Cᵀ C`, which does not change.
  private let constant: SymmetricBlocks
  private(set) var factor: SymmetricBlocks
  private var trial: SymmetricBlocks

  init(_ program: SemidefiniteProgram) {
    self.program = program
    constant = program.emptyMatrix
    factor = program.emptyMatrix
    trial = program.emptyMatrix
    program.subtractOutput(from: constant)
  }

  /// Makes F at a point and factors it; false, if it is not positive definite.
  func factor(at point: BarrierPoint) -> Bool {
    trial.copy(from: constant)
    for block in program.layers.indices { program.add(block, point.multipliers, to: trial) }
    let input = trial[program.inputBlock, program.inputBlock]
    for index in 0..<input.rows { input[index, index] += point.square }
    return trial.factor()
  }

  /// The factor made last becomes the current one.
  func keep() { swap(&factor, &trial) }

  var trialLogDeterminant: Double { trial.logDeterminant }
}

extension SemidefiniteProgram {
  /// Zeros where F may have something else.
  var emptyMatrix: SymmetricBlocks {
    var pattern = Set<BlockPlace>()
    func connect(_ blocks: [Int]) {
      for row in blocks {
        for column in blocks where column < row { pattern.insert(BlockPlace(row: row, column: column)) }
      }
    }
    connect(output.map(\.block))
    for (block, layer) in layers.enumerated() {
      for term in layer.terms { pattern.insert(BlockPlace(row: term.block, column: block)) }
      if layer.product != nil { connect(layer.terms.map(\.block)) }
    }
    return SymmetricBlocks(sizes: sizes, pattern: pattern)
  }

  /// Adds `−Cᵀ C`.
  func subtractOutput(from matrix: SymmetricBlocks) {
    addProducts(of: output, weights: nil, scale: -1, to: matrix)
  }

  /// Adds what the neurons of a block stand for: `t (e eᵀ − m (e aᵀ + a eᵀ) + α β a aᵀ)` for each.
  func add(_ block: Int, _ multipliers: [Double], to matrix: SymmetricBlocks) {
    let layer = layers[block]
    let own = matrix[block, block]
    for index in 0..<own.rows { own[index, index] += multipliers[layer.first + index] }
    for term in layer.terms {
      let target = matrix[term.block, block]
      let factors = layer.middle.indices.map { -multipliers[layer.first + $0] * layer.middle[$0] }
      target.addTransposed(of: term.matrix, scalingRowsBy: factors)
    }
    guard let product = layer.product else { return }
    let weights = product.indices.map { product[$0] * multipliers[layer.first + $0] }
    addProducts(of: layer.terms, weights: weights, scale: 1, to: matrix)
  }

  /// Adds `scale · Aᵀ diag(weights) A` for a form A.
  private func addProducts(
    of terms: [(block: Int, matrix: Matrix)], weights: [Double]?, scale: Double, to matrix: SymmetricBlocks
  ) {
    for term in terms {
      let weighted = weights.map { term.matrix.scalingRows(by: $0) } ?? term.matrix
      for other in terms where other.block <= term.block {
        let target = matrix[term.block, other.block]
        weighted.withReadableBlock { a in
          other.matrix.withReadableBlock { b in
            Kernels.multiply(a, b, transposing: .left, into: target, scale: scale, adding: true)
          }
        }
      }
    }
  }
}

extension Matrix {
  /// Every row times a number of its own.
  func scalingRows(by factors: [Double]) -> Matrix {
    var result = self
    result.withBlock { block in
      for column in 0..<block.columns {
        for row in 0..<block.rows { block[row, column] *= factors[row] }
      }
    }
    return result
  }
}

extension Block {
  /// Adds the transpose of a matrix whose rows are multiplied by numbers.
  fileprivate func addTransposed(of matrix: Matrix, scalingRowsBy factors: [Double]) {
    matrix.withReadableBlock { other in
      for column in 0..<columns {
        let factor = factors[column]
        for row in 0..<rows { self[row, column] += factor * other[column, row] }
      }
    }
  }
}
