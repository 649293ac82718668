import Glibc

/// The numbers a panel shows in one direction.
enum Limits {
  /// Beyond this, a value is drawn at the edge: differences of two such numbers do not overflow.
  static let largest = 1e300

  /// The range of the finite values, widened where it is empty or a single number.
  ///
  /// On a log axis only positive values count, and a single one gets half a decade on each side.
  static func of(_ values: some Sequence<Double>, isLog: Bool) -> ClosedRange<Double> {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite && (!isLog || value >= Double.leastNormalMagnitude) {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return isLog ? 0.1...10 : 0...1 }
    low = max(-largest, min(largest, low))
    high = max(-largest, min(largest, high))
    let magnitude = max(abs(low), abs(high))
    if isLog {
      return high / low > 1 + 1e-9 ? low...high : low / 10.0.squareRoot()...low * 10.0.squareRoot()
    }
    guard high - low > max(magnitude * 1e-12, 1e-300) else {
      let half = max(magnitude / 2, 0.5)
      return low - half...high + half
    }
    return low...high
  }
}

extension Panel {
  /// The horizontal range: the fixed one, or that of the marks.
  public var xLimits: ClosedRange<Double> {
    if let range = x.range { return Limits.of([range.lowerBound, range.upperBound], isLog: x.isLog) }
    var values: [Double] = []
    for mark in marks {
      switch mark {
      case .line(let points, _), .step(let points, _), .points(let points, _): values += points.map(\.x)
      case .bars(let bars, _): values += bars.map(\.value) + (x.isLog ? [] : [0])
      case .heat(let heat): values += [heat.x.lowerBound, heat.x.upperBound]
      case .horizontalRule: break
      case .verticalRule(let x, _): values.append(x)
      case .band(let spans, _): values += spans.map(\.x)
      case .text(_, let point), .end(let point, _, _): values.append(point.x)
      }
    }
    return Limits.of(values, isLog: x.isLog)
  }

  /// The vertical range: the fixed one, or that of the marks.
  public var yLimits: ClosedRange<Double> {
    if let range = y.range { return Limits.of([range.lowerBound, range.upperBound], isLog: y.isLog) }
    var values: [Double] = []
    for mark in marks {
      switch mark {
      case .line(let points, _), .step(let points, _), .points(let points, _): values += points.map(\.y)
      case .bars(let bars, _): values += bars.flatMap { [$0.position - 0.5, $0.position + 0.5] }
      case .heat(let heat): values += [heat.y.lowerBound, heat.y.upperBound]
      case .horizontalRule(let y, _): values.append(y)
      case .verticalRule: break
      case .band(let spans, _): values += spans.flatMap { [$0.lower, $0.upper] }
      case .text(_, let point), .end(let point, _, _): values.append(point.y)
      }
    }
    return Limits.of(values, isLog: y.isLog)
  }

  /// How many values have no place on a log axis.
  var omitted: Int {
    guard x.isLog || y.isLog else { return 0 }
    return marks.reduce(0) { count, mark in
      switch mark {
      case .line(let points, _), .step(let points, _), .points(let points, _):
        count + points.count { (x.isLog && $0.x <= 0) || (y.isLog && $0.y <= 0) }
      case .bars(let bars, _): count + (x.isLog ? bars.count { $0.value <= 0 } : 0)
      case .heat, .horizontalRule, .verticalRule, .text, .band, .end: count
      }
    }
  }
}
