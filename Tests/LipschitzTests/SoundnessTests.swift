import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TestSupport
import Testing

/// An upper bound is never below the constant, a lower one never above it: for every method that is listed.
@Suite struct SoundnessTests {
  /// Twenty times fifty networks; each with one norm and all kinds of domains in turn.
  @Test("a thousand networks: what is below is below what is above", arguments: 0..<20)
  func networks(_ group: Int) throws {
    for seed in UInt32(50 * group)..<UInt32(50 * (group + 1)) {
      var random = RandomNetwork(seed: seed)
      let network = try random.network()
      let norm = Norm.allCases[Int(seed) % 3]
      let domain = random.domain(Int(seed) / 3 % 5, inputs: network.inputShape.count)
      let bounds = try MethodCases.bounds(network, norm, on: domain, samples: 3, seed: seed)
      #expect(bounds.contains { $0.ceiling != nil } && bounds.contains { $0.floor != nil })
      try expectOrder(bounds, network, norm, domain, "seed \(seed)")
    }
  }

  /// Steep functions, of which only a region has a constant.
  @Test("functions without a constant, on regions", arguments: 0..<UInt32(24))
  func steep(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed, functions: [Square(), Exponential(), SquareRoot(), ELU(alpha: 9)])
    let network = try Network([
      random.dense(3, 2), Elementwise(random.function(), shape: Shape(3)), random.dense(2, 3),
    ])
    for kind in 1..<5 {
      let domain = random.domain(kind, inputs: 2)
      for norm in Norm.allCases {
        let bounds = try MethodCases.bounds(network, norm, on: domain, samples: 4, seed: seed)
        try expectOrder(bounds, network, norm, domain, "seed \(seed)")
      }
    }
  }

  /// One function on a small region with its ends: nothing hides there.
  @Test("every function on boxes and balls", arguments: Activations.all.indices)
  func functions(_ index: Int) throws {
    let network = try MethodCases.one(Activations.all[index].init())
    var random = RandomNetwork(seed: UInt32(index))
    for trial in 0..<12 {
      let domain = random.domain(1 + trial % 4, inputs: 1)
      let bounds = try MethodCases.bounds(network, .two, on: domain, samples: 20, seed: UInt32(trial))
      try expectOrder(bounds, network, .two, domain, "\(Activations.all[index].name) \(trial)")
    }
  }

  private func expectOrder(
    _ bounds: [LipschitzBound], _ network: Network, _ norm: Norm, _ domain: Domain, _ words: Comment
  ) throws {
    for violation in try SoundnessLaw.violations(of: bounds, network, norm, domain) {
      Issue.record("\(words): \(violation)")
    }
  }

  struct Hidden: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let skip: Bool
    var testDescription: String { "seed \(seed)\(skip ? " with a skip" : "")" }
  }
  static let hidden = (0..<UInt32(6)).flatMap {
    [Hidden(seed: $0, skip: false), Hidden(seed: $0, skip: true)]
  }

  @Test("the constant by all patterns of signs lies between", arguments: hidden)
  func patterns(_ hidden: Hidden) throws {
    var random = NumPyGenerator(seed: hidden.seed)
    let first = random.randn(rows: 4, columns: 4)
    let second = random.randn(rows: 4, columns: 4)
    let branch = try Network([
      Dense(first, bias: Vector(random.normal(count: 4))), Elementwise(ReLU(), shape: Shape(4)),
      Dense(second),
    ])
    let network = try hidden.skip ? Network([Residual(branch)]) : branch
    for norm in Norm.allCases {
      let constant = try Oracles.constant(second, afterReLU: first, skip: hidden.skip, norm)
      for bound in try MethodCases.bounds(network, norm, on: .everywhere, samples: 150) {
        if let ceiling = bound.ceiling { #expect(constant <= ceiling * (1 + 1e-14), "\(bound.method)") }
        guard let floor = bound.floor else { continue }
        #expect(floor <= constant * (1 + 1e-14), "\(bound.method)")
        // Climbing finds a good part of it.
        if bound.method == JacobianAscent.name { #expect(floor >= 0.4 * constant, "\(norm)") }
      }
    }
  }

  @Test("where reverse mode says 1 and the constant is 0, nothing is claimed")
  func kinks() throws {
    let network = try Network([
      Residual(
        Network([
          Dense(Matrix([[1], [-1]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[-1, 1]])),
        ]))
    ])
    #expect(network.jacobian(at: [0]) == Matrix([[1]]))
    #expect(
      try Witness.tangent(at: [0], direction: [1]).quotient(of: network, norm: .two, monitor: .silent) == 0)
    #expect(try Witness.pair([-1e-3], [1e-3]).quotient(of: network, norm: .two, monitor: .silent) == 0)
    for domain in [
      Domain.everywhere, .box(0, 1), .box(-1, 0), .ball(center: [0], name: "0", radius: 1e-12, norm: .two),
    ] {
      for bound in try MethodCases.bounds(network, .two, on: domain, samples: 50) {
        if let floor = bound.floor { #expect(floor == 0, "\(bound.method) on \(domain)") }
      }
    }
  }

  @Test("quotients of one weight stay below it", arguments: [1e-6, 1e-3, 1e-9, 1e-14])
  func oneWeight(_ eps: Double) throws {
    var random = NumPyGenerator(seed: 5)
    for trial in 0..<60 {
      let exponent = trial.isMultiple(of: 2) ? 0 : Int(random.uniform() * 1800) - 900
      let weight = random.normal() * Double(sign: .plus, exponent: exponent, significand: 1)
      for bias in [0, random.normal(), 1e6 * weight] {
        let network = try Network([Dense(Matrix([[weight]]), bias: [bias])])
        var pairs = PairSampling()
        pairs.samples = 20
        try PairSampling.parameters.first { $0.label == "eps" }?
          .set(&pairs, to: .init(.number(eps), text: "\(eps)"))
        let bound = try pairs.bound(network, norm: .two, on: .everywhere, monitor: .silent)
        #expect(bound.value <= weight.magnitude, "\(weight) + \(bias)")
        if bias == 0, exponent > -800 { #expect(bound.value >= 0.98 * weight.magnitude, "\(weight)") }
      }
    }
  }

  @Test("pairs at the end of a region do not look beyond it")
  func borders() throws {
    let network = try MethodCases.one(Square())
    for seed in UInt32(0)..<20 {
      var pairs = PairSampling()
      pairs.seed = seed
      pairs.eps = 0.5
      pairs.samples = 100
      for domain in [Domain.box(-1, 1), .ball(center: [0.1], name: "x", radius: 0.9, norm: .infinity)] {
        let bound = try pairs.bound(network, norm: .two, on: domain, monitor: .silent)
        #expect(bound.value <= 2.0000000000000004)
        #expect(bound.value > 1.2)
        guard case .pair(let x, let y) = bound.witness else {
          Issue.record("no pair")
          continue
        }
        #expect(domain.holds(x) && domain.holds(y))
      }
    }
  }

  @Test("the end of a ball is rounded outward for the upper end, inward for the lower")
  func roundedBalls() throws {
    // 0.1 + 0.9 is 2.8e-17 above 1 for the doubles next to them, so the constant of x² there is a hair above 2.
    let domain = Domain.ball(center: [0.1], name: "x", radius: 0.9, norm: .two)
    let bound = try SteepestActivation().bound(
      MethodCases.one(Square()), norm: .two, on: domain, monitor: .silent)
    let enclosure = try #require(bound.enclosure)
    #expect(enclosure.lower == 2)
    #expect(enclosure.upper == 2.0000000000000004)
    #expect(bound.guarantee == .exact)
  }

  @Test("a range that vanishes among the smallest numbers still has its steepness")
  func underflow() throws {
    let network = try Network([
      Dense(Matrix([[1e-200]])), Dense(Matrix([[1e300]])), Dense(Matrix([[1e150]])),
      Elementwise(Square(), shape: Shape(1)),
    ])
    // x ↦ (1e250 x)² on ±1e-200 is 2e300 steep.
    let bound = try LayerProduct().bound(network, norm: .two, on: .box(-1e-200, 1e-200), monitor: .silent)
    #expect(bound.value >= 2e300)
  }
}
