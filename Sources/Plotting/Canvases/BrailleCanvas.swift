/// Eight dots a character, two by four: Unicode's braille patterns.
struct BrailleCanvas: Canvas {
  let dots = (columns: 2, rows: 4)
  let glyphs = Glyphs.unicode
  let mixesSeries = true

  /// Braille numbers its dots down the columns, and puts the fourth row last.
  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  func character(for dots: UInt8, series _: Int) -> Character {
    var pattern: UInt32 = 0x2800
    for (place, bit) in Self.bits.enumerated() where dots & (1 << UInt8(place)) != 0 { pattern |= bit }
    return Unicode.Scalar(pattern).map(Character.init) ?? " "
  }

  func shades(_ x: Int, _ y: Int) -> Bool { y % 2 == 0 && (x + y) % 4 == 0 }
  func isDistinct(series _: Int) -> Bool { false }
  func sample(of _: Int) -> String { "⠤⠤" }
}
