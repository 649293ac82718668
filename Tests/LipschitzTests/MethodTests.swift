import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TestSupport
import Testing

/// Laws of every method that is listed, beside soundness.
@Suite struct MethodTests {
  static func networks() throws -> [Network] {
    var random = RandomNetwork(seed: 3)
    return try [MethodCases.one(Tanh()), Network([random.dense(3, 4)])]
      + (0..<4).map { _ in try random.network() }
      + [Network([random.dense(6, 1), Elementwise(Mish(), shape: Shape(6)), random.dense(2, 6)])]
  }

  @Test("names are words of the language, each once; sources are named")
  func names() {
    #expect(Set(Methods.all.map { $0.name }).count == Methods.all.count)
    #expect(Methods.all.allSatisfy { !$0.summary.isEmpty && !$0.source.isEmpty })
    #expect(Methods.bounds.count + Methods.estimates.count == Methods.all.count)
    #expect(Methods.estimates.allSatisfy { !$0.guarantee.contains(.upper) })
  }

  @Test("a Jacobian that memory could not hold is refused, and a narrow side makes it small")
  func wideJacobians() throws {
    let wide = try Network([Elementwise(ReLU(), shape: Shape(300_000))])
    #expect(throws: MethodError.self) {
      try JacobianSampling().bound(wide, norm: .infinity, on: .everywhere, monitor: .silent)
    }
    var ascent = JacobianAscent()
    ascent.samples = 4
    let climbed = try ascent.bound(wide, norm: .two, on: .everywhere, monitor: .silent).value
    #expect(climbed > 0.7 && climbed <= 1)
    var sampling = JacobianSampling()
    sampling.samples = 1
    let row = try Network([Dense(Matrix(rows: 1, columns: 20_000))])
    #expect(try sampling.bound(row, norm: .one, on: .everywhere, monitor: .silent).value == 0)
  }

  @Test("the same question has the same answer, to the bit")
  func determinism() throws {
    for network in try Self.networks() {
      for norm in Norm.allCases {
        let ask = { try MethodCases.bounds(network, norm, on: .box(-1, 2), samples: 30, seed: 4) }
        #expect(try ask() == ask())
      }
    }
  }

  @Test("another seed looks elsewhere")
  func seeds() throws {
    let network = try Self.networks()[6]
    let answers = try [UInt32(1), 2].map {
      try MethodCases.bounds(network, .two, on: .everywhere, samples: 30, seed: $0).filter {
        $0.statistics?.seed != nil
      }
    }
    #expect(answers[0].count == 4)
    for (one, other) in zip(answers[0], answers[1]) { #expect(one.value != other.value, "\(one.method)") }
  }

  @Test("a layer times a power of two has its bound times that, exactly", arguments: [-40, -3, 1, 5, 60])
  func scaling(_ exponent: Int) throws {
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    var random = RandomNetwork(seed: 8)
    for _ in 0..<10 {
      let layers = [random.dense(4, 3), random.dense(4, 4), random.dense(2, 4)]
      let scaled = Dense(factor * layers[1].weights, bias: factor * layers[1].bias)
      let relu = Elementwise(ReLU(), shape: Shape(4))
      let before = try Network([layers[0], relu, layers[1], relu, layers[2]])
      let after = try Network([layers[0], relu, scaled, relu, layers[2]])
      let alone = (try Network([layers[1]]), try Network([scaled]))
      for norm in Norm.allCases {
        for (plain, times) in [(before, after), alone] {
          let one = try MethodCases.bounds(plain, norm, on: .everywhere, samples: 1)
          let other = try MethodCases.bounds(times, norm, on: .everywhere, samples: 1)
          for (small, large) in zip(one, other) where small.ceiling != nil {
            if small.method == ExactConstant.name {
              // A search goes another way where biases weigh less, to sides that hold the same constant.
              let (before, after) = (try #require(small.enclosure), try #require(large.enclosure))
              #expect((Interval(factor) * before).intersection(after) != nil, "\(norm) \(before) \(after)")
              continue
            }
            #expect(large.value == factor * small.value, "\(small.method) \(norm)")
            #expect(large.ceiling == small.ceiling.map { factor * $0 }, "\(small.method) \(norm)")
          }
        }
      }
    }
  }

  @Test("stopped after any number of steps, a method says so, and nothing that is wrong")
  func interruption() throws {
    for (index, network) in try Self.networks().enumerated() where index != 3 && index != 4 {
      let center = Vector(repeating: 0.5, count: network.inputShape.count)
      let domain =
        index.isMultiple(of: 2)
        ? Domain.everywhere : .ball(center: center, name: "x", radius: 1, norm: .two)
      let runs = try MethodCases.all(samples: 260).compactMap { try Run($0, network, domain) }
      // What is proven of the constant: it is between these, whoever found them.
      let answers = runs.map(\.answer).filter { $0.domain == domain }
      let floor = try #require(answers.compactMap(\.floor).max())
      let ceiling = try #require(answers.compactMap(\.ceiling).min())
      for run in runs { try expectInterruptible(run, network, domain, floor, ceiling) }
    }
  }

  /// A method that went through to its end.
  private struct Run {
    let method: any BoundMethod
    let answer: LipschitzBound
    /// How often it asked whether to go on.
    let steps: Int

    /// Nil, if the method does not take the network.
    init?(_ method: any BoundMethod, _ network: Network, _ domain: Domain) throws {
      let counter = StepCounter()
      do {
        answer = try method.bound(network, norm: .two, on: domain, monitor: counter.monitor)
      } catch MethodError.needs { return nil }
      self.method = method
      steps = counter.count
    }
  }

  private func expectInterruptible(
    _ run: Run, _ network: Network, _ domain: Domain, _ floor: Double, _ ceiling: Double
  ) throws {
    let name = type(of: run.method).name
    for limit in Set([0, 1, run.steps / 2, run.steps - 1]) where limit < run.steps && limit >= 0 {
      let counter = StepCounter(limit: limit)
      let stopped = #expect(throws: Interrupted.self, "\(name) after \(limit) of \(run.steps)") {
        try run.method.bound(network, norm: .two, on: domain, monitor: counter.monitor)
      }
      // It stops at once: nothing is asked after the answer.
      #expect(counter.count == limit + 1, "\(name)")
      guard let partial = stopped?.partial else { continue }
      #expect(partial.method == name)
      if let reached = partial.ceiling {
        // A point on the way to the answer may even prove a little more than the answer: near the optimum a bound is
        // proven with a different margin for rounding at each point. Below the constant it never is.
        #expect(partial.isCertified && partial.domain == domain)
        #expect(reached >= floor, "\(name) after \(limit): \(reached) below \(floor)")
        continue
      }
      #expect(partial.guarantee == .lower)
      #expect(partial.domain == domain || partial.method == Grid.name)
      if partial.domain == domain || domain == .everywhere {
        #expect(partial.value <= ceiling, "\(name) after \(limit): \(partial.value) above \(ceiling)")
      }
      let proven = try partial.witness?.quotient(of: network, norm: .two, monitor: .silent) ?? 0
      #expect(proven >= partial.value, "\(name) after \(limit)")
    }
  }

  @Test("methods that ask often enough to be stopped")
  func steps() throws {
    var random = RandomNetwork(seed: 1)
    let network = try Network([
      random.dense(20, 1), Elementwise(ReLU(), shape: Shape(20)), random.dense(5, 20),
    ])
    for method in try MethodCases.all(samples: 600)
    where !(method is SteepestActivation || method is LargestSingularValue || method is ConvolutionSpectrum) {
      let counter = StepCounter()
      _ = try method.bound(network, norm: .two, on: .everywhere, monitor: counter.monitor)
      #expect(counter.count >= 3, "\(type(of: method).name)")
    }
  }

  @Test("a network without layers, or a point of another size, is refused by every method")
  func refusals() throws {
    let network = try Network([Dense(Matrix(identity: 3))])
    let ball = Domain.ball(center: [1, 2], name: "p", radius: 1, norm: .two)
    for method in try MethodCases.all(samples: 5) {
      #expect(throws: MethodError.emptyNetwork) {
        try method.bound(Network(), norm: .two, on: .everywhere, monitor: .silent)
      }
      let error = #expect(throws: MethodError.self) {
        try method.bound(network, norm: .two, on: ball, monitor: .silent)
      }
      #expect(error == .wrongSize("p", expected: 3, got: 2))
    }
  }

  @Test("a step that drowns in rounding is enlarged with a note, or refused")
  func smallSteps() throws {
    let network = try Network([Dense(Matrix([[2]]), bias: [1e3])])
    var pairs = PairSampling()
    (pairs.eps, pairs.samples) = (1e-16, 50)
    let bound = try pairs.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.notes.count == 1 && bound.notes[0].contains("1e-16"))
    #expect(bound.value <= 2 && bound.value >= 1.9)
    pairs.isStrict = true
    #expect(throws: MethodError.self) {
      try pairs.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    }
  }

  @Test("the automatic method takes what it is given, in every norm")
  func automatic() throws {
    for network in try Self.networks() + [Network([Residual(Network([Dense(Matrix(identity: 2))]))])] {
      for norm in Norm.allCases {
        let bound = try Methods.automatic(for: network, norm: norm)
          .bound(network, norm: norm, on: .everywhere, monitor: .silent)
        #expect(bound.ceiling != nil && bound.isCertified)
      }
    }
  }

  @Test("statistics are those of the values")
  func statistics() {
    let seen = Statistics([1, 2, 3, 4])
    #expect(seen.count == 4 && seen.mean == 2.5)
    #expect(seen.deviation ≈ (5.0 / 3).squareRoot())
    #expect(Statistics([7]).deviation == 0)
    #expect(Statistics([]).mean == 0)
  }
}
