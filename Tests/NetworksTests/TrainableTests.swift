import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Laws that hold for every layer that can be trained.
@Suite struct TrainableTests {
  static let layers: [any Trainable] = {
    var random = NumPyGenerator(seed: 1)
    func dense(_ rows: Int, _ columns: Int, hasBias: Bool) -> Dense {
      Dense(
        random.randn(rows: rows, columns: columns),
        bias: hasBias ? Vector(random.normal(count: rows)) : nil)
    }
    let recurrent = [true, false].map { hasBias in
      Recurrent(
        input: dense(3, 2, hasBias: hasBias), hidden: dense(3, 3, hasBias: hasBias), steps: 4, states: .all)
    }
    let images = ImageCase.all.indices.map {
      ImageCase.all[$0].layer(seed: UInt32($0), bias: $0.isMultiple(of: 2))
    }
    return LayerTests.layers.compactMap { $0 as? any Trainable } + recurrent + images
  }()

  @Test func linearConvolutionalAndRecurrentLayersAndSkipConnectionsCanBeTrained() {
    let words = Set(Self.layers.map(\.kind))
    #expect(words.isSuperset(of: ["linear", "conv2d", "rnn", "residual"]))
  }

  @Test("parameters are as many as are counted, and make the layer again", arguments: layers.indices)
  func parameters(_ index: Int) {
    let layer = Self.layers[index]
    #expect(layer.parameters.count == layer.parameterCount)
    let same = layer.withParameters(layer.parameters)
    #expect(same.parameters == layer.parameters)
    var random = NumPyGenerator(seed: UInt32(index))
    let x = random.randn(rows: layer.inputShape.count, columns: 3)
    #expect(same.forward(x) == layer.forward(x))
    let other = Vector(random.normal(count: layer.parameterCount))
    let changed = layer.withParameters(other)
    #expect(changed.parameters == other)
    #expect(changed.inputShape == layer.inputShape && changed.outputShape == layer.outputShape)
  }

  @Test("a parameter's derivative is what differences approach", arguments: layers.indices)
  func differences(_ index: Int) {
    let layer = Self.layers[index]
    var random = NumPyGenerator(seed: UInt32(index))
    // Between 0.1 and 0.9 no function that is listed has a corner.
    let x = random.rand(rows: layer.inputShape.count, columns: 3).mapped { 0.1 + 0.8 * $0 }
    let dy = random.randn(rows: layer.outputShape.count, columns: 3)
    let gradient = layer.parameterGradient(dy, at: x)
    #expect(gradient.count == layer.parameterCount)
    expectDifferences(of: layer.parameters, gradient, "\(layer.kind)") { parameters in
      pairing(dy, layer.withParameters(parameters).forward(x))
    }
  }

  @Test(
    "gradients of networks with skip connections are what differences approach", arguments: 0..<UInt32(20))
  func networks(_ seed: UInt32) throws {
    let functions: [any ScalarFunction] = [Tanh(), Sigmoid(), Softplus(), GELU(), SiLU()]
    var random = RandomNetwork(seed: seed, functions: functions)
    let branch = try Network([
      random.dense(3, 4), Elementwise(random.function(), shape: Shape(3)), random.dense(4, 3),
    ])
    let recurrent = Recurrent(
      input: Dense(random.random.randn(rows: 4, columns: 2)),
      hidden: Dense(random.random.randn(rows: 4, columns: 4)), steps: 3, inputShape: Shape(6))
    let network = try Network([
      random.dense(6, 2), recurrent, Residual(branch), Elementwise(random.function(), shape: Shape(4)),
      random.dense(2, 4),
    ])
    let x = random.random.randn(rows: 2, columns: 3)
    let dy = random.random.randn(rows: 2, columns: 3)
    let gradients = network.linearization(at: x).gradients(of: dy)
    #expect(gradients.layers.map(\.count) == network.layers.map(\.parameterCount))
    expectDifferences(of: network.parameters, gradients.parameters, "seed \(seed)") { parameters in
      pairing(dy, network.withParameters(parameters).forward(x))
    }
    expectDifferences(of: Vector(x.elements), Vector(gradients.input.elements), "seed \(seed)") { elements in
      pairing(dy, network.forward(Matrix(rows: 2, columns: 3, elements: elements.elements)))
    }
  }

  /// `Σ dyᵀ y`.
  private func pairing(_ dy: Matrix, _ y: Matrix) -> Double { Vector(dy.elements).dot(Vector(y.elements)) }

  /// Compares a gradient with central differences along every axis.
  private func expectDifferences(
    of x: Vector, _ gradient: Vector, _ words: Comment, _ value: (Vector) -> Double
  ) {
    let size = max(1, gradient.norm(.infinity), value(x).magnitude)
    for index in x.elements.indices {
      let step = 1e-5
      var (ahead, behind) = (x, x)
      ahead[index] += step
      behind[index] -= step
      let difference = (value(ahead) - value(behind)) / (ahead[index] - behind[index])
      #expect((difference - gradient[index]).magnitude <= 1e-6 * size, words)
    }
  }
}
