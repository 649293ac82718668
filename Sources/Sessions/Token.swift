/// A piece of a printed line: a number, a word or a symbol.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A number; `inf` and `nan` are words.
    case number(PrintedNumber)
    /// A name such as `linear1`, `σ₁` or `inf`, or digits with several points, such as a version.
    case word
    /// One character, `<=`, `>=`, `~=`, `->`, or a run of dots.
    case symbol
    /// `...` at the end of the line, or between blanks.
    case ellipsis
  }

  var kind: Kind
  /// The characters, without a `~` behind a number.
  var text: [Unicode.Scalar]
  /// Where they stand in the line, with the `~`.
  var range: Range<Int>
  /// Whether a `~` follows directly: the tolerance in force applies.
  var hasTilde = false
  /// Whether it touches what stands before it.
  var isGlued: Bool

  /// The tokens of a line.
  ///
  /// Digits glued to a letter before them belong to a name (`x1`, `linear1`, `conv2d`); a name glued to a number
  /// before it is a token of its own (`5x3` is 5 and `x3`, `10k` is 10 and `k`). A sign belongs to the number
  /// behind it unless it touches a name, a number or a closing bracket before it (`1-2`, `slide-03`).
  static func tokens(of line: [Unicode.Scalar]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < line.count {
      if line[index].isBlank {
        index += 1
        continue
      }
      var token = next(in: line, from: index)
      if token.range.upperBound < line.count, line[token.range.upperBound] == "~", token.takesTilde {
        let next = token.range.upperBound + 1
        if next == line.count || line[next] != "=" {
          token.hasTilde = true
          token.range = token.range.lowerBound..<next
        }
      }
      tokens.append(token)
      index = token.range.upperBound
    }
    return tokens
  }

  private var takesTilde: Bool {
    if case .number = kind { return true }
    return kind == .word && ["inf", "nan"].contains(String(text))
  }

  private static func next(in line: [Unicode.Scalar], from start: Int) -> Token {
    let before = start > 0 ? line[start - 1] : " "
    func token(_ kind: Kind, to end: Int) -> Token {
      Token(kind: kind, text: Array(line[start..<end]), range: start..<end, isGlued: !before.isBlank)
    }

    let touchesValue = before.isNameLike || before == ")" || before == "]" || before == "%"
    let canBeNumber = line[start].isDigit || !(touchesValue || (line[start] == "." && before == "."))
    if canBeNumber, let end = PrintedNumber.end(of: line, from: start, allowsSign: !touchesValue) {
      if let chain = endOfChain(in: line, from: start, number: end) { return token(.word, to: chain) }
      return token(.number(PrintedNumber(line[start..<end])), to: end)
    }
    if line[start].isNameLike {
      return token(.word, to: line[start...].firstIndex { !$0.isNameLike } ?? line.count)
    }
    if line[start] == "." {
      let end = line[start...].firstIndex { $0 != "." } ?? line.count
      let isAlone = before.isBlank && (end == line.count || line[end].isBlank)
      let isRest = end - start == 3 && (isAlone || end == line.count)
      return token(isRest ? .ellipsis : .symbol, to: end)
    }
    if start + 1 < line.count, ["<=", ">=", "~=", "->"].contains(String(line[start...start + 1])) {
      return token(.symbol, to: start + 2)
    }
    return token(.symbol, to: start + 1)
  }

  /// Where digits with two points or more end (`1.2.3`), or nil if the number at `start` is only a number.
  private static func endOfChain(in line: [Unicode.Scalar], from start: Int, number: Int) -> Int? {
    guard line[start..<number].contains("."), number + 1 < line.count, line[number] == ".",
      line[number + 1].isDigit
    else { return nil }
    var end = number
    while end < line.count,
      line[end].isDigit || (line[end] == "." && end + 1 < line.count && line[end + 1].isDigit)
    {
      end += 1
    }
    return end
  }
}

extension Unicode.Scalar {
  /// Whether the character can stand in a name: a letter, a digit (also raised or lowered), `_`, or a mark on one.
  var isNameLike: Bool {
    if value < 0x80 { return isDigit || (0x41...0x5a).contains(value & ~0x20) || self == "_" }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }
}
