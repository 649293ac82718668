import Foundation
import Testing

@testable import Explorer

/// Printed numbers keep their promise: rounded up they are not below, rounded down not above.
@Suite struct NumberFormatTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let value: Double
    let text: String
    var rounding = NumberFormat.Rounding.nearest
    var precision = 6
    var testDescription: String { "\(value) is \(text) (\(rounding), \(precision))" }
  }

  static let cases = [
    Case(value: 1, text: "1.000000"),
    Case(value: 0.25, text: "0.250000"),
    Case(value: 2.782367796706337, text: "2.782368"),
    Case(value: 2.782367796706337, text: "2.782367", rounding: .down),
    Case(value: 2.7823671, text: "2.782368", rounding: .up),
    Case(value: 1.2346e-07, text: "1.23460e-07"),
    Case(value: 1.23456789e-07, text: "1.23457e-07"),
    Case(value: 1.23456789e-07, text: "1.2346e-07", precision: 5),
    Case(value: 0, text: "0.000000"),
    Case(value: -0.0, text: "0.000000"),
    Case(value: .infinity, text: "inf"),
    Case(value: -.infinity, text: "-inf"),
    Case(value: .nan, text: "nan"),
    Case(value: 0.9999999, text: "1.000000"),
    Case(value: 0.9999999, text: "0.999999", rounding: .down),
    Case(value: -0.9999999, text: "-0.999999", rounding: .up),
    Case(value: -0.9999999, text: "-1.000000", rounding: .down),
    Case(value: 9.9999999, text: "10.000000"),
    Case(value: 999_999.99999999, text: "1.00000e+06", rounding: .up),
    Case(value: 1e6, text: "1.00000e+06"),
    Case(value: 9_999_999, text: "1.00000e+07"),
    Case(value: 1e-3, text: "0.001000"),
    Case(value: 9.9999999e-4, text: "1.00000e-03"),
    Case(value: .leastNonzeroMagnitude, text: "4.94066e-324"),
    Case(value: .leastNonzeroMagnitude, text: "4.94065e-324", rounding: .down),
    Case(value: .greatestFiniteMagnitude, text: "1.79770e+308", rounding: .up),
    Case(value: 1e100, text: "1.00001e+100", rounding: .up),
    Case(value: 0.5, text: "0.5", precision: 1),
    Case(value: 0.25, text: "0.2", precision: 1),
    Case(value: 0.75, text: "0.8", precision: 1),
    Case(value: 0.002, text: "0.1", rounding: .up, precision: 1),
    Case(value: 0.002, text: "0.0", rounding: .down, precision: 1),
    Case(value: 0.06, text: "0.1", precision: 1),
    Case(value: 0.1, text: "0.10000000000000001", precision: 17),
  ]

  @Test("a number as it is printed", arguments: cases)
  func printed(_ c: Case) {
    #expect(NumberFormat(precision: c.precision).text(c.value, c.rounding) == c.text)
  }

  @Test("constants are as short as they can be")
  func constants() {
    let format = NumberFormat()
    let texts: [(Double, String)] = [
      (1, "1"), (0.25, "0.25"), (0, "0"), (-2, "-2"), (1.5e10, "1.50000e+10"), (1.0 / 3, "0.333333"),
      (.infinity, "inf"), (100, "100"), (1e-9, "1.00000e-09"), (0.1, "0.1"),
    ]
    for (value, text) in texts { #expect(format.exact(value) == text) }
  }

  @Test("rounding keeps its side, and the nearest is within half a unit: 10000 numbers, seed 1")
  func laws() {
    var random = SplitMix(state: 1)
    for _ in 0..<10_000 {
      let value = random.double()
      let precision = Int(random.next() % 17) + 1
      let format = NumberFormat(precision: precision)
      let exact = Digits(value)
      let up = Digits(format.text(value, .up))
      let down = Digits(format.text(value, .down))
      let nearest = Digits(format.text(value))
      #expect(up >= exact, "\(value) rounded up to \(precision): \(format.text(value, .up))")
      #expect(down <= exact, "\(value) rounded down to \(precision): \(format.text(value, .down))")
      #expect(nearest >= down && nearest <= up, "\(value), \(precision)")
      // |nearest - value| ≤ |other - value| for both sides, so within half of the unit between them.
      #expect(nearest.distance(to: exact) <= up.distance(to: exact), "\(value), \(precision)")
      #expect(nearest.distance(to: exact) <= down.distance(to: exact), "\(value), \(precision)")
      // The sides are one unit of the last printed digit apart, or the number is printed in full.
      if up != down { #expect(up.minus(down).isPowerOfTen, "\(value), \(precision): \(up) \(down)") }
    }
  }

  @Test("the shortest text reads back to the bit: 10000 numbers, seed 2")
  func shortest() {
    var random = SplitMix(state: 2)
    for _ in 0..<10_000 {
      let value = random.double()
      #expect(Double(NumberFormat.shortest(value)) == value)
      #expect(JSON.number(value).text == NumberFormat.shortest(value))
    }
    #expect(NumberFormat.shortest(3) == "3")
  }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A finite number: of any bits, of a common size, or with few digits.
  mutating func double() -> Double {
    switch next() % 4 {
    case 0:
      while true {
        let value = Double(bitPattern: next())
        if value.isFinite { return value }
      }
    case 1: return Double.random(in: -1e7...1e7, using: &self)
    case 2: return Double(Int.random(in: -2_000_000...2_000_000, using: &self)) / 1000
    default: return Double.random(in: -0.01...0.01, using: &self)
    }
  }
}

/// A decimal number without rounding: whole digits times 10^scale.
struct Digits: Comparable, CustomStringConvertible {
  private var isNegative: Bool
  /// Least significant first.
  private var digits: [Int]
  private var scale: Int

  /// Every digit of a double.
  init(_ value: Double) { self.init(String(format: "%.1100g", value)) }

  /// A decimal text.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "e")) ?? bytes.count
    let mantissa = bytes[..<end].filter { $0 != UInt8(ascii: "-") }
    isNegative = bytes.first == UInt8(ascii: "-")
    digits = mantissa.filter { $0 != UInt8(ascii: ".") }.reversed().map { Int($0) - 48 }
    scale = end < bytes.count ? Int(String(decoding: bytes[(end + 1)...], as: UTF8.self)) ?? 0 : 0
    if let point = mantissa.firstIndex(of: UInt8(ascii: ".")) { scale -= mantissa.count - point - 1 }
    normalize()
  }

  private mutating func normalize() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    scale = digits.isEmpty ? 0 : scale + zeros
    if digits.isEmpty { isNegative = false }
  }

  private func aligned(to other: Int) -> [Int] { Array(repeating: 0, count: scale - other) + digits }

  private static func magnitudeIsLess(_ a: Digits, _ b: Digits) -> Bool {
    guard !a.digits.isEmpty, !b.digits.isEmpty else { return a.digits.isEmpty && !b.digits.isEmpty }
    let (top, otherTop) = (a.digits.count + a.scale, b.digits.count + b.scale)
    if top != otherTop { return top < otherTop }
    let low = min(a.scale, b.scale)
    for (x, y) in zip(a.aligned(to: low).reversed(), b.aligned(to: low).reversed()) where x != y {
      return x < y
    }
    return false
  }

  static func < (a: Digits, b: Digits) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? magnitudeIsLess(b, a) : magnitudeIsLess(a, b)
  }

  /// The difference, exactly.
  func minus(_ other: Digits) -> Digits {
    let low = min(scale, other.scale)
    let (a, b) = (aligned(to: low), other.aligned(to: low))
    let sign = isNegative == other.isNegative ? -1 : 1
    var sum = (0..<max(a.count, b.count)).map { (index: Int) -> Int in
      let x = index < a.count ? a[index] : 0
      let y = index < b.count ? b[index] : 0
      return x + sign * y
    }
    let turns = sum.last { $0 != 0 }.map { $0 < 0 } ?? false
    if turns { sum = sum.map { -$0 } }
    var carry = 0
    for index in sum.indices {
      let value = sum[index] + carry
      sum[index] = ((value % 10) + 10) % 10
      carry = (value - sum[index]) / 10
    }
    if carry > 0 { sum.append(carry) }
    var result = self
    result.isNegative = isNegative != turns
    result.digits = sum
    result.scale = low
    result.normalize()
    return result
  }

  func distance(to other: Digits) -> Digits {
    var result = minus(other)
    result.isNegative = false
    return result
  }

  var isPowerOfTen: Bool { !isNegative && digits == [1] }
  var description: String {
    (isNegative ? "-" : "") + digits.reversed().map(String.init).joined() + "e\(scale)"
  }
}
