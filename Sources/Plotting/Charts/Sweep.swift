extension Scene {
  /// Values against a quantity that goes by decades: both axes are logarithmic, and every point is marked.
  public static func sweep(_ points: [Point], title: String) -> Scene {
    let sorted = points.sorted { $0.x < $1.x }
    let log = Axis(scale: .log)
    return Scene(panels: [
      Panel(title: title, x: log, y: log, marks: [.line(sorted, Series()), .points(sorted, Series())])
    ])
  }
}
