import LinearAlgebra
import TestSupport
import Testing

@testable import Training

@Suite struct OptimizerTests {
  @Test("gradient descent is p - lr g")
  func descent() {
    var optimizer = SGD(rate: 0.5)
    #expect(optimizer.step([1, -2], along: [4, 0.5]) == [-1, -2.25])
  }

  /// `p` after each of five steps on `Σ cᵢ (pᵢ - 1)²` with `c = (1, 10, 0.01)` and lr 0.1, from Algorithm 1 of the
  /// paper written out in numpy.
  static let path: [Vector] = [
    [0.0999999995, 1.90000000005, -2.9000000124999983],
    [0.19958777130820715, 1.8004122277733021, -2.8000740199664427],
    [0.29841372705396974, 1.7015862715434842, -2.700273881865367],
    [0.3960609394262539, 1.6039390586762206, -2.6006532706606915],
    [0.49203634073565794, 1.5079636568677512, -2.501267592713352],
  ]

  @Test("Adam takes the steps of its paper")
  func adam() {
    var optimizer = Adam(rate: 0.1)
    var place: Vector = [0, 2, -3]
    for expected in Self.path {
      let gradient = Vector(zip([1, 10, 0.01], place.elements).map { 2 * $0 * ($1 - 1) })
      place = optimizer.step(place, along: gradient)
      #expect(place ≈ expected)
    }
  }
}
