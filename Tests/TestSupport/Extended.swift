/// A number of twice a double's digits, as the sum of two doubles: what rounding is held against.
///
/// Sums, products, quotients and roots are right to about 2⁻¹⁰⁰, while nothing overflows or underflows.
///
/// - Source: Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic building blocks of double-word
///   arithmetic", ACM TOMS 44 (2017).
public struct Extended: Comparable, Sendable {
  /// The nearest double.
  public let high: Double
  /// What it lacks.
  public let low: Double

  public init(_ value: Double) { (high, low) = (value, 0) }

  /// The sum of two doubles, exactly.
  private init(sum a: Double, _ b: Double) {
    high = a + b
    let part = high - a
    low = (a - (high - part)) + (b - part)
  }

  /// The product of two doubles, exactly.
  private init(product a: Double, _ b: Double) {
    high = a * b
    low = (-high).addingProduct(a, b)
  }

  public static let zero = Extended(0)

  public static prefix func - (a: Extended) -> Extended { Extended(sum: -a.high, -a.low) }

  public static func + (a: Extended, b: Extended) -> Extended {
    let high = Extended(sum: a.high, b.high)
    let low = Extended(sum: a.low, b.low)
    let first = Extended(sum: high.high, high.low + low.high)
    return Extended(sum: first.high, first.low + low.low)
  }

  public static func - (a: Extended, b: Extended) -> Extended { a + -b }

  public static func * (a: Extended, b: Extended) -> Extended {
    let product = Extended(product: a.high, b.high)
    return Extended(sum: product.high, product.low + (a.high * b.low + a.low * b.high))
  }

  public static func / (a: Extended, b: Extended) -> Extended {
    let first = Extended(a.high / b.high)
    let second = Extended((a - first * b).high / b.high)
    let third = Extended((a - first * b - second * b).high / b.high)
    return first + second + third
  }

  public var squareRoot: Extended {
    guard high > 0 else { return .zero }
    let root = Extended(high.squareRoot())
    return root + (self - root * root) / (root + root)
  }

  public var magnitude: Extended { self < .zero ? -self : self }

  public static func < (a: Extended, b: Extended) -> Bool {
    a.high < b.high || (a.high == b.high && a.low < b.low)
  }
}
