public import LinearAlgebra

infix operator ≈ : ComparisonPrecedence

/// Equal but for a few roundings: within 1e-12 of the larger one.
public func ≈ (a: Double, b: Double) -> Bool {
  a == b || (a - b).magnitude <= 1e-12 * max(a.magnitude, b.magnitude)
}

/// Equal but for a few roundings of the largest entry.
public func ≈ (a: Matrix, b: Matrix) -> Bool {
  guard a.rows == b.rows, a.columns == b.columns else { return false }
  let largest = (a.elements + b.elements).reduce(0) { max($0, $1.magnitude) }
  return zip(a.elements, b.elements).allSatisfy { ($0 - $1).magnitude <= 1e-12 * largest }
}

/// Equal but for a few roundings of the largest entry.
public func ≈ (a: Vector, b: Vector) -> Bool { Matrix(a) ≈ Matrix(b) }
