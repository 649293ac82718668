import Glibc

extension Vector {
  /// The norm, to within a few roundings of the largest entry; without overflow on the way.
  public func norm(_ norm: Norm) -> Double {
    switch norm {
    case .one: return elements.reduce(0) { $0 + $1.magnitude }
    case .infinity: return elements.reduce(0) { Swift.max($0, $1.magnitude) }
    case .two:
      let sum = elements.reduce(0) { $0 + $1 * $1 }
      if sum > 0x1p-900 && sum < 0x1p1000 { return sum.squareRoot() }
      let largest = self.norm(.infinity)
      guard largest > 0, largest.isFinite else { return largest }
      let exponent = CInt(largest.exponent)
      let scaled = elements.reduce(0.0) { $0 + scalbn($1, -exponent) * scalbn($1, -exponent) }
      return scalbn(scaled.squareRoot(), exponent)
    }
  }

  /// The norm of exactly these numbers, tight to a few units in the last place.
  public func normEnclosure(_ norm: Norm) -> Interval {
    if elements.contains(where: { !$0.isFinite }) { return Interval(0, .infinity) }
    if norm == .infinity || count == 1 { return Interval(self.norm(.infinity)) }
    let scaled = ScaledMatrix(Matrix(self))
    var sum = CompensatedSum()
    for x in scaled.matrix.elements {
      if norm == .one { sum.add(x.magnitude) } else { sum.add(product: x, x) }
    }
    let size = norm == .one ? sum.enclosure : sum.enclosure.squareRoot
    return scaled.unscaled(size, loss: Double(count) * 0x1p-1074)
  }

  public static func - (a: Vector, b: Vector) -> Vector {
    precondition(a.count == b.count, "a vector of \(a.count) minus one of \(b.count)")
    return Vector(zip(a.elements, b.elements).map(-))
  }

  public static func + (a: Vector, b: Vector) -> Vector {
    precondition(a.count == b.count, "a vector of \(a.count) plus one of \(b.count)")
    return Vector(zip(a.elements, b.elements).map(+))
  }

  public static func * (scale: Double, a: Vector) -> Vector { Vector(a.elements.map { scale * $0 }) }

  /// The inner product, summed in order.
  public func dot(_ other: Vector) -> Double {
    precondition(count == other.count, "the inner product of vectors of \(count) and \(other.count)")
    return zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// The norm of a vector whose entries are known by intervals, rounded outward.
public func norm(of intervals: [Interval], _ norm: Norm) -> Interval {
  let sizes = intervals.map(\.absolute)
  let lower = Vector(sizes.map(\.lower)).normEnclosure(norm).lower
  let upper = Vector(sizes.map(\.upper)).normEnclosure(norm).upper
  return Interval(lower, upper)
}

extension Matrix {
  /// `A x` for exactly these numbers, each entry tight to about a unit in the last place: `[m]`.
  public func enclosedProduct(_ x: Vector) -> [Interval] {
    precondition(columns == x.count, "a \(rows)x\(columns) matrix times a vector of \(x.count)")
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: rows)
    for (column, factor) in x.elements.enumerated() where factor != 0 {
      for row in 0..<rows { sums[row].add(product: self[row, column], factor) }
    }
    return sums.map(\.enclosure)
  }

  /// How much longer a vector becomes: an enclosure of `|A x| / |x|`; its lower end is a proven lower bound of the norm.
  public func stretch(along x: Vector, _ norm: Norm) -> Interval {
    LinearAlgebra.norm(of: enclosedProduct(x), norm) / x.normEnclosure(norm)
  }
}
