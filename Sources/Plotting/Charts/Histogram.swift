import Glibc

extension Scene {
  /// How often values fall between nice numbers: a bar for each bin, with the count at its end.
  ///
  /// Values that are not finite are counted in the title. `rows` is the height there is for bars: there are at
  /// most so many bins.
  public static func histogram(_ values: [Double], rows: Int = 16, title: String = "") -> Scene {
    let finite = values.filter(\.isFinite)
    let bins = Bins(finite, most: max(1, rows))
    let bars = bins.counts.enumerated().map { Bar(Double($0), value: Double($1), text: "\($1)") }
    var panel = Panel(
      title: title, x: Axis(isVisible: false), y: Axis(scale: .names(bins.names)),
      marks: [.bars(bars, Series())])
    let missing = values.count - finite.count
    if missing > 0 { panel.title += (title.isEmpty ? "" : ", ") + "\(missing) not finite" }
    return Scene(panels: [panel])
  }
}

/// Bins of equal width between multiples of a nice step.
///
/// - Source: Freedman and Diaconis, "On the histogram as a density estimator", 1981: a width of twice the
///   interquartile range over the cube root of the count; here at least five bins, where so many fit.
struct Bins: Hashable {
  private(set) var names: [String] = []
  private(set) var counts: [Int] = []

  init(_ values: [Double], most: Int) {
    guard !values.isEmpty else { return }
    let sorted = values.sorted()
    let limits = Limits.of([sorted[0], sorted[sorted.count - 1]], isLog: false)
    let length = limits.upperBound - limits.lowerBound
    let quartiles = (sorted[sorted.count / 4], sorted[sorted.count * 3 / 4])
    let width = 2 * (quartiles.1 / 2 - quartiles.0 / 2) * 2 / cbrt(Double(sorted.count))
    let wanted = width > 0 ? length / width : Double(sorted.count).squareRoot()
    let count = Int(max(Double(min(5, most)), min(Double(most), wanted.rounded(.up))))
    guard let edges = Self.edges(limits, count: count, most: most) else { return }
    names = zip(edges.labels, edges.labels.dropFirst()).map { "\($0) - \($1)" }
    counts = Array(repeating: 0, count: names.count)
    for value in sorted {
      let place = ((value - edges.ticks.lowest) / edges.ticks.step).rounded(.down)
      counts[Int(max(0, min(Double(counts.count - 1), place)))] += 1
    }
  }

  /// The finest nice step that needs no more than `count` bins, or the next coarser ones up to `most`.
  private static func edges(
    _ range: ClosedRange<Double>, count: Int, most: Int
  ) -> (ticks: Ticks, labels: [String])? {
    for limit in [count, most, most + 1] {
      let found = Ticks.loose(for: range, target: limit * 2, around: true) { ticks in
        (2...max(2, limit + 1)).contains(ticks.count) ? 1 : nil
      }
      if let found { return (found, found.labels(short: false)) }
    }
    return nil
  }
}
