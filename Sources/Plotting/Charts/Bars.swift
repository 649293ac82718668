extension Scene {
  /// A bar for each named thing, longest first or in the order given; `log` for values of different magnitude.
  public static func bars(
    _ items: [(name: String, value: Double, text: String)], title: String = "", log: Bool = false
  ) -> Scene {
    let bars = items.enumerated().map { Bar(Double($0), value: $1.value, text: $1.text) }
    let axis = Axis(scale: log ? .log : .linear, isVisible: false)
    let names = Axis(scale: .names(items.map(\.name)))
    return Scene(panels: [Panel(title: title, x: axis, y: names, marks: [.bars(bars, Series())])])
  }
}
