import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

/// The curve of the constant against the radius is bounded from both sides, and bends where slopes begin to vary.
@Suite struct LocalCurveTests {
  @Test("a hinge: flat up to its kink, then twice as steep", arguments: Norm.allCases)
  func hinge(_ norm: Norm) throws {
    // Four times a leaky ReLU: slope 1 below 0, 4 above, so around -1 the constant is 1 up to radius 1.
    let network = try Network([
      Dense(Matrix([[1], [1]])), Elementwise(LeakyReLU(alpha: 0.25), shape: Shape(2)),
      Dense(Matrix([[2, 2]])),
    ])
    let curve = try LocalCurve(
      of: network, around: [-1], named: "x", radii: [0.1, 0.5, 0.9, 1.5, 4], norm: norm, monitor: .silent)
    for row in curve.rows {
      let expected = row.radius < 1 ? 1.0 : 4
      #expect((row.upper - expected).magnitude < 1e-5 && row.upper >= expected, "\(row)")
      #expect((row.lower - expected).magnitude < 1e-9 && row.lower <= expected, "\(row)")
    }
    #expect(curve.knee == 0.9)
    #expect((curve.everywhere - 4).magnitude < 1e-5)
  }

  @Test("both sides rise with the radius and stay in order", arguments: UInt32(0)..<12)
  func order(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: 1200 + seed)
    let network = try random.network()
    let center = random.point(network.inputShape.count)
    let radii = [1e-9, 1e-4, 1e-2, 0.3, 3, 1e3]
    let curve = try LocalCurve(
      of: network, around: center, named: "x", radii: radii, norm: Norm.allCases[Int(seed) % 3],
      monitor: .silent)
    #expect(curve.rows.map(\.radius) == radii && !curve.methods.isEmpty)
    for row in curve.rows { #expect(row.lower <= row.upper && row.upper <= curve.everywhere) }
    for (inner, outer) in zip(curve.rows, curve.rows.dropFirst()) {
      #expect(inner.upper <= outer.upper && inner.lower <= outer.lower)
    }
  }

  @Test("a curve that cannot bend has no knee")
  func straight() throws {
    let curve = try LocalCurve(
      of: Network([Dense(Matrix([[3, 4]]))]), around: [1, 2], named: "x", radii: [0.1, 1], norm: .two,
      monitor: .silent)
    #expect(curve.knee == nil && curve.rows.allSatisfy { $0.upper ≈ 5 && $0.lower ≈ 5 })
  }

  @Test("stopped, it says so")
  func interruption() throws {
    let network = try Network([Dense(Matrix([[3, 4]])), Elementwise(Tanh(), shape: Shape(1))])
    #expect(throws: Interrupted.self) {
      try LocalCurve(
        of: network, around: [1, 2], named: "x", radii: [0.1, 1], norm: .two,
        monitor: StepCounter(limit: 4).monitor)
    }
  }

  @Test("steepness at points is that of the Jacobians there")
  func steepness() throws {
    var random = RandomNetwork(seed: 5)
    let network = try Network([random.dense(6, 3), Elementwise(Tanh(), shape: Shape(6)), random.dense(2, 6)])
    let points = random.random.randn(rows: 3, columns: 100)
    for norm in Norm.allCases {
      let found = try network.steepness(at: points, norm, monitor: .silent)
      for column in 0..<100 {
        let jacobian = network.jacobian(at: points.column(column))
        let expected = try jacobian.certifiedNorm(norm, monitor: .silent).value
        #expect((found[column] - expected).magnitude <= 1e-6 * expected)
      }
      let direction = try network.steepestDirection(at: points.column(0), norm, monitor: .silent)
      let stretch = (network.jacobian(at: points.column(0)) * direction).norm(norm) / direction.norm(norm)
      #expect((stretch - found[0]).magnitude <= 1e-6 * found[0])
    }
  }
}
