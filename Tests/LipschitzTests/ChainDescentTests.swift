import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Lipschitz

/// LipSDP by descent, held against Newton's method and finite differences.
@Suite struct ChainDescentTests {
  private static func chain(_ network: Network) throws -> Chain {
    let region = Region(.everywhere, inputs: network.inputShape.count)
    return try #require(
      Chain(BoundedRun(network, on: region, method: "test", monitor: .silent).model))
  }

  /// Chains of 3 to 6 layers with slopes of both signs, of one, and from zero on.
  private static func networks() throws -> [Network] {
    let functions: [any ScalarFunction] = [
      ReLU(), LeakyReLU(alpha: 0.3), LeakyReLU(alpha: -0.5), GELU(), Tanh(),
    ]
    return try functions.enumerated().map { index, function in
      var random = RandomNetwork(seed: UInt32(40 + index))
      var network = Network()
      let widths = [3, 6, 5, 7, 4, 6, 2].prefix(4 + index % 3)
      for (inputs, outputs) in zip(widths, widths.dropFirst()) {
        if !network.isEmpty { try network.append(Elementwise(function, shape: Shape(inputs))) }
        try network.append(Dense(random.random.randn(rows: outputs, columns: inputs)))
      }
      return network
    }
  }

  @Test("the gradient is what finite differences say", arguments: [false, true])
  func gradient(_ isByLayer: Bool) throws {
    for (seed, network) in try Self.networks().enumerated() {
      let objective = try ChainObjective(Self.chain(network), isByLayer: isByLayer)
      let smoothing = ChainObjective.Smoothing(power: 8, barrier: 0.01)
      var random = NumPyGenerator(seed: UInt32(seed))
      let start = try #require(try objective.start(monitor: .silent))
      let point = start + Vector(repeating: -0.1, count: objective.count)
      let value = try #require(try objective.value(at: point, smoothing, monitor: .silent))
      for _ in 0..<3 {
        let direction = Vector(random.normal(count: objective.count))
        let sides = try [1e-5, -1e-5].map {
          try #require(try objective.value(at: point + $0 * direction, smoothing, monitor: .silent)).value
        }
        let slope = (sides[0] - sides[1]) / 2e-5
        #expect((slope - value.gradient.dot(direction)).magnitude <= 1e-7 * max(1, slope.magnitude))
      }
    }
  }

  @Test("it ends near what Newton's method finds, and never below what is true")
  func newton() throws {
    let known = try [ReferenceNetwork.toy, .smallTanh, .square, .deep].map { try $0.network() }
    for (index, network) in try (Self.networks() + known).enumerated() {
      var (neuron, layer) = (LipSDP(), LipSDPLayer())
      (neuron.solver, layer.solver) = (.descent, .descent)
      for (descent, newton) in [(neuron, LipSDP()), (layer, LipSDPLayer())]
        as [(any BoundMethod, any BoundMethod)]
      {
        let above = try descent.bound(network, norm: .two, on: .everywhere, monitor: .silent)
        let optimum = try newton.bound(network, norm: .two, on: .everywhere, monitor: .silent)
        #expect(above.isCertified && above.guarantee == .upper)
        #expect(
          (-1e-8...2e-3).contains(above.value / optimum.value - 1), "\(index) \(above.method) \(above.value)")
        let certificate = try Certificate(of: above, for: network, monitor: .silent)
        #expect(try certificate.flaw(for: network, monitor: .silent) == nil)
      }
    }
  }

  @Test(
    "a chain that is too large for Newton's method is solved by descent, and keeps its bound when it is stopped"
  )
  func large() throws {
    var random = NumPyGenerator(seed: 3)
    var network = Network()
    for index in 0..<81 {
      let (outputs, inputs) = (index == 80 ? 1 : 50, index == 0 ? 2 : 50)
      if index > 0 { try network.append(Elementwise(ReLU(), shape: Shape(inputs))) }
      try network.append(
        Dense((1 / Double(inputs).squareRoot()) * random.randn(rows: outputs, columns: inputs)))
    }
    let closed = try ECLipsEFast().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    // After ten steps something is proven.
    let monitor = Monitor { $0.isOnTheWay || $0.done < 25 }
    let stopped = #expect(throws: Interrupted.self) {
      try LipSDP().bound(network, norm: .two, on: .everywhere, monitor: monitor)
    }
    let partial = try #require(stopped?.partial)
    #expect(partial.isCertified && partial.value < 0.1 * closed.value, "\(partial.value) \(closed.value)")
    var climb = JacobianAscent()
    climb.samples = 500
    #expect(try climb.bound(network, norm: .two, on: .everywhere, monitor: .silent).value <= partial.value)
  }

  @Test("without a chain there is no descent") func residual() throws {
    var method = LipSDP()
    method.solver = .descent
    let network = try ReferenceNetwork.residual.network()
    #expect(throws: MethodError.self) {
      try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    }
  }
}
