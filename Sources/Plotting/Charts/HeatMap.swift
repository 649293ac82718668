extension Scene {
  /// The entries of a matrix `[rows, columns]` (values row by row) by sign and shade.
  ///
  /// `texts` are the entries with their signs, as the caller rounds them; they are shown up to eight columns.
  public static func heatMap(_ values: [Double], rows: Int, texts: [String] = [], title: String = "") -> Scene
  {
    let shown = rows > 0 && values.count / rows <= 8 ? texts : []
    let heat = Heat(rows: rows, values: values, texts: shown)
    let none = Axis(scale: .none, isVisible: false)
    return Scene(panels: [Panel(title: title, x: none, y: none, marks: [.heat(heat)])])
  }

  /// A function of two variables as shades over a rectangle, such as the norm of a Jacobian.
  ///
  /// The values are row by row, the first row at the upper edge.
  public static func map(
    _ values: [Double], rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, title: String = ""
  ) -> Scene {
    let heat = Heat(rows: rows, values: values, x: x, y: y)
    return Scene(panels: [Panel(title: title, x: Axis(range: x), y: Axis(range: y), marks: [.heat(heat)])])
  }
}
