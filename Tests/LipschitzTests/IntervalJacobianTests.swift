import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

/// The interval Jacobian has the values of NumPy's prototype, and what a reader can compute.
@Suite struct IntervalJacobianTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let function: any ScalarFunction
    let radius: Double
    let values: [Norm: Double]
    var testDescription: String { "\(type(of: function).name) within \(radius)" }
  }
  static let cases = [
    Case(
      function: Tanh(), radius: 0.1,
      values: [.one: 1.3256701493001792, .two: 1.1542968169054442, .infinity: 1.4413983875348977]),
    Case(
      function: Tanh(), radius: 0.5,
      values: [.one: 3.5705567259904356, .two: 2.986106892426422, .infinity: 3.404690952793194]),
    Case(
      function: ReLU(), radius: 0.1,
      values: [.one: 1.2378114453420386, .two: 1.289273431647164, .infinity: 2.016521892430746]),
    Case(
      function: ReLU(), radius: 0.5,
      values: [.one: 1.5016858778637565, .two: 1.4157130286663528, .infinity: 2.016521892430746]),
  ]
  @Test("one hidden layer, as NumPy has it", arguments: cases)
  func prototype(_ c: Case) throws {
    var random = NumPyDefaultGenerator(seed: 7)
    let first = random.randn(rows: 6, columns: 3)
    let bias = Vector(random.normal(count: 6))
    let second = random.randn(rows: 2, columns: 6)
    let network = try Network([
      Dense(first, bias: bias), Elementwise(c.function, shape: Shape(6)), Dense(second),
    ])
    for norm in Norm.allCases {
      let domain = Domain.box(-c.radius, c.radius)
      let bound = try IntervalJacobian().bound(network, norm: norm, on: domain, monitor: .silent)
      let expected = try #require(c.values[norm])
      #expect((bound.value - expected).magnitude <= 1e-12 * expected, "\(norm)")
      #expect(bound.isCertified && bound.guarantee == .upper)
    }
  }

  @Test("everywhere it is the sum over paths, of which those of one sign count")
  func paths() throws {
    let relu = Elementwise(ReLU(), shape: Shape(2))
    let network = try Network([
      Dense(Matrix([[1, 2], [3, -4]])), relu, Dense(Matrix([[5, 6], [-7, 8]])),
    ])
    // Entries in [0, 5] + [0, 18], [0, 10] + [-24, 0]; [-7, 0] + [0, 24], [-14, 0] + [-32, 0].
    for (norm, expected) in [(Norm.one, 70.0), (.infinity, 70)] {
      let bound = try IntervalJacobian().bound(network, norm: norm, on: .everywhere, monitor: .silent)
      #expect(bound.value ≈ expected)
    }
  }

  @Test("layers that are not neurons are pushed through")
  func opaque() throws {
    let network = try Network([
      Elementwise(Tanh(), shape: Shape(1, 2, 2)), MaxPool(2, inputShape: Shape(1, 2, 2)),
    ])
    let bound = try IntervalJacobian().bound(network, norm: .one, on: .box(-1, 1), monitor: .silent)
    #expect(bound.value >= 1 && bound.value <= 4)
  }

  @Test("a slope that grows without bound is infinite everywhere, and finite in a region")
  func steep() throws {
    let network = try Network([Dense(Matrix([[2]])), Elementwise(Square(), shape: Shape(1))])
    let method = IntervalJacobian()
    #expect(try method.bound(network, norm: .two, on: .everywhere, monitor: .silent).value == .infinity)
    #expect(try method.bound(network, norm: .two, on: .box(-1, 1), monitor: .silent).value ≈ 8)
  }

  @Test("a deep smooth network in a small ball is near its Jacobian, where products of intervals are not")
  func centered() throws {
    var random = NumPyDefaultGenerator(seed: 5)
    var layers: [any Layer] = []
    for _ in 0..<5 {
      layers.append(Dense(0.25 * random.randn(rows: 20, columns: 20)))
      layers.append(Elementwise(Tanh(), shape: Shape(20)))
    }
    let network = try Network(layers)
    let center = Vector(random.normal(count: 20))
    let jacobian = try network.jacobian(at: center).certifiedNorm(.two, monitor: .silent).value
    let domain = Domain.ball(center: center, name: "x", radius: 1e-3, norm: .two)
    let bound = try IntervalJacobian().bound(network, norm: .two, on: domain, monitor: .silent)
    #expect(bound.value >= jacobian && bound.value <= 1.05 * jacobian)
    let ways = bound.derivation.facts.compactMap { fact -> Double? in
      if case .numbers(_, let values, _) = fact { values.first } else { nil }
    }
    #expect(ways.count == 4 && ways.max() ?? 0 > 1.1 * bound.value)
  }
}
