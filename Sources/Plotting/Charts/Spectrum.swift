extension Scene {
  /// Singular values, largest first, each with its number: "σ₁ = 2.782368" and a bar.
  ///
  /// `texts` are the values as the caller rounds them.
  public static func spectrum(_ values: [Double], texts: [String], title: String = "") -> Scene {
    let names = values.indices.map { index in
      "σ\(lowered(index + 1)) = \(index < texts.count ? texts[index] : "\(values[index])")"
    }
    let widest = names.map(\.count).max() ?? 0
    let aligned = names.map { $0 + String(repeating: " ", count: widest - $0.count) }
    let bars = values.enumerated().map { Bar(Double($0), value: $1) }
    let panel = Panel(
      title: title, x: Axis(isVisible: false), y: Axis(scale: .names(aligned), isVisible: false),
      marks: [.bars(bars, Series())])
    return Scene(panels: [panel])
  }

  /// A number in Unicode's lowered digits.
  private static func lowered(_ number: Int) -> String {
    String(
      String.UnicodeScalarView(
        String(number).unicodeScalars.compactMap { Unicode.Scalar(0x2080 + $0.value - 0x30) }))
  }
}
