/// A number as it was printed: its digits and their place, so that it can be compared exactly.
///
/// The magnitude is `digits` read as an integer, times ten to the power `exponent`; `exponent` is the place of
/// the last printed digit, so that half of its unit is `5 · 10^(exponent - 1)`.
struct PrintedNumber: Hashable, Sendable {
  let isNegative: Bool
  /// The significant digits without leading zeros; empty for zero.
  let digits: [UInt8]
  let exponent: Int
  /// Every digit before the decimal point, with its zeros, if there is no point and no exponent; else nil.
  let integer: [UInt8]?
  /// The nearest double; infinite where a double ends.
  let value: Double

  /// Reads a whole text as a number: sign, digits, decimal point, exponent; nil if it is anything else.
  init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    guard let end = Self.end(of: scalars, from: 0, allowsSign: true), end == scalars.count else { return nil }
    self.init(scalars[...])
  }

  /// Reads a slice that `end(of:from:allowsSign:)` has found to be a number.
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    var all: [UInt8] = []
    var decimals = 0
    var power = 0
    var hasPoint = false
    var hasExponent = false
    var isPowerNegative = false
    for scalar in scalars {
      if scalar.isDigit {
        let digit = UInt8(scalar.value - 0x30)
        if hasExponent {
          power = min(power * 10 + Int(digit), 1_000_000_000)
        } else {
          all.append(digit)
          decimals += hasPoint ? 1 : 0
        }
      } else if scalar == "." {
        hasPoint = true
      } else if scalar == "e" || scalar == "E" {
        hasExponent = true
      } else if hasExponent {
        isPowerNegative = scalar != "+"
      }
    }
    let first = scalars.first
    isNegative = first == "-" || first == "\u{2212}"
    digits = Array(all.drop { $0 == 0 })
    exponent = (isPowerNegative ? -power : power) - decimals
    integer = hasPoint || hasExponent ? nil : all
    value = Double(String(scalars.map { $0 == "\u{2212}" ? "-" : $0 })) ?? .nan
  }

  /// Where the number that starts at `start` ends, or nil if none starts there.
  static func end(of scalars: [Unicode.Scalar], from start: Int, allowsSign: Bool) -> Int? {
    func isDigit(_ index: Int) -> Bool { index < scalars.count && scalars[index].isDigit }
    var index = start
    if allowsSign, index < scalars.count, ["+", "-", "\u{2212}"].contains(scalars[index]) { index += 1 }
    let mantissa = index
    while isDigit(index) { index += 1 }
    if index < scalars.count, scalars[index] == ".", isDigit(index + 1) {
      index += 1
      while isDigit(index) { index += 1 }
    }
    guard index > mantissa else { return nil }
    if index < scalars.count, scalars[index] == "e" || scalars[index] == "E" {
      let hasSign = index + 1 < scalars.count && ["+", "-"].contains(scalars[index + 1])
      let power = index + (hasSign ? 2 : 1)
      if isDigit(power) {
        index = power
        while isDigit(index) { index += 1 }
      }
    }
    return index
  }

  /// Whether `got` lies within half a unit of this number's last printed digit, both ends included.
  ///
  /// In exact decimal arithmetic: with as many digits in `got`, or fewer, the two must be equal.
  func accepts(_ got: PrintedNumber) -> Bool {
    if digits.isEmpty && got.digits.isEmpty { return true }
    if !digits.isEmpty && !got.digits.isEmpty && isNegative != got.isNegative { return false }
    let dropped = exponent - got.exponent
    if dropped <= 0 {
      // got is a whole number of units: its digits and `-dropped` zeros.
      return !got.digits.isEmpty && got.digits.count - dropped == digits.count
        && digits.starts(with: got.digits) && digits.dropFirst(got.digits.count).allSatisfy { $0 == 0 }
    }
    // got = whole units and a rest of `dropped` digits.
    let whole = got.digits.dropLast(dropped)
    let rest = got.digits.suffix(dropped)
    if rest.count < dropped { return digits.isEmpty }  // the rest starts with a zero: less than half
    let isHalf = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let isMore = !isHalf && (rest.first ?? 0) >= 5
    return (!isMore && whole == digits[...]) || ((isMore || isHalf) && Self.successor(of: whole) == digits)
  }

  /// Whether both are integers and written alike, but for a `+`.
  func isSameInteger(as got: PrintedNumber) -> Bool {
    integer != nil && integer == got.integer && isNegative == got.isNegative
  }

  /// Half a unit of the last printed digit, as text: `0.005` for 2.78, `5e-7` for 2.782368.
  var halfUnit: String {
    let place = exponent - 1
    switch place {
    case 0...5: return "5" + String(repeating: "0", count: place)
    case -4..<0: return "0." + String(repeating: "0", count: -place - 1) + "5"
    default: return "5e\(place)"
    }
  }

  private static func successor(of digits: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(digits)
    var index = result.count - 1
    while index >= 0 {
      if result[index] < 9 {
        result[index] += 1
        return result
      }
      result[index] = 0
      index -= 1
    }
    return [1] + result
  }
}
