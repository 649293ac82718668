extension Matrix: EntrywiseOperator {
  public var size: (outputs: Int, inputs: Int) { (rows, columns) }
  public func apply(_ x: Matrix) -> Matrix { self * x }
  public func applyAdjoint(_ y: Matrix) -> Matrix { transposedTimes(y) }
  public var absolute: any LinearOperator { mapped(\.magnitude) }
  public var terms: Int { max(rows, columns) }
}

/// An operator written out as a matrix, by applying it to the identity or its adjoint to the smaller one.
///
/// - Complexity: min(m, n) applications, in one block.
public func materialized(_ map: any LinearOperator) -> Matrix {
  if let matrix = map as? Matrix { return matrix }
  let (outputs, inputs) = map.size
  return inputs <= outputs
    ? map.apply(Matrix(identity: inputs)) : map.applyAdjoint(Matrix(identity: outputs)).transposed
}
