extension StringProtocol {
  /// The text with everything that could act on a terminal drawn as a visible sign.
  ///
  /// Control characters (C0, C1, DEL) become the pictures of Unicode's block "Control Pictures" (`␛`), and
  /// the marks that reorder text (bidi overrides and isolates) become `⟪202E⟫`. Tabs become a blank. A text
  /// from a file, a name or a header can then neither repaint the screen nor reach the clipboard.
  public var visible: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0x00..<0x20: result.append(Unicode.Scalar(0x2400 + scalar.value)!)
      case 0x7f: result.append("\u{2421}")
      case 0x80..<0xa0, 0x61c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
        result.append(contentsOf: "⟪\(String(scalar.value, radix: 16, uppercase: true))⟫".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
