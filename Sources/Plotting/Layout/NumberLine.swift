import Glibc

/// What a panel without a vertical axis shows: rules in order, a band, and where numbers lie between them.
struct NumberLine {
  let rules: [(value: Double, series: Series)]
  let band: (low: Double, high: Double, series: Series)?
  /// Whether the line goes on to infinity.
  let isOpen: Bool
  private let low: Double
  private let high: Double
  private let isLog: Bool

  init(_ panel: Panel) {
    var rules: [(value: Double, series: Series)] = []
    var band: (low: Double, high: Double, series: Series)?
    for mark in panel.marks {
      switch mark {
      case .band(let spans, let series):
        let ends = spans.map(\.x).filter { !$0.isNaN }
        if let low = ends.min(), let high = ends.max() { band = (low, high, series) }
      case .verticalRule(let value, let series) where !value.isNaN: rules.append((value, series))
      case .line, .step, .points, .bars, .heat, .horizontalRule, .verticalRule, .text, .end: break
      }
    }
    self.rules = rules.sorted { $0.value < $1.value }
    self.band = band
    isOpen = band?.high == .infinity || rules.contains { $0.value == .infinity }
    isLog = panel.x.isLog
    let limits = panel.xLimits
    let (first, last) =
      isLog ? (log10(limits.lowerBound), log10(limits.upperBound)) : (limits.lowerBound, limits.upperBound)
    // The line begins a little before the first number, and an open end takes as much room as the numbers.
    low = first - (last / 8 - first / 8)
    high = isOpen ? last + (last - first) : last
  }

  /// Where a number lies, from 0 to 1; infinity is the end.
  func share(_ value: Double) -> Double {
    let scaled = isLog ? (value > 0 ? log10(value) : -.infinity) : value
    if scaled.isInfinite { return scaled > 0 ? 1 : 0 }
    let share = (scaled / 4 - low / 4) / (high / 4 - low / 4)
    return share.isNaN ? 0 : max(0, min(1, share))
  }
}
