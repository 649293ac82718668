/// A matrix of which every entry is known to within a radius.
///
/// Where all are known exactly, no radii are stored, and the matrix shares its storage with the one that it is made of.
///
/// - Source: Rump 2010, Verification methods, 10: midpoint-radius arithmetic by ordinary matrix products.
public struct EnclosedMatrix: Hashable, Sendable {
  public let middle: Matrix
  /// The radii, unless all of them are zero.
  private let radii: Matrix?

  /// Exactly these numbers.
  public init(_ matrix: Matrix) {
    middle = matrix
    radii = nil
  }

  public init(_ middle: Matrix, radius: Matrix) {
    self.middle = middle
    radii = radius.elements.allSatisfy { $0 == 0 } ? nil : radius
  }

  /// Whether the middle is all that it can be.
  public var isExact: Bool { radii == nil }

  /// At least how far each entry may be from the middle.
  ///
  /// - Complexity: O(mn) for an exact matrix, of which they are written out.
  public var radius: Matrix { radii ?? Matrix(rows: middle.rows, columns: middle.columns) }

  /// What an entry can be.
  public subscript(row: Int, column: Int) -> Interval {
    Interval(middle[row, column], radius: radii?[row, column] ?? 0)
  }

  /// An interval for each entry, column after column.
  public init(rows: Int, columns: Int, _ entries: [Interval]) {
    self.init(
      Matrix(rows: rows, columns: columns, elements: entries.map(\.midpoint)),
      radius: Matrix(rows: rows, columns: columns, elements: entries.map(\.radius)))
  }

  public var transposed: EnclosedMatrix {
    guard let radii else { return EnclosedMatrix(middle.transposed) }
    return EnclosedMatrix(middle.transposed, radius: radii.transposed)
  }

  /// Whether every entry is zero, for certain.
  public var isZero: Bool { isExact && middle.elements.allSatisfy { $0 == 0 } }

  /// Whether some entry is not zero, for certain.
  public var isNonzero: Bool {
    guard let radii else { return !isZero }
    return zip(middle.elements, radii.elements).contains { $0.magnitude > $1 }
  }

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
    (0..<middle.rows).map { row in
      (0..<middle.columns).allSatisfy { middle[row, $0] == 0 && (radii?[row, $0] ?? 0) == 0 }
    }
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
    guard let radii else { return product }
    let spread = radii.enclosure(of: x.map { Interval($0.magnitude) })
    return zip(product, spread).map { $0 + Interval(-$1.upper, $1.upper) }
  }

  /// The norm, enclosed for every matrix inside; up to infinity if it is beyond all numbers.
  public func norm(_ norm: Norm, monitor: Monitor) throws -> Interval {
    let (certified, rows, columns): (Interval, Double, Double)
    do {
      certified = try middle.certifiedNorm(norm, monitor: monitor).enclosure
      guard let radii else { return certified }
      rows = try radii.certifiedNorm(.infinity, monitor: monitor).enclosure.upper
      columns = try radii.certifiedNorm(.one, monitor: monitor).enclosure.upper
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
