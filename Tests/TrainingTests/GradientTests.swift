import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Training

/// Every parameter's derivative of a loss is that of central differences.
@Suite struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let network: @Sendable () throws -> Network
  }

  private static func dense(_ outputs: Int, _ inputs: Int, seed: UInt32, times factor: Double = 1) -> Dense {
    var random = NumPyGenerator(seed: seed)
    return Dense(
      0.7 * random.randn(rows: outputs, columns: inputs), bias: Vector(random.normal(count: outputs)),
      times: factor)
  }

  static let cases = [
    Case(testDescription: "one layer") { try Network([dense(3, 4, seed: 1)]) },
    Case(testDescription: "a layer without a bias") {
      try Network([Dense(dense(3, 4, seed: 2).weights)])
    },
    Case(testDescription: "a layer times a factor") {
      try Network([
        dense(4, 4, seed: 3, times: -1.5), Elementwise(Tanh(), shape: Shape(4)), dense(3, 4, seed: 4),
      ])
    },
    Case(testDescription: "three layers with smooth functions") {
      try Network([
        dense(5, 4, seed: 5), Elementwise(GELU(), shape: Shape(5)), dense(4, 5, seed: 6, times: 0.5),
        Elementwise(Sigmoid(), shape: Shape(4)), Scale(3, shape: Shape(4)), dense(3, 4, seed: 7),
      ])
    },
    Case(testDescription: "a skip connection with two layers inside") {
      try Network([
        Residual(
          Network([dense(6, 4, seed: 8), Elementwise(Tanh(), shape: Shape(6)), dense(4, 6, seed: 9)])),
        dense(3, 4, seed: 10),
      ])
    },
    Case(testDescription: "a skip connection inside of another") {
      let inner = try Residual(Network([dense(4, 4, seed: 11), Elementwise(Softplus(), shape: Shape(4))]))
      return try Network([Residual(Network([inner, dense(4, 4, seed: 12)])), dense(3, 4, seed: 13)])
    },
  ]

  @Test(arguments: cases) func differences(_ test: Case) throws {
    let network = try test.network()
    var random = NumPyGenerator(seed: 20)
    let inputs = random.randn(rows: 4, columns: 5)
    for (loss, targets) in [
      (Loss.mse, Targets.values(random.randn(rows: 3, columns: 5))),
      (.crossentropy, .classes([0, 2, 1, 1, 0])),
    ] {
      let linearization = network.linearization(at: inputs)
      let gradient = linearization.gradients(
        of: loss.value(of: linearization.output, for: targets).gradient
      ).parameters
      #expect(gradient.count == network.parameterCount)
      for index in 0..<gradient.count {
        let slope = slope { step in
          var parameters = network.parameters
          parameters[index] += step
          return loss.value(of: network.withParameters(parameters).forward(inputs), for: targets).value
        }
        #expect((slope - gradient[index]).magnitude < 1e-7, "parameter \(index)")
      }
    }
  }

  @Test("the same numbers make the same network", arguments: cases)
  func roundTrip(_ test: Case) throws {
    let network = try test.network()
    var random = NumPyGenerator(seed: 21)
    let point = random.randn(rows: 4, columns: 1)
    let same = network.withParameters(network.parameters)
    #expect(same.forward(point) == network.forward(point))
    #expect(same.parameters == network.parameters)
    #expect(same.elements.map(\.name) == network.elements.map(\.name))
  }
}
