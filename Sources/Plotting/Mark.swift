/// What can be drawn in a panel: the one small closed set between charts and canvases.
public enum Mark: Hashable, Sendable {
  /// Straight pieces from point to point; a point that is not a number breaks the line.
  case line([Point], Series)
  /// Each value held until the next point.
  case step([Point], Series)
  case points([Point], Series)
  /// Horizontal bars, each with a text at its end.
  case bars([Bar], Series)
  /// Shades for the entries of a table of numbers.
  case heat(Heat)
  case horizontalRule(Double, Series)
  case verticalRule(Double, Series)
  case text(String, Point)
  /// A shaded region; an infinite edge reaches the end of the panel.
  case band([Span], Series)
  /// Where a line stops at a jump: closed if the value is taken there.
  case end(Point, closed: Bool, Series)
}

/// What belongs together in a panel: one colour, one letter, one entry of the legend.
public struct Series: Hashable, Sendable {
  public var index: Int
  public var label: String
  public init(_ label: String = "", index: Int = 0) {
    self.label = label
    self.index = max(0, index)
  }
}

/// A horizontal bar: its place on the vertical axis, its value, and the text that states the value.
public struct Bar: Hashable, Sendable {
  public var position: Double
  public var value: Double
  public var text: String
  public init(_ position: Double, value: Double, text: String = "") {
    self.position = position
    self.value = value
    self.text = text
  }
}

/// From `lower` to `upper` at `x`.
public struct Span: Hashable, Sendable {
  public var x: Double
  public var lower: Double
  public var upper: Double
  public init(x: Double, lower: Double, upper: Double) {
    self.x = x
    self.lower = lower
    self.upper = upper
  }
}

/// A table of numbers, row by row from the top, over a rectangle of the plane.
public struct Heat: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// `[rows × columns]`, row by row.
  public let values: [Double]
  /// The entries as text, or none if they are only to be shaded.
  public let texts: [String]
  public let x: ClosedRange<Double>
  public let y: ClosedRange<Double>
  /// The largest finite magnitude, or 1 in a table of zeros.
  let largest: Double

  /// A table of `rows` rows; what does not fill a row is left out.
  public init(
    rows: Int, values: [Double], texts: [String] = [], x: ClosedRange<Double>? = nil,
    y: ClosedRange<Double>? = nil
  ) {
    let columns = rows > 0 ? values.count / rows : 0
    self.rows = columns > 0 ? rows : 0
    self.columns = columns
    self.values = Array(values.prefix(max(0, rows) * columns))
    self.texts = texts.count == self.values.count ? texts : []
    let largest = self.values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    self.largest = largest > 0 ? largest : 1
    self.x = x ?? 0...Double(max(columns, 1))
    self.y = y ?? 0...Double(max(rows, 1))
  }

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

}

extension Mark {
  /// The word for the mark in machine-readable output.
  public var kind: String {
    switch self {
    case .line: "line"
    case .step: "step"
    case .points: "points"
    case .bars: "bars"
    case .heat: "heat"
    case .horizontalRule: "hline"
    case .verticalRule: "vline"
    case .text: "text"
    case .band: "band"
    case .end(_, let closed, _): closed ? "closed" : "open"
    }
  }

  public var series: Series? {
    switch self {
    case .line(_, let series), .step(_, let series), .points(_, let series), .bars(_, let series),
      .horizontalRule(_, let series), .verticalRule(_, let series), .band(_, let series),
      .end(_, _, let series):
      series
    case .heat, .text: nil
    }
  }

  /// The label of the mark, if it has one.
  public var label: String? {
    if case .text(let text, _) = self { return text }
    guard let series, !series.label.isEmpty else { return nil }
    return series.label
  }

  /// The mark as points: bars as (value, position), a band as its lower edge and back along its upper edge, a
  /// heat mark as (column, value) row by row, a rule as the one point whose other coordinate is 0.
  public var points: [Point] {
    switch self {
    case .line(let points, _), .step(let points, _), .points(let points, _): points
    case .bars(let bars, _): bars.map { Point($0.value, $0.position) }
    case .heat(let heat): heat.values.enumerated().map { Point(Double($0 % max(1, heat.columns)), $1) }
    case .horizontalRule(let y, _): [Point(0, y)]
    case .verticalRule(let x, _): [Point(x, 0)]
    case .text(_, let point), .end(let point, _, _): [point]
    case .band(let spans, _):
      spans.map { Point($0.x, $0.lower) } + spans.reversed().map { Point($0.x, $0.upper) }
    }
  }
}
