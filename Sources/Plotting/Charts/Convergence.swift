extension Scene {
  /// Values against steps, a curve for each name, such as losses or bounds that close on each other.
  ///
  /// A curve that stops being finite is marked where it does; a diverged one may rise to 1e10 times the largest
  /// first value before it leaves the picture, so that the others can still be seen.
  public static func convergence(
    _ curves: [(name: String, values: [Double])], title: String = "", step: String = "", log: Bool = false
  ) -> Scene {
    var marks: [Mark] = []
    var hasDiverged = false
    for (index, curve) in curves.enumerated() {
      let points = curve.values.enumerated().map { Point(Double($0), $1) }
      marks.append(.line(points, Series(curve.name, index: index)))
      if let stop = curve.values.firstIndex(where: { !$0.isFinite }) {
        hasDiverged = true
        let name = curves.count > 1 ? "x \(curve.name) diverged at \(stop)" : "x diverged at \(stop)"
        marks.append(.text(name, Point(Double(stop), .greatestFiniteMagnitude)))
      }
    }
    let finite = curves.flatMap(\.values).filter { $0.isFinite && (!log || $0 > 0) }
    var range: ClosedRange<Double>?
    if hasDiverged, let low = finite.min(), let high = finite.max() {
      let first = curves.compactMap { $0.values.first { $0.isFinite && $0 > 0 } }.max() ?? 1
      let most = first * (log ? 1e10 : 1e2)
      range = low...max(low, min(high, most))
    }
    let last = max(1, (curves.map(\.values.count).max() ?? 0) - 1)
    let panel = Panel(
      title: title, x: Axis(step, range: 0...Double(last), isWhole: true),
      y: Axis(range: range, scale: log ? .log : .linear), marks: marks)
    return Scene(panels: [panel])
  }
}
