extension Scene {
  /// A lower and an upper bound against the steps after which they were known.
  ///
  /// Sides that are not known yet are not drawn.
  public static func bracketing(
    _ moments: [(steps: Int, lower: Double, upper: Double)], title: String = "", step: String = ""
  ) -> Scene {
    func points(_ side: (Double, Double) -> Double) -> [Point] {
      moments.map { Point(Double($0.steps), side($0.lower, $0.upper)) }.filter { $0.y.isFinite && $0.y > 0 }
    }
    let panel = Panel(
      title: title, x: Axis(step),
      marks: [
        .step(points { $1 }, Series("upper", index: 0)),
        .step(points { lower, _ in lower }, Series("lower", index: 1)),
      ])
    return Scene(panels: [panel])
  }
}
