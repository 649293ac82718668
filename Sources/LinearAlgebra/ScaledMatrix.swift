import Glibc

/// A matrix times a power of two, so that squares of its entries neither overflow nor vanish.
///
/// The scaled matrix has a largest magnitude in `1..<2`, unless all of it is subnormal (then at least `2⁻⁵²`) or
/// zero. Scaling is exact but for entries that fall below the normal numbers, each by at most `2⁻¹⁰⁷⁵`.
struct ScaledMatrix {
  var matrix: Matrix
  /// This matrix is the original times `2^-exponent`.
  let exponent: Int
  /// Whether no entry was rounded.
  let isExact: Bool

  init(_ original: Matrix) {
    // The sign bit aside, numbers that are not below zero are in the order of their bits.
    var bits: UInt64 = 0
    for element in original.elements { bits = max(bits, element.magnitude.bitPattern) }
    let largest = Double(bitPattern: bits)
    let exponent = largest == 0 ? 0 : min(1023, max(-1023, Int(largest.exponent)))
    guard exponent != 0 else {
      (matrix, self.exponent, isExact) = (original, 0, true)
      return
    }
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    let scaled = original.mapped { $0 * factor }
    matrix = scaled
    self.exponent = exponent
    // Only shrinking can lose bits, and only of entries that come near the subnormal numbers.
    isExact =
      exponent < 0
      || zip(scaled.elements, original.elements).allSatisfy { small, large in
        small.magnitude >= 0x1p-1022 || scalbn(small, CInt(exponent)) == large
      }
  }

  /// A number of the scaled matrix's size, in the original's: rounded to nearest, infinite if it overflows.
  func unscaled(_ value: Double) -> Double { scalbn(value, CInt(exponent)) }

  /// What encloses a number of the scaled matrix's size, in the original's.
  ///
  /// `loss` says how much the lost bits of the scaled matrix may matter.
  func unscaled(_ interval: Interval, loss: Double) -> Interval {
    let spread = isExact ? interval : interval + Interval(0, radius: loss)
    return Interval(unscaledDown(max(0, spread.lower)), unscaledUp(max(0, spread.upper)))
  }

  private func unscaledUp(_ value: Double) -> Double {
    let result = unscaled(value)
    return result.isFinite && scalbn(result, CInt(-exponent)) < value ? result.nextUp : result
  }

  private func unscaledDown(_ value: Double) -> Double {
    let result = unscaled(value)
    if result == .infinity { return value == .infinity ? value : .greatestFiniteMagnitude }
    return scalbn(result, CInt(-exponent)) > value ? result.nextDown : result
  }

  /// A limit of the original's size, in the scaled matrix's: rounded down.
  func scaledDown(_ value: Double) -> Double {
    let result = scalbn(value, CInt(-exponent))
    if result == .infinity { return value == .infinity ? value : .greatestFiniteMagnitude }
    return scalbn(result, CInt(exponent)) > value ? result.nextDown : result
  }
}
