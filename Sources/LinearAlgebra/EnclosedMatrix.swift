/// A matrix of which every entry is known to within a radius.
///
/// - Source: Rump 2010, Verification methods, 10: midpoint-radius arithmetic by ordinary matrix products.
public struct EnclosedMatrix: Hashable, Sendable {
  public let middle: Matrix
  /// At least how far each entry may be from the middle.
  public let radius: Matrix

  /// Exactly these numbers.
  public init(_ matrix: Matrix) {
    self.init(matrix, radius: Matrix(rows: matrix.rows, columns: matrix.columns))
  }

  public init(_ middle: Matrix, radius: Matrix) {
    self.middle = middle
    self.radius = radius
  }

  /// An interval for each entry, column after column.
  public init(rows: Int, columns: Int, _ entries: [Interval]) {
    self.init(
      Matrix(rows: rows, columns: columns, elements: entries.map(\.midpoint)),
      radius: Matrix(rows: rows, columns: columns, elements: entries.map(\.radius)))
  }

  public var transposed: EnclosedMatrix { EnclosedMatrix(middle.transposed, radius: radius.transposed) }

  /// Whether every entry is zero, for certain.
  public var isZero: Bool { (middle.elements + radius.elements).allSatisfy { $0 == 0 } }

  /// Whether some entry is not zero, for certain.
  public var isNonzero: Bool { zip(middle.elements, radius.elements).contains { $0.magnitude > $1 } }

  public static func * (a: EnclosedMatrix, b: EnclosedMatrix) -> EnclosedMatrix {
    let (rows, columns) = (a.middle.rows, b.middle.columns)
    if a.isZero || b.isZero { return EnclosedMatrix(Matrix(rows: rows, columns: columns)) }
    let terms = a.middle.columns
    let slack = Rounding.slack(operations: 4 * terms + 16)
    let (sizes, others) = (a.middle.mapped(\.magnitude), b.middle.mapped(\.magnitude))
    // |ab - fl(ab)| ≤ γ|a||b|, and the radii; the sums of these are themselves rounded, which the factor covers.
    let reach = sizes * (slack * others + b.radius) + a.radius * (others + b.radius)
    let underflow = Double(terms) * 0x1p-1068
    var radius = reach.mapped { Rounding.sumUp(Rounding.productUp(1 + 2 * slack, $0), underflow) }
    if reach.elements.contains(0) {
      // Where each product has a factor that is zero, nothing underflows.
      let count = a.pattern * b.pattern
      for place in radius.elements.indices where count.elements[place] == 0 { radius.elements[place] = 0 }
    }
    return EnclosedMatrix(a.middle * b.middle, radius: radius)
  }

  /// Which rows hold zeros alone, for certain.
  public var isZeroRow: [Bool] {
    var isZero = Array(repeating: true, count: middle.rows)
    for column in 0..<middle.columns {
      for row in isZero.indices where middle[row, column] != 0 || radius[row, column] != 0 {
        isZero[row] = false
      }
    }
    return isZero
  }

  /// 1 where an entry may be something else than zero, 0 where it is zero for certain.
  private var pattern: Matrix {
    Matrix(
      rows: middle.rows, columns: middle.columns,
      elements: zip(middle.elements, radius.elements).map { $0 == 0 && $1 == 0 ? 0 : 1 })
  }

  /// Every entry divided by a positive number.
  public func divided(by divisor: Double) -> EnclosedMatrix {
    let quotients = zip(middle.elements, radius.elements).map {
      Interval($0, radius: $1) / Interval(divisor)
    }
    return EnclosedMatrix(rows: middle.rows, columns: middle.columns, quotients)
  }

  /// `A x` for every matrix and every vector inside.
  public func enclosure(of x: [Interval]) -> [Interval] {
    let product = middle.enclosure(of: x)
    let spread = radius.enclosure(of: x.map { Interval($0.magnitude) })
    return zip(product, spread).map { $0 + Interval(-$1.upper, $1.upper) }
  }

  /// The norm, enclosed for every matrix inside; up to infinity if it is beyond all numbers.
  public func norm(_ norm: Norm, monitor: Monitor) throws -> Interval {
    let (certified, rows, columns): (Interval, Double, Double)
    do {
      certified = try middle.certifiedNorm(norm, monitor: monitor).enclosure
      rows = try radius.certifiedNorm(.infinity, monitor: monitor).enclosure.upper
      columns = try radius.certifiedNorm(.one, monitor: monitor).enclosure.upper
    } catch is LinearAlgebraError {
      return Interval(0, .infinity)
    }
    let spread =
      switch norm {
      case .one: columns
      case .two: Rounding.squareRootUp(Rounding.productUp(rows, columns))
      case .infinity: rows
      }
    return Interval(
      max(0, Rounding.sumDown(certified.lower, -spread)), Rounding.sumUp(certified.upper, spread))
  }
}
