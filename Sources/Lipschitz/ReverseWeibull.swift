import LinearAlgebra
import RealModule

/// A distribution of numbers below a location, as the largest of many numbers with an end have it:
/// `P(X ≤ x) = exp(−((location − x) / scale)^shape)`.
///
/// - Source: Fisher and Tippett 1928; Coles 2001, An Introduction to Statistical Modeling of Extreme Values, 3.
struct ReverseWeibull {
  let location: Double
  let scale: Double
  let shape: Double

  /// The likeliest one for these numbers, of shape 1 or more; nil if they are not at least two different ones.
  ///
  /// For a location the shape solves one equation and the scale follows; of the locations on a grid above the largest
  /// number the likeliest is refined.
  init?(likeliestFor maxima: [Double]) {
    guard let top = maxima.max(), let bottom = maxima.min(), top > bottom, top.isFinite else { return nil }
    let spread = top - bottom
    func fit(_ logarithm: Double) -> (model: ReverseWeibull, likelihood: Double)? {
      Self.fitted(maxima, location: top + spread * Double.exp(logarithm))
    }
    // From a millionth of the spread to a thousand times it.
    let grid = (0...60).map { -14.0 + 21 * Double($0) / 60 }
    var best: (logarithm: Double, model: ReverseWeibull, likelihood: Double)?
    func see(_ logarithm: Double) {
      guard let (model, likelihood) = fit(logarithm), likelihood > best?.likelihood ?? -.infinity else {
        return
      }
      best = (logarithm, model, likelihood)
    }
    grid.forEach(see)
    guard let coarse = best else { return nil }
    for step in -30...30 { see(coarse.logarithm + 0.35 * Double(step) / 30) }
    guard let best else { return nil }
    self = best.model
  }

  private init(location: Double, scale: Double, shape: Double) {
    self.location = location
    self.scale = scale
    self.shape = shape
  }

  private static func fitted(_ maxima: [Double], location: Double) -> (ReverseWeibull, Double)? {
    let distances = maxima.map { location - $0 }
    guard distances.allSatisfy({ $0 > 0 }), let largest = distances.max() else { return nil }
    // Scaled, so that powers do not overflow.
    let logarithms = distances.map { Double.log($0 / largest) }
    let count = Double(maxima.count)
    let mean = logarithms.reduce(0, +) / count
    /// Falls with the shape; zero where it is likeliest.
    func slope(_ shape: Double) -> Double {
      var (sum, weighted) = (0.0, 0.0)
      for x in logarithms {
        let power = Double.exp(shape * x)
        sum += power
        weighted += power * x
      }
      return 1 / shape + mean - weighted / sum
    }
    var (low, high) = (1.0, 1e4)
    if slope(low) <= 0 { high = low }
    for _ in 0..<60 where high > low * (1 + 1e-12) {
      let middle = (low * high).squareRoot()
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    let shape = (low * high).squareRoot()
    let power = logarithms.reduce(0) { $0 + Double.exp(shape * $1) } / count
    let logScale = Double.log(power) / shape
    let likelihood =
      count * (Double.log(shape) - shape * logScale) + (shape - 1) * mean * count - count
      - count * Double.log(largest)
    guard likelihood.isFinite else { return nil }
    return (
      ReverseWeibull(location: location, scale: largest * Double.exp(logScale), shape: shape), likelihood
    )
  }

  /// The probability of a number at most this large.
  func probability(atMost x: Double) -> Double {
    x >= location ? 1 : Double.exp(-Double.pow((location - x) / scale, shape))
  }

  /// How likely numbers of this distribution are to lie at least as far from it as these do, by Kolmogorov and Smirnov.
  ///
  /// - Source: Stephens 1970, for the correction at small counts.
  func agreement(with numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let count = Double(sorted.count)
    var distance = 0.0
    for (index, x) in sorted.enumerated() {
      let probability = probability(atMost: x)
      distance = max(
        distance, probability - Double(index) / count, Double(index + 1) / count - probability)
    }
    let root = count.squareRoot()
    let scaled = (root + 0.12 + 0.11 / root) * distance
    guard scaled > 0.2 else { return 1 }
    let terms = (1...100).map { term -> Double in
      let exponent = -2 * Double(term * term) * scaled * scaled
      return (term % 2 == 1 ? 2 : -2) * Double.exp(exponent)
    }
    return min(max(terms.reduce(0, +), 0), 1)
  }
}
