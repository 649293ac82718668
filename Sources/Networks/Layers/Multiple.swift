import LinearAlgebra

/// A number times the identity, whose norms are its magnitude.
struct Multiple: EntrywiseOperator {
  let factor: Double
  let count: Int

  var size: (outputs: Int, inputs: Int) { (count, count) }
  var absolute: any LinearOperator { Multiple(factor: factor.magnitude, count: count) }
  var terms: Int { 1 }
  func apply(_ x: Matrix) -> Matrix { factor == 1 ? x : factor * x }
  func applyAdjoint(_ y: Matrix) -> Matrix { apply(y) }

  func certifiedNorm(_ norm: Norm, monitor _: Monitor) throws -> CertifiedNorm {
    var direction = Vector(repeating: 0, count: count)
    direction[0] = 1
    return CertifiedNorm(Interval(factor.magnitude), value: factor.magnitude, direction: direction)
  }

  func certifiedFrobenius() throws -> Interval {
    Interval(Double(count)).squareRoot * Interval(factor.magnitude)
  }
}
