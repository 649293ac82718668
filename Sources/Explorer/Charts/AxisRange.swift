extension ClosedRange<Double> {
  /// Where an axis that usually shows this range starts and ends, if it is told one end or both.
  ///
  /// - Throws: a problem at a place if nothing lies between.
  func axis(from: Double?, to: Double?, at place: Range<Int>?) throws(Problem) -> (Double, Double) {
    let (lower, upper) = (from ?? lowerBound, to ?? upperBound)
    guard lower < upper else {
      throw Problem(
        .outOfRange,
        "the range from \(NumberFormat.shortest(lower)) to \(NumberFormat.shortest(upper)) is empty",
        at: place)
    }
    return (lower, upper)
  }
}
