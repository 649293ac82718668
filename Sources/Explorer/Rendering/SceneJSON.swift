import Plotting

extension Scene {
  /// The plot's fields of `DESIGN.md` 3, without the drawn lines.
  var json: [JSON.Member] {
    JSON.record(["title": .string(title), "panels": .array(panels.map(\.json))]).members
  }
}

extension Panel {
  fileprivate var json: JSON {
    .record([
      "title": .string(title), "x": x.json(xLimits), "y": y.json(yLimits),
      "marks": .array(
        marks.map { mark in
          .record([
            "kind": .string(mark.kind), "label": mark.label.map { .string($0) },
            "points": .array(mark.points.map { .numbers([$0.x, $0.y]) }),
          ])
        }),
    ])
  }
}

extension Axis {
  fileprivate func json(_ limits: ClosedRange<Double>) -> JSON {
    .record([
      "label": .string(label), "min": .number(limits.lowerBound), "max": .number(limits.upperBound),
      "log": .bool(isLog),
    ])
  }
}
