/// A scene in sentences, for those who do not see it.
///
/// "sigmoid rises from 0.0067 at -5 to 0.9933 at 5; steepest at 0 with slope 0.25". A line each panel.
public func summary(of scene: Scene) -> String {
  scene.panels.enumerated().compactMap { index, panel in
    var panel = panel
    if index >= scene.columns, panel.title.hasPrefix("slope") {
      // The panel of a slope stands below that of its function.
      panel.title = "slope of " + scene.panels[index - scene.columns].title
    }
    var sentences: [String] = []
    for mark in panel.marks {
      if let sentence = sentence(for: mark, in: panel), !sentences.contains(sentence) {
        sentences.append(sentence)
      }
    }
    guard !sentences.isEmpty else { return nil }
    // A panel whose title is not the name of its only curve says its title first.
    let isNamed = panel.title.isEmpty || sentences.contains { $0.hasPrefix(panel.title) }
    return (isNamed ? "" : "\(panel.title): ") + sentences.joined(separator: ". ")
  }
  .joined(separator: "\n")
}

private func sentence(for mark: Mark, in panel: Panel) -> String? {
  let name = mark.label ?? (panel.title.isEmpty ? mark.kind : panel.title)
  switch mark {
  case .line(let points, _), .step(let points, _):
    // Lines over shades are borders.
    if panel.marks.contains(where: { if case .heat = $0 { true } else { false } }) { return nil }
    return Course(points, isLog: panel.y.isLog, isByDecades: panel.x.isLog).map { $0.sentence(name) }
      ?? "\(name) is empty"
  case .points(let points, _): return "\(points.count) point\(points.count == 1 ? "" : "s")"
  case .bars(let bars, _):
    let names: [String] = if case .names(let names) = panel.y.scale { names } else { [] }
    let items = bars.map { bar in
      let place = bar.position.rounded()
      let item =
        names.indices.contains(Int(max(-1, min(1e6, place.isNaN ? -1 : place)))) ? names[Int(place)] : ""
      let text =
        bar.text.isEmpty
        ? (item.contains("=") ? "" : FixedNumber.spoken(bar.value, scale: bar.value)) : bar.text
      return [item, text].filter { !$0.isEmpty }.joined(separator: ": ")
    }
    return items.isEmpty ? nil : items.joined(separator: ", ")
  case .heat(let heat):
    let finite = heat.values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    let scale = max(abs(low), abs(high))
    return "\(heat.rows) by \(heat.columns) values from \(FixedNumber.spoken(low, scale: scale))"
      + " to \(FixedNumber.spoken(high, scale: scale))"
  case .horizontalRule(let y, _): return "\(name) at height \(FixedNumber.spoken(y, scale: y))"
  case .verticalRule(let x, _):
    return panel.y.scale == .none ? name : "\(name) at \(FixedNumber.spoken(x, scale: x))"
  case .text(let text, _): return text
  case .band(let spans, let series):
    guard panel.y.scale == .none, let low = spans.first?.x, let high = spans.last?.x else {
      return series.label.isEmpty ? nil : series.label
    }
    let scale = high.isFinite ? max(abs(low), abs(high)) : abs(low)
    let from = FixedNumber.spoken(low, scale: scale)
    return low == high ? "\(name): \(from)" : "\(name): \(from) to \(FixedNumber.spoken(high, scale: scale))"
  case .end(let point, let closed, _):
    let scale = max(abs(point.x), abs(point.y))
    let place = FixedNumber.spoken(point.x, scale: scale)
    return
      "\(closed ? "closed" : "open") end at \(place), height \(FixedNumber.spoken(point.y, scale: scale))"
  }
}

/// How a line runs: from where to where, between which heights, and where it is steepest.
private struct Course {
  let points: [Point]
  let isLog: Bool
  /// Whether the horizontal axis is logarithmic, on which slopes say nothing.
  let isByDecades: Bool
  let steepest: (from: Double, to: Double, slope: Double, isAlone: Bool)?

  init?(_ all: [Point], isLog: Bool, isByDecades: Bool) {
    self.isLog = isLog
    self.isByDecades = isByDecades
    points = all.filter { $0.x.isFinite && $0.y.isFinite && (!isLog || $0.y > 0) }
    guard !points.isEmpty else { return nil }
    // Slopes between neighbours, never across a break.
    var pieces: [(from: Double, to: Double, slope: Double)] = []
    for (left, right) in zip(all, all.dropFirst()) where right.x > left.x {
      let slope = (right.y - left.y) / (right.x - left.x)
      if slope.isFinite { pieces.append((left.x, right.x, slope)) }
    }
    guard !isByDecades, let most = pieces.map({ abs($0.slope) }).max(), most > 0 else {
      steepest = nil
      return
    }
    let near = pieces.filter { abs($0.slope) >= most * 0.999 }
    var run = near[0]
    var isAlone = true
    for piece in near.dropFirst() {
      if piece.from == run.to, isAlone { run.to = piece.to } else { isAlone = false }
    }
    steepest = (run.from, run.to, most, isAlone)
  }

  func sentence(_ name: String) -> String {
    guard let first = points.first, let last = points.last else { return "\(name) is empty" }
    let lowest = points.min { $0.y < $1.y } ?? first
    let highest = points.max { $0.y < $1.y } ?? first
    let (xScale, yScale) = (max(abs(first.x), abs(last.x)), max(abs(lowest.y), abs(highest.y)))
    func x(_ value: Double) -> String { FixedNumber.spoken(value, scale: isByDecades ? value : xScale) }
    func y(_ value: Double) -> String { FixedNumber.spoken(value, scale: isLog ? value : yScale) }
    if points.count == 1 || lowest.y == highest.y {
      return points.count == 1
        ? "\(name) is \(y(first.y)) at \(x(first.x))"
        : "\(name) is \(y(first.y)) from \(x(first.x)) to \(x(last.x))"
    }
    let pairs = zip(points, points.dropFirst())
    let rises = pairs.allSatisfy { $0.y <= $1.y }
    let falls = pairs.allSatisfy { $0.y >= $1.y }
    let verb = rises ? "rises" : falls ? "falls" : "goes"
    var text = "\(name) \(verb) from \(y(first.y)) at \(x(first.x)) to \(y(last.y)) at \(x(last.x))"
    if !rises, !falls {
      text += ", lowest \(y(lowest.y)) at \(x(lowest.x)), highest \(y(highest.y)) at \(x(highest.x))"
    }
    if let steepest {
      let isShort = steepest.to - steepest.from < 0.1 * (last.x - first.x)
      let middle = steepest.from / 2 + steepest.to / 2
      // Samples know the place of the steepest slope to about their distance.
      let place = abs(middle) < 0.005 * xScale ? 0 : middle
      // A chord is a little flatter than the curve: two digits of its slope can be relied on.
      let slope = FixedNumber.spoken(steepest.slope, scale: steepest.slope, digits: 2)
      text += "; steepest " + (isShort ? "at \(x(place))" : "from \(x(steepest.from)) to \(x(steepest.to))")
      text +=
        (steepest.isAlone ? "" : " and elsewhere")
        + " with slope \(slope)"
    }
    return text
  }
}
