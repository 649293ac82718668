/// The double cone of slope ±L through a point of a curve: a function of Lipschitz constant L stays outside it.
public struct Cone: Hashable, Sendable {
  /// Where on the curve its tip is.
  public var x: Double
  public var constant: Double
  /// The constant as text, as the caller rounds it.
  public var text: String

  public init(at x: Double, constant: Double, text: String) {
    self.x = x
    self.constant = constant
    self.text = text
  }

  /// Shades both halves of the cone and leaves half a height of room above and below the curve for them.
  func draw(on panel: inout Panel, of curve: Curve, domain: ClosedRange<Double>) {
    let y = curve.value(x)
    guard y.isFinite, constant.isFinite, constant > 0 else { return }
    let limits = panel.yLimits
    let room = min((limits.upperBound - limits.lowerBound) / 2, Limits.largest / 4)
    panel.y.range = limits.lowerBound - room...limits.upperBound + room
    let series = Series("cone of slope ±\(text)", index: panel.series.count)
    let places = ([domain.lowerBound, x, domain.upperBound]).filter { domain.contains($0) || $0 == x }
      .sorted()
    func rise(_ place: Double) -> Double { min(constant * abs(place - x), Limits.largest) }
    panel.marks.append(.band(places.map { Span(x: $0, lower: y + rise($0), upper: .infinity) }, series))
    panel.marks.append(.band(places.map { Span(x: $0, lower: -.infinity, upper: y - rise($0)) }, series))
    if domain.contains(x) { panel.marks.append(.end(Point(x, y), closed: true, Series(index: 0))) }
  }
}
