/// The operator norm of a matrix, between two numbers that are proven.
public struct CertifiedNorm: Hashable, Sendable {
  /// Contains the exact norm of the matrix as it is stored.
  public let enclosure: Interval
  /// The best known double, inside the enclosure; infinite only if the norm is beyond all doubles.
  public let value: Double
  /// A vector that is stretched by the norm as nearly as doubles can say, of length 1 in that norm up to rounding.
  ///
  /// `|A x| / |x|` of exactly these numbers is at least the enclosure's lower end; in a matrix of a single row it may
  /// be less by a few squares of the unit roundoff.
  public let direction: Vector
  /// All singular values, if they were computed on the way; not certified.
  public let singularValues: [Double]?
}

extension CertifiedNorm {
  /// What an operator that is not written out has proven of itself.
  public init(_ enclosure: Interval, value: Double, direction: Vector) {
    self.init(enclosure: enclosure, value: value, direction: direction, singularValues: nil)
  }
}

extension Matrix {
  /// The operator norm in `norm`, as a proven enclosure with a direction that shows it.
  ///
  /// In the norms 1 and ∞ the largest sum of a column or row. In the norm 2 the lower end is the stretch, rounded down,
  /// of a top singular vector, from LAPACK or of the Gram matrix from Lanczos; the upper end is from the certificate by
  /// Cholesky, unless Frobenius' norm or `√(‖A‖₁‖A‖∞)` is as good. About 1e-15 wide, in relation, for small matrices, n²
  /// roundings for large ones.
  ///
  /// - Complexity: O(mn) in the norms 1 and ∞; in the norm 2 a singular value decomposition up to order 300, above
  ///   a few dozen products and one Cholesky factorisation of the smaller side.
  public func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm {
    try requireFinite()
    if elements.allSatisfy({ $0 == 0 }) { return .zero(inputs: columns) }
    switch norm {
    case .one: return largestColumnSum()
    case .infinity: return largestRowSum()
    case .two: break
    }
    if rows == 1 || columns == 1 { return normOfVector() }
    return try spectralNorm(monitor: monitor)
  }

  /// Frobenius' norm, enclosed: never below the norm 2.
  public func certifiedFrobenius() throws -> Interval {
    try requireFinite()
    return Vector(elements).normEnclosure(.two)
  }

  private func spectralNorm(monitor: Monitor) throws -> CertifiedNorm {
    let scaled = ScaledMatrix(self)
    let matrix = scaled.matrix
    let isLarge = Swift.min(rows, columns) > Kernels.singularValueLimit
    // Its Gram matrix tells where the norm is, too.
    let known = isLarge ? try NormCertificate(of: matrix, monitor: monitor) : nil
    let top =
      try known.map { (direction: try $0.topDirection(of: matrix, monitor: monitor), singularValues: nil) }
      ?? matrix.topDirection()
    let stretch = matrix.stretch(along: top.direction, .two)
    let simple = try matrix.simpleUpperBound()
    var upper = simple
    if simple > stretch.lower * (1 + 8 * Rounding.unit) {
      let limit = Rounding.productUp(simple, simple)
      let square = try (known ?? NormCertificate(of: matrix, monitor: monitor))
        .provenSquare(near: stretch.upper, below: limit, monitor: monitor)
      if let square { upper = min(simple, Rounding.squareRootUp(square)) }
    }
    let enclosure = scaled.unscaled(Interval(stretch.lower, upper), loss: CertifiedNorm.scalingLoss(of: self))
    return CertifiedNorm(
      enclosure: enclosure, value: enclosure.clamped(scaled.unscaled(stretch.midpoint)),
      direction: top.direction,
      singularValues: top.singularValues?.map { scaled.unscaled($0) })
  }

  /// A unit vector that is stretched by the norm 2, up to rounding, and all singular values.
  private func topDirection() throws -> (direction: Vector, singularValues: [Double]?) {
    let decomposition = try singularValueDecomposition()
    return (decomposition.v.column(0), decomposition.values)
  }

  /// The smaller of Frobenius' norm and `√(‖A‖₁‖A‖∞)`, rounded up: exact for rank one, diagonals and permutations.
  private func simpleUpperBound() throws -> Double {
    let sums = Rounding.productUp(largestColumnSum().enclosure.upper, largestRowSum().enclosure.upper)
    return try Swift.min(certifiedFrobenius().upper, Rounding.squareRootUp(sums))
  }

  private func largestColumnSum() -> CertifiedNorm {
    let scaled = ScaledMatrix(self)
    let sums = (0..<columns).map { column in
      var sum = CompensatedSum()
      for row in 0..<rows { sum.add(scaled.matrix[row, column].magnitude) }
      return sum.enclosure
    }
    let best = Interval.indexOfLargest(sums)
    var direction = Vector(repeating: 0, count: columns)
    direction[best] = 1
    return CertifiedNorm(largestOf: sums, at: best, scaled, of: self, direction: direction)
  }

  private func largestRowSum() -> CertifiedNorm {
    let scaled = ScaledMatrix(self)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: rows)
    for column in 0..<columns {
      for row in 0..<rows { sums[row].add(scaled.matrix[row, column].magnitude) }
    }
    let enclosures = sums.map(\.enclosure)
    let best = Interval.indexOfLargest(enclosures)
    let direction = Vector(row(best).elements.map { $0 < 0 ? -1 : 1 })
    return CertifiedNorm(largestOf: enclosures, at: best, scaled, of: self, direction: direction)
  }

  /// The norm 2 of a matrix that is one row or one column.
  private func normOfVector() -> CertifiedNorm {
    let enclosure = Vector(elements).normEnclosure(.two)
    let size = Vector(elements).norm(.two)
    var direction: Vector = [1]
    if columns > 1 {
      let scaled = ScaledMatrix(self)
      let row = Vector(scaled.matrix.elements)
      direction = (1 / row.norm(.two)) * row
    }
    let value = enclosure.clamped(size)
    return CertifiedNorm(enclosure: enclosure, value: value, direction: direction, singularValues: [value])
  }
}

extension CertifiedNorm {
  /// The norm of nothing but zeros.
  fileprivate static func zero(inputs: Int) -> CertifiedNorm {
    var direction = Vector(repeating: 0, count: inputs)
    if inputs > 0 { direction[0] = 1 }
    return CertifiedNorm(enclosure: .zero, value: 0, direction: direction, singularValues: nil)
  }

  fileprivate init(
    largestOf sums: [Interval], at best: Int, _ scaled: ScaledMatrix, of matrix: Matrix, direction: Vector
  ) {
    let lower = sums[best].lower
    let upper = sums.reduce(lower) { Swift.max($0, $1.upper) }
    let enclosure = scaled.unscaled(Interval(lower, upper), loss: Self.scalingLoss(of: matrix))
    let value = scaled.unscaled(sums[best].midpoint)
    self.init(
      enclosure: enclosure, value: enclosure.clamped(value),
      direction: direction, singularValues: nil)
  }

  /// More than any norm can change when every entry loses half the smallest double.
  static func scalingLoss(of matrix: Matrix) -> Double {
    Double(matrix.rows) * Double(matrix.columns) * 0x1p-1074
  }
}

extension Interval {
  /// The double nearest to a value among those inside.
  fileprivate func clamped(_ value: Double) -> Double { Swift.min(Swift.max(value, lower), upper) }

  /// Where the largest lower end is; the first of equals.
  fileprivate static func indexOfLargest(_ intervals: [Interval]) -> Int {
    intervals.indices.reduce(0) { intervals[$1].lower > intervals[$0].lower ? $1 : $0 }
  }
}
