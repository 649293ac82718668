/// A sum of numbers and products that knows how far it can be off.
///
/// The sum is kept in two parts: the running double and the exact errors of its roundings, added up. Only the second
/// sum is rounded, so the enclosure is about one unit in the last place wide, and a sum without roundings is a point.
/// - Source: Ogita, Rump and Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005), 1955-1988.
public struct CompensatedSum: Hashable, Sendable {
  private var sum = 0.0
  private var correction = 0.0
  private var corrected = 0.0
  private var operations = 0
  private var underflows = 0

  public init() {}

  /// Adds a number.
  @inline(__always)
  public mutating func add(_ x: Double) {
    let next = sum + x
    let error = Rounding.sumError(sum, x, next)
    sum = next
    correction += error
    corrected += error.magnitude
    operations += 1
  }

  /// Adds a product, whose own rounding is accounted for.
  @inline(__always)
  public mutating func add(product a: Double, _ b: Double) {
    let product = a * b
    if product.magnitude < Rounding.errorFloor && a != 0 && b != 0 { underflows += 1 }
    let error = product.error(ofProduct: a, b)
    correction += error
    corrected += error.magnitude
    operations += 1
    add(product)
  }

  /// What the sum is known to be; everything, if it overflowed.
  public var enclosure: Interval {
    guard sum.isFinite, correction.isFinite else { return .everything }
    // `correction` is a sum of that many numbers, whose magnitudes add up to at most corrected / (1 - γ).
    var radius = Rounding.productUp(Rounding.slack(operations: 2 * operations + 4), corrected)
    if underflows > 0 { radius = Rounding.sumUp(radius, Double(underflows) * 0x1p-1073) }
    return Interval(sum) + Interval(correction, radius: radius)
  }
}
