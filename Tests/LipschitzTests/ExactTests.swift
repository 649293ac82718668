import Foundation
import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Lipschitz

/// The constant itself by branch and bound, against values from other programs and from going through everything.
@Suite struct ExactTests {
  private static func exact(
    _ network: Network, _ norm: Norm = .two, on domain: Domain = .everywhere, tolerance: Positive = 1e-9,
    nodes: Count? = nil, monitor: Monitor = .silent
  ) throws -> LipschitzBound {
    var method = ExactConstant()
    method.tolerance = tolerance
    method.nodes = nodes
    return try method.bound(network, norm: norm, on: domain, monitor: monitor)
  }

  private func expectExact(_ bound: LipschitzBound, _ constant: Double, within share: Double = 1e-9) {
    #expect(bound.guarantee == .exact && bound.isCertified)
    #expect((bound.value / constant - 1).magnitude <= share, "\(bound.value), not \(constant)")
    guard let enclosure = bound.enclosure else {
      Issue.record("no enclosure")
      return
    }
    #expect(enclosure.lower <= constant * (1 + share) && constant <= enclosure.upper * (1 + share))
  }

  @Test("the network of slide 7", arguments: [(42, 0.5595860624), (0, 0.5322323994)])
  func slideSeven(seed: UInt32, constant: Double) throws {
    var generator = TorchGenerator(seed: UInt64(seed))
    func dense(_ outputs: Int, _ inputs: Int) -> Dense {
      let drawn = generator.linear(inputs: inputs, outputs: outputs)
      return Dense(drawn.weight.matrix, bias: drawn.bias?.vector)
    }
    let network = try Network([dense(20, 10), Elementwise(ReLU(), shape: Shape(20)), dense(5, 20)])
    expectExact(try Self.exact(network), constant)
  }

  @Test(
    "networks whose constant is known from other programs",
    arguments: [
      (ReferenceNetwork.small, 2.2697724), (.toy, 1.5767473), (.square, 4.7279672),
    ])
  func references(_ network: ReferenceNetwork, constant: Double) throws {
    expectExact(try Self.exact(network.network()), constant, within: 1e-7)
  }

  @Test("iris, as ExLipBaB has it")
  func iris() throws {
    expectExact(try Self.exact(Iris.network()), 11.634355134115, within: 1e-12)
  }
}

extension ExactTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let constant: Double
    var domain = Domain.everywhere
    let layers: @Sendable () throws -> [any Layer]
  }

  static let known = [
    Known(testDescription: "|x|", constant: 1) { [Elementwise(AbsoluteValue(), shape: Shape(1))] },
    Known(testDescription: "|x| - |x|", constant: 0) {
      [
        Dense(Matrix([[1], [1]])), Elementwise(AbsoluteValue(), shape: Shape(2)), Dense(Matrix([[1, -1]])),
      ]
    },
    Known(testDescription: "x - relu(x) + relu(-x)", constant: 0) {
      [
        try Residual(
          Network([
            Dense(Matrix([[1], [-1]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[-1, 1]])),
          ]))
      ]
    },
    Known(testDescription: "a hat: relu(x + 1) - 2 relu(x) + relu(x - 1), times 3", constant: 3) {
      [
        Dense(Matrix([[1], [1], [1]]), bias: [1, 0, -1]), Elementwise(ReLU(), shape: Shape(3)),
        Dense(Matrix([[3, -6, 3]])),
      ]
    },
    Known(testDescription: "two walls that leave no room between them", constant: 2) {
      // relu(x) and relu(-x - 1) are never positive together, so the slopes 2 and 1 do not add up.
      [
        Dense(Matrix([[1], [-1]]), bias: [0, -1]), Elementwise(ReLU(), shape: Shape(2)),
        Dense(Matrix([[2, -1]])),
      ]
    },
    Known(testDescription: "hardtanh of hardtanh", constant: 6) {
      [
        Dense(Matrix([[2]])), Elementwise(HardTanh(), shape: Shape(1)), Dense(Matrix([[3]])),
        Elementwise(HardTanh(), shape: Shape(1)),
      ]
    },
    Known(testDescription: "only the flat end of a hardtanh", constant: 0, domain: .box(1, 2)) {
      [Dense(Matrix([[2]])), Elementwise(HardTanh(), shape: Shape(1))]
    },
    Known(testDescription: "a slope that is steeper below zero", constant: 3) {
      [Elementwise(LeakyReLU(alpha: -3), shape: Shape(2))]
    },
    Known(testDescription: "the same on one side", constant: 1, domain: .box(0, 1)) {
      [Elementwise(LeakyReLU(alpha: -3), shape: Shape(2))]
    },
    Known(testDescription: "no kink at all", constant: 5) {
      [Dense(Matrix([[3, 4]])), Elementwise(Identity(), shape: Shape(1))]
    },
    Known(testDescription: "a neuron that never sees anything, at its kink", constant: 1) {
      [
        Dense(Matrix([[1, 0], [0, 0]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[1, 7]])),
      ]
    },
    Known(testDescription: "a second layer that is dead where the first one is alive", constant: 1) {
      // relu(relu(x) - relu(x)) + relu(x)
      [
        Dense(Matrix([[1], [1]])), Elementwise(ReLU(), shape: Shape(2)),
        Dense(Matrix([[1, -1], [1, 0]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[9, 1]])),
      ]
    },
  ]

  /// A witness needs a point without kinks; where every point has one, the lower side stays at zero.
  @Test("networks that can be worked out by hand", arguments: known)
  func knownConstants(_ known: Known) throws {
    let network = try Network(known.layers())
    let bound = try Self.exact(network, on: known.domain)
    let enclosure = try #require(bound.enclosure)
    #expect(enclosure.lower <= known.constant && known.constant <= enclosure.upper)
    #expect(enclosure.upper <= known.constant + 1e-9, "\(enclosure)")
    if bound.witness != nil { #expect(enclosure.lower >= known.constant - 1e-9, "\(enclosure)") }
  }

  @Test("all patterns of signs, where each has its cell", arguments: UInt32(0)..<12)
  func patterns(_ seed: UInt32) throws {
    var random = NumPyGenerator(seed: seed)
    let inputs = 3 + Int(seed % 4)
    let first = random.randn(rows: inputs, columns: inputs)
    let second = random.randn(rows: 2, columns: inputs)
    let hasSkip = seed.isMultiple(of: 3)
    let last = hasSkip ? random.randn(rows: inputs, columns: inputs) : second
    let branch = try Network([
      Dense(first, bias: Vector(random.normal(count: inputs))), Elementwise(ReLU(), shape: Shape(inputs)),
      Dense(last),
    ])
    let network = try hasSkip ? Network([Residual(branch)]) : branch
    for norm in Norm.allCases {
      let constant = try Oracles.constant(last, afterReLU: first, skip: hasSkip, norm)
      expectExact(try Self.exact(network, norm), constant, within: 1e-8)
    }
  }

  /// Networks of all functions that are linear in pieces.
  private static func randomNetwork(_ seed: UInt32) throws -> Network {
    var random = RandomNetwork(seed: seed, functions: RandomNetwork.piecewiseLinear)
    var layers: [any Layer] = []
    var width = 1 + Int(seed % 3)
    for _ in 0..<(1 + seed / 3 % 3) {
      let next = 2 + Int(seed % 4)
      layers += [random.dense(next, width), Elementwise(random.function(), shape: Shape(next))]
      width = next
    }
    return try Network(layers + [random.dense(2, width)])
  }

  @Test("no point is steeper, and the witness is as steep as is said", arguments: UInt32(0)..<36)
  func samples(_ seed: UInt32) throws {
    let network = try Self.randomNetwork(seed)
    let inputs = network.inputShape.count
    let center = Vector((0..<inputs).map { 0.3 * Double($0) })
    let domains: [Domain] = [
      .everywhere, .box(-1, 0.5), .ball(center: center, name: "c", radius: 0.2, norm: .infinity),
    ]
    for (index, domain) in domains.enumerated() {
      let norm = Norm.allCases[(index + Int(seed)) % 3]
      let bound = try Self.exact(network, norm, on: domain)
      let enclosure = try #require(bound.enclosure)
      var sampling = JacobianSampling()
      sampling.samples = 400
      let seen = try sampling.bound(network, norm: norm, on: domain, monitor: .silent)
      #expect(seen.value <= enclosure.upper, "seed \(seed) \(norm) \(domain)")
      guard let witness = bound.witness else {
        #expect(seen.value == 0, "seed \(seed) \(norm) \(domain)")
        continue
      }
      #expect(bound.guarantee == .exact, "seed \(seed) \(norm) \(domain): \(enclosure)")
      #expect(
        try witness.quotient(of: network, norm: norm, monitor: .silent) == enclosure.lower, "seed \(seed)")
      guard case .tangent(let x, _) = witness else { throw MethodError.emptyNetwork }
      #expect(domain.contains(x))
    }
  }

  @Test("a run that is stopped has proven both of its sides", arguments: [0, 0.01, 0.2, 0.9, 0.999])
  func stopped(_ share: Double) throws {
    let network = try ReferenceNetwork.square.network()
    let whole = StepCounter()
    _ = try Self.exact(network, monitor: whole.monitor)
    let limit = Int(share * Double(whole.count))
    let stopped = #expect(throws: Interrupted.self) {
      try Self.exact(network, monitor: StepCounter(limit: limit).monitor)
    }
    guard let partial = stopped?.partial, let enclosure = partial.enclosure else {
      #expect(share < 0.9)
      return
    }
    #expect(enclosure.lower <= 4.7279673 && enclosure.upper >= 4.7279671)
    #expect(partial.guarantee.contains(.upper) && partial.isCertified)
  }

  @Test("few nodes or a wide tolerance leave a bracket, never a wrong number")
  func early() throws {
    let network = try ReferenceNetwork.square.network()
    for nodes: Count in [1, 2, 3, 10, 51] {
      let bound = try Self.exact(network, nodes: nodes)
      let enclosure = try #require(bound.enclosure)
      // As many cells as was said, also where a split has room for one part only.
      let cells = nodes == 1 ? "1 cell," : "\(nodes.value) cells,"
      #expect(bound.derivation.rule.hasPrefix("branch and bound, \(cells) "))
      #expect(bound.guarantee == .upper && bound.value == enclosure.upper)
      #expect(enclosure.lower <= 4.7279673 && enclosure.upper >= 4.7279671)
    }
    let wide = try Self.exact(network, tolerance: 0.05)
    let enclosure = try #require(wide.enclosure)
    #expect(enclosure.upper <= enclosure.lower * 1.05 && enclosure.upper >= 4.7279671)
  }

  @Test("the same run gives the same bits")
  func determinism() throws {
    let network = try ReferenceNetwork.toy.network()
    #expect(try Self.exact(network) == Self.exact(network))
  }

  @Test("what is not linear in pieces is refused, kindly")
  func refused() throws {
    for function in [Tanh(), HardSwish(), SELU(), GELU()] as [any ScalarFunction] {
      let network = try MethodCases.one(function)
      #expect(throws: MethodError.self) { try Self.exact(network) }
    }
    let relu = try MethodCases.one(ReLU())
    #expect(throws: MethodError.self) {
      try Self.exact(relu, on: .ball(center: [0], name: "0", radius: 1, norm: .two))
    }
  }
}

/// The network 4-6-6-3 of ExLipBaB for the iris data.
///
/// Source: tsplittg/ExLipBaB_Code (MIT).
private enum Iris {
  static func network() throws -> Network {
    guard let data = Data(base64Encoded: weights) else { preconditionFailure("no base64") }
    let bytes = [UInt8](data)
    var numbers = stride(from: 0, to: bytes.count, by: 8).map { start in
      Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << (8 * $1) })
    }[...]
    func take(_ count: Int) -> [Double] {
      defer { numbers = numbers.dropFirst(count) }
      return Array(numbers.prefix(count))
    }
    var network = Network()
    for (inputs, outputs) in [(4, 6), (6, 6), (6, 3)] {
      if !network.isEmpty { try network.append(Elementwise(ReLU(), shape: Shape(inputs))) }
      let rows = (0..<outputs).map { _ in take(inputs) }
      try network.append(Dense(Matrix(rows), bias: Vector(take(outputs))))
    }
    return network
  }

  private static let weights = """
    AAAAQFOZwj8AAADgl3fkvwAAACCTclE/AAAAIKuZ4z8AAABgr7nYvwAAAEBNIeo/AAAA4GyExr8AAAAgVD7nvwAAAIAXk9S/AAAA\
    gBLS5z8AAAAAwOLjvwAAAAAoivC/AAAAYDL3qj8AAACg4svlvwAAAACPVPA/AAAAQJOH8j8AAABAyZHMPwAAAAARKNS/AAAAYAo2\
    2b8AAABgW6zlvwAAAIAIfLU/AAAAgLMM3b8AAABAYGzYPwAAAICs++c/AAAAoMGn8j8AAACgAyrzPwAAAGBk8MM/AAAAYNRr0L8A\
    AABAqJfzPwAAAEB5Cew/AAAA4MSn4z8AAADArublPwAAACCDlos/AAAAwLDY678AAAAg05voPwAAAKBl0ps/AAAAQP8e0L8AAADg\
    0vfrPwAAAOCH/Ow/AAAAYNs9478AAACAsLHaPwAAAGDNRuS/AAAAAPFL5j8AAACguZLzvwAAAKC3r86/AAAAIGl+8D8AAADgY1zr\
    vwAAAGCwd+s/AAAAANKx4j8AAADAlwjJvwAAAKBibea/AAAA4DVr1r8AAABA267oPwAAAADQvuY/AAAAYLDKmr8AAACguGGgPwAA\
    AIDiIeO/AAAAQC6c6z8AAACgXK+/vwAAAIAR0OU/AAAAwDCD2L8AAABg5FLAPwAAAADxM9i/AAAAgLxFyj8AAACgXATVPwAAAECT\
    dbC/AAAAQMvK4j8AAABgOY3MPwAAAKCQk8A/AAAAADz36z8AAAAg892vPwAAAMD8/Ne/AAAAgJt40D8AAACgbHjgPwAAAOCRhuS/\
    AAAAoIbp7r8AAACgusHivwAAAIBi5tG/AAAA4MKA7z8AAADgxLH0vwAAAGBKKey/AAAAgKER5T8AAAAgYp7RvwAAAKAQTtW/AAAA\
    wFF2678AAADALBLcvwAAACCzreE/AAAAoIYA178AAADAsATaPwAAAKDqcM6/AAAA4F8Ruj8AAABAlODMvwAAAKCkRri/
    """
}
