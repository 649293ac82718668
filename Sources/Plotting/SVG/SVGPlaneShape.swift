extension SVG.Drawing {
  /// What a panel has above and below its plot, and its vertical axis.
  struct PlaneShape {
    let top: Int
    let vertical: AxisFrame

    init(_ panel: Panel, height: Int) {
      let entries = panel.series.count { !$0.label.isEmpty } + (panel.omitted > 0 ? 1 : 0)
      top = (panel.title.isEmpty ? 10 : 26) + (panel.y.label.isEmpty ? 0 : 16)
      let below = 24 + (panel.x.label.isEmpty ? 0 : 16) + 18 * entries
      let rows = max(20, height - top - below)
      vertical = AxisFrame(
        panel.yLimits, isLog: panel.y.isLog,
        room: AxisFrame.Room(
          cells: rows, target: max(3, rows / 50), around: true, extent: { _ in 14 }, overhang: (7, 7), gap: 4,
          superscripts: true))
    }

    /// The pixels that the labels take.
    var margin: Int { 12 + 7 * (vertical.ticks.map(\.label.count).max() ?? 0) }
  }

  /// The plane of a panel in pixels.
  struct Plane {
    let horizontal: AxisFrame
    let vertical: AxisFrame
    let left: Double
    let top: Double

    var rectangle: ClippingRectangle {
      ClippingRectangle(x: horizontal.low...horizontal.high, y: vertical.low...vertical.high)
    }
    func scaled(_ point: Point) -> Point { Point(horizontal.scaled(point.x), vertical.scaled(point.y)) }
    func pixel(_ point: Point) -> Point {
      Point(
        left + horizontal.position(scaled: point.x),
        top + Double(vertical.cells) - vertical.position(scaled: point.y))
    }
    func shows(_ point: Point) -> Bool { rectangle.x.contains(point.x) && rectangle.y.contains(point.y) }
    func clampedY(_ y: Double) -> Double { min(max(y, vertical.low), vertical.high) }
  }
}
