import TerminalText

/// A line prepared for comparison: its characters, tokens, and whether it is a row of a plot.
struct ComparedLine: Sendable {
  let text: String
  let scalars: [Unicode.Scalar]
  let tokens: [Token]
  let frame: PlotLine.Frame?

  init(_ text: String) {
    self.text = text.withoutTrailingBlanks
    scalars = Array(self.text.unicodeScalars)
    tokens = Token.tokens(of: scalars)
    frame = PlotLine.frame(of: scalars, tokens: tokens)
  }

  /// Whether the line stands for any number of lines.
  var isAnyLines: Bool { tokens.count == 1 && tokens[0].kind == .ellipsis }

  /// The terminal columns of some of its characters.
  func columns(of range: Range<Int>) -> Range<Int> {
    let start = scalars[..<range.lowerBound].reduce(0) { $0 + $1.columns }
    return start..<(start + scalars[range].reduce(0) { $0 + $1.columns })
  }
}

/// Why a line does not agree, and where in both lines.
struct Mismatch: Error, Hashable, Sendable {
  var want: Range<Int>?
  var got: Range<Int>?
  var reason: Difference.Reason
}

/// How two lines are compared token by token, under a tolerance for numbers with `~`.
struct LineComparison: Sendable {
  let tolerance: Tolerance

  /// How many cells of a plot's row are off by a dot (0 for other lines), or why the lines do not agree.
  func compare(_ want: ComparedLine, _ got: ComparedLine) -> Result<Int, Mismatch> {
    if let frame = want.frame {
      return PlotLine(want, frame: frame).compare(with: PlotLine(got, frame: frame), tokens: self)
    }
    if let mismatch = mismatch(want.tokens, got.tokens, comparesSpacing: true) {
      return .failure(mismatch)
    }
    return .success(0)
  }

  /// The first disagreement of two rows of tokens; `...` stands for any number of them.
  ///
  /// What follows `...` behind two blanks is a remark; what follows behind one must come in the end.
  ///
  /// Greedy with a return to the last `...` only, which suffices for patterns of this kind: the cost is at most
  /// the product of the lengths.
  func mismatch(_ want: [Token], _ got: [Token], comparesSpacing: Bool) -> Mismatch? {
    var w = 0
    var g = 0
    var rest: (want: Int, got: Int)?
    var first: (index: Int, mismatch: Mismatch)?
    while w < want.count || g < got.count {
      if w < want.count, want[w].kind == .ellipsis {
        if w + 1 == want.count || want[w + 1].range.lowerBound > want[w].range.upperBound + 1 { return nil }
        rest = (w, g)
        w += 1
        continue
      }
      let found: Mismatch?
      switch (w < want.count, g < got.count) {
      case (true, true):
        let followsRest = w == 0 || want[w - 1].kind == .ellipsis
        let isSpaced = !comparesSpacing || followsRest || want[w].isGlued == got[g].isGlued
        found = mismatch(want[w], got[g]) ?? (isSpaced ? nil : spacing(want[w], got[g]))
      case (true, false): found = Mismatch(want: want[w].range, got: nil, reason: .lineEnds)
      default: found = Mismatch(want: nil, got: got[g].range, reason: .lineGoesOn)
      }
      guard let found else {
        w += 1
        g += 1
        continue
      }
      if first.map({ $0.index < w }) ?? true { first = (w, found) }
      guard let again = rest, again.got < got.count, g < got.count else { return first?.mismatch }
      rest = (again.want, again.got + 1)
      w = again.want + 1
      g = again.got + 1
    }
    return nil
  }

  private func spacing(_ want: Token, _ got: Token) -> Mismatch {
    Mismatch(want: want.range, got: got.range, reason: .spacing)
  }

  private func mismatch(_ want: Token, _ got: Token) -> Mismatch? {
    func differ(_ reason: Difference.Reason) -> Mismatch {
      Mismatch(want: want.range, got: got.range, reason: reason)
    }
    guard case .number(let number) = want.kind, case .number(let gotNumber) = got.kind else {
      let agrees = want.text == got.text && (want.hasTilde || !got.hasTilde)
      if agrees { return nil }
      let (old, new) = (String(want.text), String(got.text))
      return differ(Self.status.contains(old) ? .status(want: old, got: new) : .text)
    }
    if want.hasTilde {
      return tolerance.accepts(gotNumber.value, for: number.value) ? nil : differ(.tolerance(tolerance))
    }
    if got.hasTilde { return differ(.text) }
    if number.integer != nil { return number.isSameInteger(as: gotNumber) ? nil : differ(.integer) }
    return number.accepts(gotNumber) ? nil : differ(.printedPrecision(number.halfUnit))
  }

  private static let status: Set<String> = [
    "=", "≤", "≥", "≈", "<=", ">=", "~=", "exact", "upper", "lower", "estimate", "certified",
  ]
}
