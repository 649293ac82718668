/// A row of a plot: cells that hold dots, compared one by one, and everything else, compared as tokens.
struct PlotLine: Sendable {
  /// What draws the frame that makes a line a row of a plot.
  enum Frame: Hashable, Sendable {
    /// `┤ │ └ ┬`; dots are braille, blocks and shades.
    case lines
    /// `+` or `|` behind an optional tick label; dots are also `"` `-` `_`, `'` `:` `.` and `#`.
    case ascii
  }

  private enum Cell: Hashable {
    case drawn(Unicode.Scalar)
    case text
  }

  private let cells: [Cell]
  private let tokens: [Token]
  /// How many cells stand behind the first sign of the frame.
  let width: Int

  init(_ line: ComparedLine, frame: Frame) {
    var cells = line.scalars.map { scalar -> Cell in
      scalar.isBlank ? .drawn(" ") : CellDots.isDrawing(scalar) ? .drawn(scalar) : .text
    }
    var tokens: [Token] = []
    for token in line.tokens {
      if cells[token.range].allSatisfy({ $0 != .text }) { continue }
      if frame == .ascii, line.scalars[token.range].allSatisfy(CellDots.isASCIIDrawing) {
        for index in token.range { cells[index] = .drawn(line.scalars[index]) }
        continue
      }
      tokens.append(token)
      if token.kind == .ellipsis {  // the rest of the row is free
        cells.removeSubrange(token.range.lowerBound...)
        break
      }
    }
    self.cells = cells
    self.tokens = tokens
    let start = line.scalars.firstIndex { "┤│└├┬+|".unicodeScalars.contains($0) } ?? cells.count
    width = max(0, cells.count - start - 1)
  }

  /// Which frame the line shows, or nil if it is no row of a plot.
  ///
  /// The branches of a derivation tree (`├─ linear1`) are not rows. Nothing is lost where another line is taken
  /// for one: its words and numbers are compared as ever, and only cells with dots may differ.
  static func frame(of line: [Unicode.Scalar], tokens: [Token]) -> Frame? {
    if let index = line.firstIndex(where: { "┤│└├┬".unicodeScalars.contains($0) }) {
      let isBranch =
        index + 2 < line.count && (line[index] == "├" || line[index] == "└") && line[index + 1] == "─"
        && line[index + 2].isBlank
      return isBranch ? nil : .lines
    }
    var rest = tokens[...]
    if case .number? = rest.first?.kind { rest = rest.dropFirst() }
    guard let sign = rest.first, sign.kind == .symbol, sign.text == ["+"] || sign.text == ["|"] else {
      return nil
    }
    return .ascii
  }

  /// How many cells are off by a dot, or the first mismatch.
  func compare(with got: PlotLine, tokens comparison: LineComparison) -> Result<Int, Mismatch> {
    if let mismatch = comparison.mismatch(tokens, got.tokens, comparesSpacing: false) {
      return .failure(mismatch)
    }
    let isOpen = tokens.last?.kind == .ellipsis
    var differing = 0
    for column in 0..<(isOpen ? cells.count : max(cells.count, got.cells.count)) {
      let want = column < cells.count ? cells[column] : .drawn(" ")
      let new = column < got.cells.count ? got.cells[column] : .drawn(" ")
      guard case .drawn(let old) = want, case .drawn(let drawn) = new else { continue }  // tokens decide
      switch CellDots.distance(old, drawn) {
      case 0: continue
      case 1: differing += 1
      default:
        return .failure(
          Mismatch(
            want: column < cells.count ? column..<column + 1 : nil,
            got: column < got.cells.count ? column..<column + 1 : nil, reason: .plotCell))
      }
    }
    return .success(differing)
  }

  /// Where the first cell differs, for a report.
  func firstDifference(from got: PlotLine) -> Int? {
    (0..<max(cells.count, got.cells.count)).first { column in
      (column < cells.count ? cells[column] : .drawn(" "))
        != (column < got.cells.count ? got.cells[column] : .drawn(" "))
    }
  }
}
