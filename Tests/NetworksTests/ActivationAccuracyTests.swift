import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

/// Values and slopes against mpmath, at every scale.
@Suite struct ActivationAccuracyTests {
  /// Steps of the computed number's last place between it and the nearest double to the exact one.
  private func steps(_ computed: Double, _ exact: Double) -> Double {
    if computed == exact { return 0 }
    guard computed.isFinite, exact.isFinite else { return .infinity }
    return (computed - exact).magnitude / computed.ulp
  }

  @Test("computed to within the stated ulps, and to within five", arguments: activationReferences.indices)
  func accuracy(_ index: Int) throws {
    let reference = activationReferences[index]
    let function = try ActivationCases.function(reference.words)
    let most = Double(min(function.ulps, 5))
    for point in try ActivationCases.points(reference.rows) {
      let value = steps(function.value(point.x), point.value)
      let slope = steps(function.slope(point.x), point.slope)
      #expect(value <= most, "value of \(reference.words) at \(point.x) is \(value) ulps off")
      #expect(slope <= most, "slope of \(reference.words) at \(point.x) is \(slope) ulps off")
    }
  }

  @Test("ranges contain the exact values and slopes, strictly", arguments: activationReferences.indices)
  func enclosures(_ index: Int) throws {
    let reference = activationReferences[index]
    let function = try ActivationCases.function(reference.words)
    let points = try ActivationCases.points(reference.rows)
    for first in points.indices {
      // From a point to itself, its neighbour, and across a few.
      for last in [first, first + 1, first + 7] where last < points.endIndex {
        let interval = Interval(points[first].x, points[last].x)
        let slopes = function.slopes(on: interval)
        let values = function.enclosure(of: interval)
        for point in points[first...last] {
          #expect(slopes.contains(point.slope), "slope of \(reference.words) at \(point.x) in \(interval)")
          #expect(values.contains(point.value), "value of \(reference.words) at \(point.x) in \(interval)")
        }
      }
    }
  }

  @Test("every function has references")
  func complete() {
    let named = Set(activationReferences.map { String($0.words.prefix { $0 != " " }) })
    #expect(named == Set(Activations.all.map { $0.name }))
  }

  struct Limit: Sendable {
    let words: String
    let left: (value: Double, slope: Double)
    let right: (value: Double, slope: Double)
  }
  static let limits = [
    Limit(words: "relu", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "leakyrelu", left: (-.infinity, 0.01), right: (.infinity, 1)),
    Limit(words: "leakyrelu 0", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "leakyrelu -2", left: (.infinity, -2), right: (.infinity, 1)),
    Limit(words: "elu", left: (-1, 0), right: (.infinity, 1)),
    Limit(words: "elu -3", left: (3, 0), right: (.infinity, 1)),
    Limit(words: "selu", left: (-1.7580993408473768, 0), right: (.infinity, 1.0507009873554805)),
    Limit(words: "gelu", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "silu", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "mish", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "softplus", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "softsign", left: (-1, 0), right: (1, 0)),
    Limit(words: "sigmoid", left: (0, 0), right: (1, 0)),
    Limit(words: "tanh", left: (-1, 0), right: (1, 0)),
    Limit(words: "hardtanh", left: (-1, 0), right: (1, 0)),
    Limit(words: "hardswish", left: (0, 0), right: (.infinity, 1)),
    Limit(words: "abs", left: (.infinity, -1), right: (.infinity, 1)),
    Limit(words: "identity", left: (-.infinity, 1), right: (.infinity, 1)),
    Limit(words: "exp", left: (0, 0), right: (.infinity, .infinity)),
    Limit(words: "square", left: (.infinity, -.infinity), right: (.infinity, .infinity)),
  ]
  @Test("limits at the infinities", arguments: limits)
  func infinities(_ limit: Limit) throws {
    let function = try ActivationCases.function(limit.words)
    #expect(function.value(-.infinity) == limit.left.value)
    #expect(function.slope(-.infinity) == limit.left.slope)
    #expect(function.value(.infinity) == limit.right.value)
    #expect(function.slope(.infinity) == limit.right.slope)
  }

  @Test("the root begins at zero, vertically")
  func root() {
    let root = SquareRoot()
    #expect(root.slope(0) == .infinity)
    #expect(root.slope(-0.0) == .infinity)
    #expect(root.value(-1).isNaN)
    #expect(root.enclosure(of: Interval(-4, 9)) == Interval(0, 3.0.nextUp.nextUp))
    #expect(root.slopes(on: Interval(-4, -1)) == Interval(.infinity))
    #expect(root.slopes(on: .everything) == Interval(0, .infinity))
  }

  @Test("not a number comes from nothing but itself", arguments: ActivationCases.all)
  func numbers(_ function: any ScalarFunction) {
    #expect(function.value(.nan).isNaN)
    var random = ActivationRandom(seed: 5)
    for _ in 0..<2000 {
      let x = random.double()
      guard function.domain.contains(x), x.isFinite else { continue }
      #expect(!function.value(x).isNaN, "\(function.words) at \(x)")
      #expect(!function.slope(x).isNaN, "\(function.words) at \(x)")
    }
  }
}
