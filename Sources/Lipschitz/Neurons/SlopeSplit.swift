import LinearAlgebra

/// A neuron as a linear part and a rest: `φ(z) = m z + ψ(z)` with `|ψ(z) − ψ(z')| ≤ r |z − z'|`.
struct SlopeSplit: Hashable {
  /// The m, a point.
  let middle: Interval
  /// The r, rounded up.
  let radius: Double
  /// The largest magnitude of a slope of φ.
  let steepest: Double

  /// Halves the range of slopes: the smallest rest that there is.
  init(centering slopes: Interval) {
    middle = Interval(slopes.midpoint)
    radius = slopes.radius
    steepest = slopes.magnitude
  }

  /// No linear part: the rest is the neuron.
  init(whole slopes: Interval) {
    middle = .zero
    radius = slopes.magnitude
    steepest = slopes.magnitude
  }
}
