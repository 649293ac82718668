/// Three heights a character: `"`, `-` and `_` for the first series, `'`, `:` and `.` for the second, letters after.
struct ASCIICanvas: Canvas {
  let dots = (columns: 1, rows: 3)
  let glyphs = Glyphs.ascii
  let mixesSeries = false

  func character(for dots: UInt8, series: Int) -> Character {
    guard series < 2 else { return Glyphs.letter(series) }
    let isFirst = series == 0
    switch dots & 7 {
    case 1, 3: return isFirst ? "\"" : "'"
    case 2: return isFirst ? "-" : ":"
    case 4, 6: return isFirst ? "_" : "."
    case 7: return isFirst ? "|" : ":"
    default: return ":"
    }
  }

  func shades(_ x: Int, _ y: Int) -> Bool { y % 3 == 2 && (x + y / 3) % 2 == 0 }
  func isDistinct(series _: Int) -> Bool { true }

  func sample(of series: Int) -> String {
    switch series {
    case 0: "\" - _"
    case 1: "' : ."
    default: String(repeating: Glyphs.letter(series), count: 2)
    }
  }

  /// Greek letters, indices, powers and relations in ASCII; other characters become `?`.
  func spelling(of text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch scalar.value {
      case 0x2080...0x2089: result += String(scalar.value - 0x2080)
      case 0x2074...0x2079: result += "^\(scalar.value - 0x2070)"
      case 0x00b1: result += "+-"
      case 0x00b2: result += "^2"
      case 0x00b3: result += "^3"
      case 0x00b7: result += "*"
      case 0x00d7: result += "x"
      case 0x03b5: result += "eps"
      case 0x03c3: result += "s"
      case 0x2013, 0x2014, 0x2212: result += "-"
      case 0x2026: result += "..."
      case 0x207b: result += "^-"
      case 0x2192: result += "->"
      case 0x221e: result += "inf"
      case 0x2248: result += "~="
      case 0x2264: result += "<="
      case 0x2265: result += ">="
      default:
        // Marks that combine with the letter before them have no place of their own.
        if scalar.properties.generalCategory != .nonspacingMark { result += "?" }
      }
    }
    return result
  }
}
