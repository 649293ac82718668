extension Scene {
  /// A bound with its name, and its value as the caller rounds it.
  public typealias NamedBound = (name: String, value: Double, text: String)

  /// Lower and upper bounds on a line, and the interval in which the constant lies.
  ///
  /// Without an upper bound, or with an infinite one, the interval is open. The line has a log scale where the
  /// bounds are positive and a factor of 1000 apart.
  public static func bracket(lower: [NamedBound], upper: [NamedBound], title: String = "") -> Scene {
    let bestLower = lower.map(\.value).filter { !$0.isNaN }.max() ?? 0
    let bestUpper = upper.map(\.value).filter { !$0.isNaN }.min() ?? .infinity
    let finite = (lower + upper).map(\.value).filter(\.isFinite) + [bestLower]
    let smallest = finite.min() ?? 0
    let isLog = smallest > 0 && (finite.max() ?? 0) / smallest > 1000
    let label =
      bestLower == bestUpper ? "L is here" : bestLower < bestUpper ? "L is in here" : "the bounds contradict"
    var marks: [Mark] = [
      .band(
        [
          Span(x: min(bestLower, bestUpper), lower: 0, upper: 1),
          Span(x: max(bestLower, bestUpper), lower: 0, upper: 1),
        ],
        Series(label, index: 2))
    ]
    for (index, bounds) in [lower, upper].enumerated() {
      for bound in bounds where !bound.value.isNaN {
        marks.append(.verticalRule(bound.value, Series("\(bound.name) \(bound.text)", index: index)))
      }
    }
    let panel = Panel(
      title: title, x: Axis(scale: isLog ? .log : .linear), y: Axis(scale: .none, isVisible: false),
      marks: marks)
    return Scene(panels: [panel])
  }
}
