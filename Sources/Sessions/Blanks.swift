extension StringProtocol {
  /// Whether the text holds only blanks and tabs.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

  /// How many blanks and tabs the text starts with.
  var indentation: Int { unicodeScalars.prefix(while: \.isBlank).count }

  /// The text without the blanks and tabs at its end.
  var withoutTrailingBlanks: String {
    var scalars = Substring.UnicodeScalarView(unicodeScalars)
    while scalars.last?.isBlank == true { scalars.removeLast() }
    return String(scalars)
  }

  /// The text without the blanks and tabs at either end.
  var trimmed: String {
    let rest = unicodeScalars.drop(while: \.isBlank)
    return String(Substring.UnicodeScalarView(rest)).withoutTrailingBlanks
  }

  /// Whether the text starts with the ASCII characters given, whatever combining marks follow them.
  func opens(with prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { utf8.starts(with: $0) }
  }

  /// The text behind its first `count` bytes, which must be ASCII.
  func dropping(bytes count: Int) -> String {
    String(Substring(self).utf8.dropFirst(count)) ?? ""
  }

  /// The text up to its first blank, and what follows, trimmed.
  var splitAtBlank: (first: String, rest: String) {
    let whole = trimmed.unicodeScalars
    let end = whole.firstIndex(where: \.isBlank) ?? whole.endIndex
    return (String(whole[..<end]), String(whole[end...]).trimmed)
  }

  /// The text up to two blanks in a row or a tab: what stands behind them is a remark.
  var withoutRemark: String {
    let scalars = Array(trimmed.unicodeScalars)
    for (index, scalar) in scalars.enumerated() where scalar.isBlank {
      if scalar == "\t" || (index + 1 < scalars.count && scalars[index + 1].isBlank) {
        return String(scalars[..<index])
      }
    }
    return String(scalars)
  }

  /// Where the text first holds `part`, compared by code points.
  func firstRange(of part: String) -> Range<String.Index>? {
    ranges(of: part, first: true).first
  }

  /// Where the text last holds `part`, compared by code points.
  func lastRange(of part: String) -> Range<String.Index>? {
    ranges(of: part, first: false).last
  }

  private func ranges(of part: String, first: Bool) -> [Range<String.Index>] {
    let pattern = Array(part.unicodeScalars)
    var found: [Range<String.Index>] = []
    var start = unicodeScalars.startIndex
    while start < unicodeScalars.endIndex {
      var end = start
      var matched = 0
      while matched < pattern.count, end < unicodeScalars.endIndex, unicodeScalars[end] == pattern[matched] {
        unicodeScalars.formIndex(after: &end)
        matched += 1
      }
      if matched == pattern.count {
        found.append(start..<end)
        if first { return found }
      }
      unicodeScalars.formIndex(after: &start)
    }
    return found
  }
}

extension Unicode.Scalar {
  /// Whether the character is a blank or a tab.
  var isBlank: Bool { self == " " || self == "\t" }

  /// Whether the character is one of `0` to `9`.
  var isDigit: Bool { (0x30...0x39).contains(value) }
}

extension String {
  /// A text of the code points given.
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
