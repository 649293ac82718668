extension Scene {
  /// Bounds from above and from below against the radius of a ball, both axes by decades.
  ///
  /// A rule stands at the knee, up to which the upper bound is flat, and one lies at what holds everywhere.
  public static func radii(
    _ radii: [Double], upper: [Double], lower: [Double], knee: (radius: Double, text: String)? = nil,
    everywhere: (value: Double, text: String)? = nil, title: String
  ) -> Scene {
    func points(_ values: [Double]) -> [Point] { zip(radii, values).map { Point($0, $1) } }
    var marks: [Mark] = [
      .line(points(upper), Series("upper, certified")), .line(points(lower), Series("lower", index: 1)),
    ]
    if let everywhere { marks.append(.horizontalRule(everywhere.value, Series(everywhere.text, index: 2))) }
    if let knee { marks.append(.verticalRule(knee.radius, Series(knee.text, index: 3))) }
    let ends = radii.first.flatMap { first in radii.last.map { first...max(first, $0) } }
    return Scene(panels: [
      Panel(title: title, x: Axis("radius", range: ends, scale: .log), y: Axis(scale: .log), marks: marks)
    ])
  }
}
