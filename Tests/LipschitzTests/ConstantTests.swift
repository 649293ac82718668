import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

/// Constants that are known.
@Suite struct ConstantTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let layers: @Sendable () throws -> [any Layer]
    var norm = Norm.two
    let expected: Double
  }

  static func dense(_ rows: [[Double]]) -> Dense { Dense(Matrix(rows)) }
  static let walsh = [[1.0, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]

  static let single = [
    Case(
      testDescription: "one layer is its largest singular value", layers: { [dense([[3, 0], [4, 5]])] },
      expected: 45.0.squareRoot()),
    Case(
      testDescription: "norm 1 is the largest column sum", layers: { [dense([[3, 0], [4, 5]])] }, norm: .one,
      expected: 7),
    Case(
      testDescription: "norm inf is the largest row sum", layers: { [dense([[3, 0], [4, -5]])] },
      norm: .infinity, expected: 9),
    Case(
      testDescription: "a diagonal", layers: { [dense([[3, 0, 0], [0, -7, 0], [0, 0, 2]])] }, expected: 7),
    Case(
      testDescription: "a diagonal in norm 1", layers: { [dense([[3, 0], [0, -7]])] }, norm: .one, expected: 7
    ),
    Case(testDescription: "twice an orthogonal matrix", layers: { [dense(walsh)] }, expected: 2),
    Case(
      testDescription: "rank one: the product of the lengths",
      layers: { [dense([[3, 4], [6, 8], [6, 8]])] }, expected: 15),
    Case(testDescription: "a row", layers: { [dense([[3, 4]])] }, expected: 5),
    Case(testDescription: "a column", layers: { [dense([[3], [4]])] }, expected: 5),
    Case(testDescription: "nothing", layers: { [dense([[0, 0], [0, 0]])] }, expected: 0),
    Case(
      testDescription: "tiny", layers: { [dense([[3e-300, 0], [4e-300, 5e-300]])] },
      expected: 45.0.squareRoot() * 1e-300),
    Case(
      testDescription: "huge", layers: { [dense([[3e300, 0], [4e300, 5e300]])] },
      expected: 45.0.squareRoot() * 1e300),
    Case(
      testDescription: "a bias changes nothing",
      layers: { [Dense(Matrix([[3, 0], [4, 5]]), bias: [1e9, -1e-9])] }, expected: 45.0.squareRoot()),
  ]

  @Test("one linear layer is known exactly", arguments: single)
  func layers(_ known: Case) throws {
    let network = try Network(known.layers())
    let method = Methods.automatic(for: network, norm: known.norm)
    let bound = try method.bound(network, norm: known.norm, on: .everywhere, monitor: .silent)
    #expect(bound.guarantee == .exact && bound.isCertified)
    #expect(bound.value ≈ known.expected)
    let enclosure = try #require(bound.enclosure)
    #expect(enclosure.lower <= known.expected.nextUp && known.expected.nextDown <= enclosure.upper)
    #expect(enclosure.upper - enclosure.lower <= 1e-14 * known.expected)
    for other in try MethodCases.bounds(network, known.norm, on: .everywhere, samples: 60) {
      if let ceiling = other.ceiling { #expect(ceiling >= enclosure.lower, "\(other.method)") }
      if let floor = other.floor { #expect(floor <= enclosure.upper, "\(other.method)") }
      // A linear map has one Jacobian, so one look finds the norm.
      if other.method == JacobianSampling.name, (1e-290...1e290).contains(known.expected) {
        #expect(other.value ≈ known.expected)
      }
    }
  }

  @Test("√45 in twice the digits lies inside")
  func rootOf45() throws {
    let network = try Network([Self.dense([[3, 0], [4, 5]])])
    let bound = try LargestSingularValue().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let enclosure = try #require(bound.enclosure)
    let root = Extended(45).squareRoot
    #expect(Extended(enclosure.lower) <= root && root <= Extended(enclosure.upper))
    #expect(enclosure.upper / enclosure.lower - 1 < 1e-14)
  }

  static let chains = [
    Case(
      testDescription: "ReLU costs nothing",
      layers: { [dense([[2]]), Elementwise(ReLU(), shape: Shape(1)), dense([[3]])] }, expected: 6),
    Case(
      testDescription: "sigmoid divides by four",
      layers: { [dense([[2]]), Elementwise(Sigmoid(), shape: Shape(1)), dense([[3]])] }, expected: 1.5),
    Case(
      testDescription: "three diagonals",
      layers: { [dense([[2, 0], [0, 1]]), dense([[3, 0], [0, 1]]), dense([[0.5, 0], [0, 0.25]])] },
      expected: 3),
    Case(
      testDescription: "a skip connection adds one",
      layers: { [try Residual(Network([dense([[2, 0], [0, -2]])]))] }, expected: 3),
    Case(
      testDescription: "norm 1", layers: { [dense([[1, 2], [3, 4]]), dense([[1, -1]])] }, norm: .one,
      expected: 6),
    Case(
      testDescription: "norm inf", layers: { [dense([[1, 2], [3, 4]]), dense([[1, -1]])] }, norm: .infinity,
      expected: 14),
  ]

  @Test("layers multiply", arguments: chains)
  func product(_ known: Case) throws {
    let network = try Network(known.layers())
    let bound = try LayerProduct().bound(network, norm: known.norm, on: .everywhere, monitor: .silent)
    #expect(bound.value ≈ known.expected)
    #expect(bound.guarantee == .upper && bound.isCertified)
    #expect(bound.derivation.value == bound.value)
  }

  @Test("Frobenius is never below the product of the norms")
  func frobenius() throws {
    var random = RandomNetwork(seed: 1)
    for _ in 0..<20 {
      let network = try Network([
        random.dense(4, 3), Elementwise(ReLU(), shape: Shape(4)), random.dense(2, 4),
      ])
      let above = try FrobeniusProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
      #expect(try above >= LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value)
    }
    let known = try Network([Self.dense([[3, 4], [0, 12]])])
    #expect(try FrobeniusProduct().bound(known, norm: .two, on: .everywhere, monitor: .silent).value ≈ 13)
  }

  @Test("slide 2: all norms and singular values", arguments: [UInt32(42), 0])
  func slide2(_ seed: UInt32) throws {
    var random = NumPyGenerator(seed: seed)
    let network = try Network([
      Dense(random.randn(rows: 5, columns: 3), bias: Vector(random.normal(count: 5)))
    ])
    let expected: [Norm: Double] =
      seed == 42
      ? [.two: 2.782367796706337, .one: 4.383479140078649, .infinity: 3.8801603487368648]
      : [.two: 3.5378946440609425, .one: 6.126670189780076, .infinity: 5.0857290692278365]
    for (norm, value) in expected {
      let method = Methods.automatic(for: network, norm: norm)
      let bound = try method.bound(network, norm: norm, on: .everywhere, monitor: .silent)
      #expect((bound.value - value).magnitude <= 1e-12)
      #expect(bound.guarantee == .exact)
      let enclosure = try #require(bound.enclosure)
      #expect(enclosure.lower - 1e-15 <= value && value <= enclosure.upper + 1e-15)
    }
    let pairs = try PairSampling().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let exact = try #require(expected[.two])
    #expect(pairs.value <= exact && pairs.value > 0.98 * exact)
    #expect(pairs.notes.isEmpty)
  }

  @Test("slide 9: one hidden layer with a skip connection, by all patterns")
  func slide9() throws {
    // The order of the bounds in FACTS B.9, for a block of our own: lower ≤ exact ≤ 1 + exact branch ≤ product.
    var random = NumPyGenerator(seed: 42)
    let (first, second) = (0.5 * random.randn(rows: 5, columns: 5), 0.5 * random.randn(rows: 5, columns: 5))
    let branch = try Network([Dense(first), Elementwise(ReLU(), shape: Shape(5)), Dense(second)])
    let network = try Network([Residual(branch)])
    let exact = try Oracles.constant(second, afterReLU: first, skip: true, .two)
    let alone = try Oracles.constant(second, afterReLU: first, .two)
    let product = try LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    let climbed = try JacobianAscent().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    #expect(climbed <= exact * (1 + 1e-14) && climbed >= 0.9 * exact)
    #expect(exact <= 1 + alone && 1 + alone <= product)
  }
}
