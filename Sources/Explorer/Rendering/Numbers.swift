import Glibc

/// How numbers are printed: 6 decimals between 1e-3 and 1e6, else 6 digits with an exponent.
public struct NumberFormat: Hashable, Sendable {
  public enum Rounding: Hashable, Sendable { case nearest, up, down }

  /// Decimals in the plain form, and one more than the decimals in the exponent form.
  public var precision: Int

  public init(precision: Int = 6) { self.precision = precision }

  /// The number in the computed form: `2.782368`, `1.2346e-07`.
  ///
  /// The digits are those of the exact binary value, rounded once, so that an upper bound that is rounded up is
  /// never printed below itself.
  public func text(_ value: Double, _ rounding: Rounding = .nearest) -> String {
    if let name = Self.name(of: value) { return name }
    if value == 0 { return "0." + String(repeating: "0", count: precision) }
    let digits = Decimal(value)
    if value.magnitude >= 1e-3 && value.magnitude < 1e6 {
      let text = digits.fixed(decimals: precision, rounding)
      // A number that is rounded up to a million is printed as one.
      guard text.drop(while: { $0 == "-" }).hasPrefix("1000000") else { return text }
    }
    return digits.scientific(digits: precision, rounding)
  }

  /// A constant that is known exactly, as short as it can be written: `1`, `0.25`; else the computed form.
  public func exact(_ value: Double) -> String {
    if let name = Self.name(of: value) { return name }
    let short = Self.shortest(value)
    return short.count <= precision + 2 && !short.contains("e") ? short : text(value)
  }

  /// The shortest text that reads back as the same double, without a trailing `.0`.
  public static func shortest(_ value: Double) -> String {
    if let name = name(of: value) { return name }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  static func name(of value: Double) -> String? {
    value.isNaN ? "nan" : value == .infinity ? "inf" : value == -.infinity ? "-inf" : nil
  }
}

/// All decimal digits of a double: every double has finitely many.
private struct Decimal {
  let isNegative: Bool
  /// The value is `0.d₁d₂d₃… × 10^exponent`, with d₁ ≠ 0.
  let digits: [UInt8]
  let exponent: Int

  init(_ value: Double) {
    isNegative = value < 0
    var buffer = [CChar](repeating: 0, count: 800)
    // Every digit down to the last bit: 767 at most, for most numbers fewer than 80.
    let last = min(0, Int(value.ulp.exponent))
    let count = Int32(min(766, max(17, Int(log10(value.magnitude)) + 2 - last)))
    _ = withVaList([count, value.magnitude]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.count
    digits = text[..<mark].filter { $0 != UInt8(ascii: ".") }.map { $0 - 48 }
    exponent = (Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0) + 1
  }

  /// The first `count` digits after rounding, with the exponent that a carry may have raised.
  private func rounded(to count: Int, _ rounding: NumberFormat.Rounding) -> (digits: [UInt8], exponent: Int) {
    // Less than a tenth of the last place: nothing is kept, and rounding away from zero gives one unit there.
    guard count >= 0 else {
      return rounding == (isNegative ? .down : .up) ? ([1], exponent + 1 - count) : ([], exponent)
    }
    var kept = Array(digits.prefix(count))
    let rest = digits.dropFirst(count)
    let hasRest = rest.contains { $0 != 0 }
    let goesUp =
      switch rounding {
      case .up: hasRest && !isNegative
      case .down: hasRest && isNegative
      case .nearest:
        (rest.first ?? 0) > 5
          || (rest.first == 5 && (rest.dropFirst().contains { $0 != 0 } || (kept.last ?? 0) % 2 == 1))
      }
    kept += Array(repeating: 0, count: max(0, count - kept.count))
    guard goesUp else { return (kept, exponent) }
    for index in kept.indices.reversed() {
      kept[index] += 1
      if kept[index] < 10 { return (kept, exponent) }
      kept[index] = 0
    }
    return ([1] + kept, exponent + 1)
  }

  func fixed(decimals: Int, _ rounding: NumberFormat.Rounding) -> String {
    let (digits, exponent) = rounded(to: self.exponent + decimals, rounding)
    let whole = exponent > 0 ? text(digits.prefix(exponent)) : "0"
    let leading = String(repeating: "0", count: max(0, min(decimals, -exponent)))
    let fraction = leading + text(digits.dropFirst(max(0, exponent)))
    return sign + whole + (decimals > 0 ? "." + fraction.prefix(decimals) : "")
  }

  func scientific(digits count: Int, _ rounding: NumberFormat.Rounding) -> String {
    let (digits, exponent) = rounded(to: count, rounding)
    let mantissa =
      text(digits.prefix(1)) + (count > 1 ? "." + text(digits.dropFirst().prefix(count - 1)) : "")
    let power = exponent - 1
    return "\(sign)\(mantissa)e\(power < 0 ? "-" : "+")\(power.magnitude < 10 ? "0" : "")\(power.magnitude)"
  }

  private var sign: String { isNegative ? "-" : "" }
  private func text(_ digits: ArraySlice<UInt8>) -> String { digits.map { String($0) }.joined() }
}
