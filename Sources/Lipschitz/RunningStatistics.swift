/// Mean and spread of values that come one by one, with the first of them kept for a histogram.
///
/// - Source: Welford 1962; the order of the values alone decides the result.
struct RunningStatistics {
  private static let kept = 100_000
  private var count = 0
  private var mean = 0.0
  private var squares = 0.0
  private var values: [Double] = []

  mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
    if values.count < Self.kept { values.append(value) }
  }

  func result(seed: UInt32?, step: Double?) -> Statistics {
    Statistics(
      count: count, mean: mean, deviation: count > 1 ? (squares / Double(count - 1)).squareRoot() : 0,
      seed: seed, step: step, values: values)
  }
}
