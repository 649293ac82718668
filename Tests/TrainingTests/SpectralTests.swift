import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Training

/// Penalties and constraints on what layers may stretch.
@Suite struct SpectralTests {
  private static func dense(_ outputs: Int, _ inputs: Int, seed: UInt32, times factor: Double = 1) -> Dense {
    var random = NumPyGenerator(seed: seed)
    return Dense(
      random.randn(rows: outputs, columns: inputs), bias: Vector(random.normal(count: outputs)), times: factor
    )
  }

  private static func network() throws -> Network {
    try Network([
      dense(6, 3, seed: 1), Elementwise(ReLU(), shape: Shape(6)),
      Residual(Network([dense(6, 6, seed: 2, times: 1.5)])), dense(2, 6, seed: 3),
    ])
  }

  @Test("the penalty is half the square of the largest stretch: of 3 and of 4, times 0.1")
  func value() throws {
    let network = try Network([
      Dense(Matrix([[3, 0], [0, 1]])), Dense(Matrix([[0, 2], [1, 0]]), times: -2),
    ])
    #expect(try SpectralPenalty(strength: 0.1).value(of: network) ≈ (0.1 * 0.5 * (9 + 16)))
  }

  @Test("its gradient is that of central differences")
  func gradient() throws {
    let network = try Self.network()
    let penalty = SpectralPenalty(strength: 0.3)
    let gradient = try penalty.gradient(of: network)
    #expect(gradient.count == network.parameterCount)
    for index in 0..<gradient.count {
      let slope = try slope { step in
        var parameters = network.parameters
        parameters[index] += step
        return try penalty.value(of: network.withParameters(parameters))
      }
      #expect((slope - gradient[index]).magnitude < 1e-7, "parameter \(index)")
    }
  }

  @Test("a layer is scaled until its constant is at most the limit, in every norm", arguments: Norm.allCases)
  func limit(_ norm: Norm) throws {
    for seed in UInt32(0)..<20 {
      let layer = Self.dense(5, 4, seed: seed, times: seed % 2 == 0 ? 1 : 0.3)
      let before = try layer.weights.certifiedNorm(norm, monitor: .silent)
      for limit in [1e-3, 0.7, 1, before.enclosure.lower * 2] {
        let (limited, factor) = try layer.limited(to: limit, norm: norm, monitor: .silent)
        let dense = try #require(limited as? Dense)
        let after = try dense.weights.certifiedNorm(norm, monitor: .silent).enclosure
        #expect(after.upper <= limit)
        #expect(dense.bias == layer.bias)
        if limit > before.enclosure.upper {
          #expect(factor == 1)
          #expect(dense.weights == layer.weights)
        } else {
          #expect(after.lower > limit * (1 - 1e-13))
          #expect(dense.weights ≈ (factor * layer.weights))
        }
      }
    }
  }

  @Test("a convolution is scaled like a matrix")
  func convolution() throws {
    var random = NumPyGenerator(seed: 4)
    let layer = Convolution(
      random.randn(rows: 9, columns: 2), bias: [1, 2], windows: .init(kernel: 3, padding: 1),
      inputShape: Shape(1, 5, 5))
    let (limited, factor) = try layer.limited(to: 1, norm: .two, monitor: .silent)
    let after = try limited.linearMap.certifiedNorm(.two, monitor: .silent).enclosure
    #expect(after.upper <= 1 && after.lower > 1 - 1e-12)
    let zero = Matrix(rows: 25, columns: 1)
    #expect(limited.forward(zero) == layer.forward(zero))
    let point = random.randn(rows: 25, columns: 1)
    #expect(limited.pushforward(point, at: zero) ≈ (factor * layer.pushforward(point, at: zero)))
  }

  @Test("a network of zeros stays one, and weights near the largest double come down")
  func extremes() throws {
    let zero = Dense(Matrix(rows: 2, columns: 2))
    #expect(try zero.limited(to: 1, norm: .two, monitor: .silent).factor == 1)
    let huge = Dense(Matrix([[1e308, 0], [1e308, 1e308]]))
    let limited = try huge.limited(to: 1e-300, norm: .two, monitor: .silent).layer
    #expect(try limited.linearMap.certifiedNorm(.two, monitor: .silent).enclosure.upper <= 1e-300)
    let beyond = Dense(Matrix(rows: 10, columns: 10, repeating: 1e308))
    let one = try beyond.limited(to: 1, norm: .two, monitor: .silent).layer
    let size = try one.linearMap.certifiedNorm(.two, monitor: .silent).enclosure
    #expect(size.upper <= 1 && size.lower > 1 - 1e-13)
  }

  @Test("after training no layer stretches by more than the limit, inside of a skip connection either")
  func constraint() throws {
    let data = TwoMoons.dataset(inputs: 2, fromSeed: 0)
    let network = try Network([
      Self.dense(6, 2, seed: 5), Elementwise(Tanh(), shape: Shape(6)),
      Residual(Network([Self.dense(6, 6, seed: 6)])), Self.dense(2, 6, seed: 7),
    ])
    let trainer = Trainer(steps: 5, loss: .crossentropy, limit: 0.9)
    let run = try trainer.train(
      network, on: data, by: Adam(rate: 0.1), random: RandomStream(seed: 0, generator: .numpy),
      monitor: .silent)
    var sizes: [Double] = []
    _ = try run.network.mappingWeighted { layer in
      sizes.append(try layer.linearMap.certifiedNorm(.two, monitor: .silent).enclosure.upper)
      return layer
    }
    #expect(sizes.count == 3)
    #expect(sizes.allSatisfy { $0 <= 0.9 && $0 > 0.5 })
  }

  @Test("a penalty makes the product of the layers' constants smaller")
  func penalty() throws {
    let data = TwoMoons.dataset(inputs: 2, fromSeed: 0)
    let network = try Network([
      Self.dense(6, 2, seed: 8), Elementwise(ReLU(), shape: Shape(6)), Self.dense(2, 6, seed: 9),
    ])
    func product(_ strength: Double) throws -> Double {
      let trainer = Trainer(
        steps: 40, loss: .crossentropy, penalty: strength > 0 ? SpectralPenalty(strength: strength) : nil)
      let run = try trainer.train(
        network, on: data, by: SGD(rate: 0.2), random: RandomStream(seed: 0, generator: .numpy),
        monitor: .silent)
      return try run.network.layers.compactMap { $0 as? Dense }.reduce(1) {
        $0 * (try $1.weights.singularValues()[0])
      }
    }
    let products = try [0, 0.02, 0.2].map(product)
    #expect(products[1] < 0.9 * products[0])
    #expect(products[2] < 0.9 * products[1])
  }
}

extension DatasetKind {
  static func dataset(inputs: Int, fromSeed seed: UInt32) -> Dataset {
    var random = RandomStream(seed: seed, generator: .numpy)
    return dataset(inputs: inputs, from: &random)
  }
}
