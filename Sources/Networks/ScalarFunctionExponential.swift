import RealModule

extension Double {
  /// `self × eˣ`, where `eˣ` alone may underflow.
  ///
  /// Below −700 the exponential is the square of that of half the argument, below −1400 a known factor is split
  /// off (`x + 1400` is exact by Sterbenz), so the relative error stays below 3, 5 and 7 units of `2⁻⁵³` while
  /// the result is normal.
  func timesExponential(of x: Double) -> Double {
    if x > -700 || x.isNaN { return self * .exp(x) }
    if x > -1400 {
      let root = Double.exp(0.5 * x)
      return self * root * root
    }
    if x < -1500 { return self * 0 }
    return self * .exp(x + 1400) * Self.expOfMinus700 * Self.expOfMinus700
  }

  private static let expOfMinus700 = 9.859676543759770e-305
}
