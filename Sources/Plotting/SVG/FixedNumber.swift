import Glibc

/// Numbers as text that does not depend on a locale.
enum FixedNumber {
  /// A coordinate with at most two decimals.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    return Ticks.decimal(Int((value * 100).rounded()), power: -2, decimals: 2, short: true)
  }

  /// A number as people say it: as many digits as `scale` has, without zeros at the end.
  static func spoken(_ value: Double, scale: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value > 0 ? "infinity" : "-infinity" }
    if value == 0 { return "0" }
    if abs(scale) >= 1e6 || abs(scale) < 1e-4, scale != value {
      return spoken(value, scale: value, digits: digits)
    }
    let magnitude = max(abs(value), abs(scale))
    guard magnitude >= 1e-4, magnitude < 1e6 else {
      let exponent = Int(log10(abs(value)).rounded(.down))
      guard abs(exponent) < 300 else { return "\(value)" }
      let mantissa = Int((value / pow(10, Double(exponent)) * 1000).rounded())
      return Ticks.decimal(mantissa, power: -3, decimals: 3, short: true) + "e\(exponent)"
    }
    let decimals = max(0, digits - 1 - Int(log10(magnitude).rounded(.down)))
    let rounded = Int((value * pow(10, Double(decimals))).rounded())
    return rounded == 0 ? "0" : Ticks.decimal(rounded, power: -decimals, decimals: decimals, short: true)
  }
}
