public import TerminalText

/// The first place where printed lines differ from those expected.
public struct Difference: Hashable, Sendable {
  /// Why two lines do not agree.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// A number further away than half a unit of its last printed digit; carries that half unit.
    case printedPrecision(String)
    case integer
    case tolerance(Tolerance)
    /// The sign that says what a number is: `=`, `≤`, `≥`, `≈`, or a word such as `exact`.
    case status(want: String, got: String)
    case text
    /// The same tokens, but one of them touches, or does not touch, the one before it.
    case spacing
    /// The printed line ends too early.
    case lineEnds
    /// The printed line goes on.
    case lineGoesOn
    case missingLine
    case extraLine
    /// No line behind a lone `...` agrees.
    case notFound
    /// A cell of a plot is off by more than one dot.
    case plotCell
    /// Too many cells of a plot are off by one dot.
    case plotDots(differing: Int, allowed: Int, cells: Int)

    public var description: String {
      switch self {
      case .printedPrecision(let half): "printed precision ±\(half)"
      case .integer: "an integer, compared exactly"
      case .tolerance(let tolerance): "tolerance \(tolerance)"
      case .status(let want, let got): "the status \(want) became \(got)"
      case .text: "text, compared exactly"
      case .spacing: "blanks between the same words"
      case .lineEnds: "the line ends early"
      case .lineGoesOn: "nothing more was expected on the line"
      case .missingLine: "the output ends before this line"
      case .extraLine: "one more line than expected"
      case .notFound: "no line after ... agrees"
      case .plotCell: "a cell of the plot is off by more than a dot"
      case .plotDots(let differing, let allowed, let cells):
        "\(differing) of \(cells) cells of the plot are off by a dot, at most \(allowed) may be"
      }
    }
  }

  /// Which of the expected lines does not agree, counted from 0; their number if there is one line too many.
  public var index: Int
  /// The expected line; nil if none was expected.
  public var expected: String?
  /// The printed line; nil if there was none.
  public var got: String?
  /// The columns of the first differing token in the expected line, counted from 0.
  public var expectedColumns: Range<Int>?
  /// The columns of the first differing token in the printed line, counted from 0.
  public var gotColumns: Range<Int>?
  public var reason: Reason

  public init(
    index: Int, expected: String?, got: String?, expectedColumns: Range<Int>? = nil,
    gotColumns: Range<Int>? = nil, reason: Reason
  ) {
    self.index = index
    self.expected = expected
    self.got = got
    self.expectedColumns = expectedColumns
    self.gotColumns = gotColumns
    self.reason = reason
  }

  /// The difference for a reader: file and line, the command, both lines, a mark under the first differing token.
  ///
  /// ```text
  /// FAIL sessions/slide-03.lip:21
  ///      21  bound conv2d1
  ///          expected  L ≤ 2.31      (line 22, printed precision ±0.005)
  ///          got       L ≤ 2.4412
  ///                        ^^^^^^
  /// ```
  /// `line` is the command's, `expectedLine` the line of the file that holds what was expected.
  public func report(file: String, line: Int, command: String, expectedLine: Int?) -> [StyledText] {
    let remark = [expectedLine.map { "line \($0)" }, "\(reason)"].compactMap(\.self).joined(separator: ", ")
    var lines = FailureReport.head(file: file, line: line, command: command)
    lines.append(FailureReport.row("expected", expected ?? "nothing more", remark: remark))
    lines.append(FailureReport.row("got", got ?? "nothing"))
    if let got, let gotColumns {
      lines.append(FailureReport.mark(gotColumns, in: got))
    } else if let expected, let expectedColumns {
      lines.insert(FailureReport.mark(expectedColumns, in: expected), at: lines.count - 1)
    }
    return lines
  }
}

/// The layout of a failure: a head, rows with a label, a mark under a row.
enum FailureReport {
  static func head(file: String, line: Int, command: String) -> [StyledText] {
    let physical = SourceLine.lines(of: command).map(\.text)
    let first = (physical.first ?? "").visible + (physical.count > 1 ? " ..." : "")
    return [
      StyledText("FAIL", .error) + StyledText(" \(file.visible):\(line)"),
      StyledText("\(line)".leftPadded(to: 7) + "  " + first),
    ]
  }

  static func row(_ label: String, _ text: String, remark: String = "") -> StyledText {
    let shown = text.trimmed.visible
    let row = StyledText(indent + label.padded(to: labelWidth))
    if remark.isEmpty { return row + StyledText(shown) }
    return row + StyledText(shown.padded(to: max(14, shown.columns + 2))) + StyledText("(\(remark))", .dim)
  }

  static func mark(_ columns: Range<Int>, in text: String) -> StyledText {
    let start = max(0, columns.lowerBound - text.indentation)
    let blanks = String(repeating: " ", count: indent.count + labelWidth + start)
    return StyledText(blanks) + StyledText(String(repeating: "^", count: max(1, columns.count)), .error)
  }

  private static let indent = "         "
  private static let labelWidth = 10
}
