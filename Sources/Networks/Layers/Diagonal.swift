import LinearAlgebra

/// A matrix with numbers on its diagonal alone, whose norms are the largest magnitude of them.
struct Diagonal: EntrywiseOperator {
  let factors: [Double]
  init(_ factors: [Double]) { self.factors = factors }

  var size: (outputs: Int, inputs: Int) { (factors.count, factors.count) }
  var absolute: any LinearOperator { Diagonal(factors.map(\.magnitude)) }
  var terms: Int { 1 }

  func apply(_ x: Matrix) -> Matrix {
    var y = x
    for index in y.elements.indices { y.elements[index] *= factors[index % factors.count] }
    return y
  }

  func applyAdjoint(_ y: Matrix) -> Matrix { apply(y) }

  func certifiedNorm(_: Norm, monitor _: Monitor) throws -> CertifiedNorm {
    let place = factors.indices.max { factors[$0].magnitude < factors[$1].magnitude } ?? 0
    let largest = factors.isEmpty ? 0 : factors[place].magnitude
    if let index = factors.firstIndex(where: { !$0.isFinite }) {
      throw LinearAlgebraError.notFinite(row: index, column: index, value: "\(factors[index])")
    }
    var direction = Vector(repeating: 0, count: factors.count)
    if !factors.isEmpty { direction[place] = 1 }
    return CertifiedNorm(Interval(largest), value: largest, direction: direction)
  }

  func certifiedFrobenius() throws -> Interval { Vector(factors).normEnclosure(.two) }
}
