/// How the lines that a program prints are compared with those a file expects.
///
/// Line by line, without the blanks at their ends and the empty lines at the end. A line splits into numbers, words
/// and symbols, however many blanks stand between them. Words and symbols must be the same. A number agrees if it
/// lies within half a unit of the last digit that the expected text prints: `2.78` takes 2.775 to 2.785, and a
/// number with as many digits must be the same number. An integer takes the same integer only. A number with `~`
/// takes what the tolerance allows. `...` takes the rest of the line (with words one blank behind it, what stands
/// before those; behind two blanks starts a remark), and alone on a line any number of lines.
///
/// Rows of plots are known by their frame. Their words and numbers are compared as others are; of all the cells of
/// a plot, one in fifty may be off by one dot.
///
/// Expected text agrees with itself, and costs at most the product of the numbers of lines.
public struct Comparison: Hashable, Sendable {
  /// How far numbers with `~` may be off.
  public var tolerance: Tolerance

  public init(tolerance: Tolerance = .standard) { self.tolerance = tolerance }

  /// The first difference, or nil if the lines agree.
  public func difference(expected: [String], got: [String]) -> Difference? {
    let want = Self.prepared(expected)
    let new = Self.prepared(got)
    let comparison = LineComparison(tolerance: tolerance)
    var matches = [(got: Int, dots: Int)?](repeating: nil, count: want.count)
    var furthest: Difference?
    var anyLines: (want: Int, got: Int)?
    var w = 0
    var g = 0

    func note(_ mismatch: Mismatch) {
      if let furthest, furthest.index >= w { return }
      let followsAnyLines = w > 0 && w < want.count && want[w - 1].isAnyLines && g < new.count
      furthest = Difference(
        index: w, expected: w < want.count ? want[w].text : nil,
        got: g < new.count && !followsAnyLines ? new[g].text : nil,
        expectedColumns: followsAnyLines ? nil : mismatch.want.map { want[w].columns(of: $0) },
        gotColumns: followsAnyLines ? nil : mismatch.got.map { new[g].columns(of: $0) },
        reason: followsAnyLines ? .notFound : mismatch.reason)
    }

    while w < want.count || g < new.count {
      if w < want.count, want[w].isAnyLines {
        anyLines = (w, g)
        w += 1
        if w == want.count { g = new.count }
        continue
      }
      if w < want.count, g < new.count {
        switch comparison.compare(want[w], new[g]) {
        case .success(let dots):
          matches[w] = (g, dots)
          w += 1
          g += 1
          continue
        case .failure(let mismatch): note(mismatch)
        }
      } else if w < want.count {
        note(Mismatch(want: nil, got: nil, reason: .missingLine))
        return furthest
      } else {
        note(Mismatch(want: nil, got: nil, reason: .extraLine))
      }
      guard let again = anyLines, again.got < new.count else { return furthest }
      anyLines = (again.want, again.got + 1)
      w = again.want + 1
      g = again.got + 1
    }
    return Self.tooManyDots(want, new, matches)
  }

  private static func prepared(_ lines: [String]) -> [ComparedLine] {
    var lines = lines
    while lines.last?.isBlank == true { lines.removeLast() }
    return lines.map(ComparedLine.init)
  }

  /// The first plot of which too many cells are off by a dot.
  private static func tooManyDots(
    _ want: [ComparedLine], _ got: [ComparedLine], _ matches: [(got: Int, dots: Int)?]
  ) -> Difference? {
    var start = 0
    while start < want.count {
      guard want[start].frame != nil else {
        start += 1
        continue
      }
      let end = want[start...].firstIndex { $0.frame == nil } ?? want.count
      defer { start = end }
      let rows = (start..<end).compactMap { row in matches[row].map { (row: row, got: $0.got, dots: $0.dots) }
      }
      let plots = want[start..<end].map { PlotLine($0, frame: $0.frame ?? .lines) }
      let cells = plots.count * (plots.map(\.width).max() ?? 0)
      let differing = rows.reduce(0) { $0 + $1.dots }
      guard differing > cells / 50, let first = rows.first(where: { $0.dots > 0 }) else { continue }
      let (old, new) = (want[first.row], got[first.got])
      let column = plots[first.row - start].firstDifference(
        from: PlotLine(new, frame: old.frame ?? .lines))
      func columns(_ line: ComparedLine) -> Range<Int>? {
        column.flatMap { $0 < line.scalars.count ? line.columns(of: $0..<$0 + 1) : nil }
      }
      return Difference(
        index: first.row, expected: old.text, got: new.text, expectedColumns: columns(old),
        gotColumns: columns(new),
        reason: .plotDots(differing: differing, allowed: cells / 50, cells: cells))
    }
    return nil
  }
}
