/// The dots that a character cell of a plot shows, on every canvas.
enum CellDots {
  /// Whether the character only ever draws: braille, blocks, shades.
  static func isDrawing(_ scalar: Unicode.Scalar) -> Bool {
    (0x2800...0x28ff).contains(scalar.value) || (0x2580...0x259f).contains(scalar.value)
  }

  /// Whether the character draws on the ASCII canvas.
  static func isASCIIDrawing(_ scalar: Unicode.Scalar) -> Bool {
    isASCIISeries(scalar) || scalar == "#"
  }

  /// By how many dots two cells differ: 0 if they are the same, 1 if one dot came, went or moved, more otherwise.
  static func distance(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Int {
    if one == other { return 0 }
    var distances: [Int] = []
    if let a = braille(one), let b = braille(other) { distances.append(moved(a, b)) }
    if let a = halves(one), let b = halves(other) { distances.append(moved(a, b)) }
    if let a = eighths(one), let b = eighths(other) { distances.append(abs(a - b)) }
    if let a = shade(one), let b = shade(other) { distances.append(abs(a - b)) }
    let rows: [String] = ["\"-_ ", "':. ", "# "]
    if rows.contains(where: { $0.unicodeScalars.contains(one) && $0.unicodeScalars.contains(other) }) {
      distances.append(1)
    }
    return distances.min() ?? 8
  }

  /// How many dots came or went, where one that came and one that went count as one that moved.
  private static func moved(_ a: UInt8, _ b: UInt8) -> Int {
    max((a & ~b).nonzeroBitCount, (b & ~a).nonzeroBitCount)
  }

  private static func isASCIISeries(_ scalar: Unicode.Scalar) -> Bool {
    "\"-_':.".unicodeScalars.contains(scalar)
  }

  private static func braille(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar == " " { return 0 }
    return (0x2800...0x28ff).contains(scalar.value) ? UInt8(scalar.value & 0xff) : nil
  }

  private static func halves(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case " ": 0
    case "▀": 1
    case "▄": 2
    case "█": 3
    default: nil
    }
  }

  /// How much of the cell a bar fills, from the left or from below.
  private static func eighths(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x20: 0
    case 0x2588...0x258f: 0x2590 - Int(scalar.value)
    default: nil
    }
  }

  private static func shade(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case " ": 0
    case "░": 1
    case "▒": 2
    case "▓": 3
    case "█": 4
    default: nil
    }
  }
}
