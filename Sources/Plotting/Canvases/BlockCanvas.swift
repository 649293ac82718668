/// Two half blocks a character, for terminals without braille, such as the Linux console.
struct BlockCanvas: Canvas {
  let dots = (columns: 1, rows: 2)
  let glyphs = Glyphs.unicode
  let mixesSeries = true

  func character(for dots: UInt8, series _: Int) -> Character {
    switch dots & 3 {
    case 1: "▀"
    case 2: "▄"
    case 3: "█"
    default: " "
    }
  }

  func shades(_ x: Int, _ y: Int) -> Bool { y % 2 == 1 && (x + y / 2) % 2 == 0 }
  func isDistinct(series _: Int) -> Bool { false }
  func sample(of _: Int) -> String { "▄▄" }
}
