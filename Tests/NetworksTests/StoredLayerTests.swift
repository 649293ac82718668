import LinearAlgebra
import Parameters
import Testing

@testable import Networks

/// What a file holds of a layer is the layer.
@Suite struct StoredLayerTests {
  private static let stored: [any StoredLayer] =
    LayerTests.layers.compactMap { $0 as? any StoredLayer } + more

  /// Layers with the arguments that no default has.
  private static let more: [any StoredLayer] = {
    func convolution(_ windows: Convolution.Windows, groups: Int = 1, hasBias: Bool = true) -> Convolution {
      var random = NumPyGenerator(seed: 5)
      let taps = 4 / groups * windows.kernel * windows.kernel
      return Convolution(
        random.randn(rows: taps, columns: 6), bias: hasBias ? Vector(random.normal(count: 6)) : nil,
        groups: groups, windows: windows, inputShape: Shape(4, 7, 6))
    }
    var random = NumPyGenerator(seed: 3)
    let (square, wide, tall) = (
      random.randn(rows: 2, columns: 2), random.randn(rows: 6, columns: 6), random.randn(rows: 3, columns: 2)
    )
    return [
      convolution(Convolution.Windows(kernel: 3, stride: 2, padding: 1)),
      convolution(Convolution.Windows(kernel: 2, dilation: 2), groups: 2, hasBias: false),
      convolution(Convolution.Windows(kernel: 3, isCircular: true)),
      convolution(Convolution.Windows(kernel: 3, stride: 2, isCircular: true)),
      convolution(Convolution.Windows(kernel: 4, padding: 0, isCircular: true)),
      MaxPool(3, stride: 1, padding: 1, inputShape: Shape(2, 6, 6)),
      AveragePool(2, stride: 3, inputShape: Shape(2, 6, 6)),
      BatchNorm(
        shape: Shape(3), eps: 0.1, gamma: [1, -2, 0.1], beta: [0, 1, 2], runningMean: [3, 4, 5],
        runningVariance: [0, 1, 7]),
      LayerNorm(shape: Shape(2, 3), eps: 1e-3, gamma: [1, 2, 3, 4, 5, 6]),
      Batched(LayerNorm(shape: Shape(3), gamma: [1, 2, 3]), count: 2),
      Batched(Dense(tall, bias: [1, 2, 3]), count: 4),
      Dense(tall), Dense(tall, bias: [1, 2, 3], times: 0.3),
      Dropout(0.3, shape: Shape(2, 2)), Scale(-0.1, shape: Shape(3)), Flatten(Shape(2, 3, 4)),
      Recurrent(input: Dense(tall), hidden: Dense(random.randn(rows: 3, columns: 3)), steps: 4, states: .all),
      Attention(
        values: square, queries: square, match: .product(keys: 2 * square), output: wide,
        bias: [1, 2, 3, 4, 5, 6],
        scale: 2.0.squareRoot(), length: 2),
      Attention(
        values: square, queries: 3 * square, match: .distance, output: wide, scale: 6.0.squareRoot(),
        length: 3,
        flat: true),
      Elementwise(LeakyReLU(alpha: -0.3), shape: Shape(2, 2)),
    ]
  }()

  @Test("every kind of layer can be held")
  func kinds() {
    let kinds = Set(Self.stored.map(\.kind))
    #expect(Layers.all.allSatisfy { kinds.contains($0.name) })
  }

  @Test("a layer with its own numbers is the same, with others another", arguments: stored.indices)
  func tensors(_ index: Int) {
    let layer = Self.stored[index]
    let same = layer.withTensors(layer.tensors.map(\.byRows))
    #expect(same.tensors == layer.tensors)
    #expect(same.outputShape == layer.outputShape && same.parameterCount == layer.parameterCount)
    let doubled = layer.withTensors(layer.tensors.map { $0.byRows.map { 2 * $0 } })
    #expect(doubled.tensors.map(\.byRows) == layer.tensors.map { $0.byRows.map { 2 * $0 } })
  }

  @Test("its definition, tensors and input make the layer again, to the bit", arguments: stored.indices)
  func definition(_ index: Int) throws {
    let layer = Self.stored[index]
    var tensors: [String: StoredTensor] = [:]
    for tensor in layer.tensors {
      tensors[tensor.name] = StoredTensor(name: tensor.name, shape: tensor.shape, values: tensor.byRows)
    }
    let construction = Construction(
      input: layer.inputShape, stream: RandomStream(seed: 1, generator: .numpy), limit: 1 << 20)
    let definition = try #require(layer.definition)
    let again = try definition.build(from: tensors, in: construction)
    #expect(again.kind == layer.kind && again.inputShape == layer.inputShape)
    #expect(again.tensors == layer.tensors && again.formula == layer.formula)
    var random = NumPyGenerator(seed: UInt32(index))
    let x = random.rand(rows: layer.inputShape.count, columns: 3)
    #expect(again.forward(x).elements.map(\.bitPattern) == layer.forward(x).elements.map(\.bitPattern))
  }

  /// A kind, the tensors that it gets, and words of the error.
  private static let refused: [(any LayerKind, [String: StoredTensor], String)] = {
    func tensor(_ name: String, _ shape: [Int], _ value: Double = 1) -> StoredTensor {
      StoredTensor(name: name, shape: shape, values: Array(repeating: value, count: shape.reduce(1, *)))
    }
    var sized = Dense.Kind()
    sized.size = DenseSize(outputs: 4, inputs: 3)
    var seeded = Dense.Kind()
    seeded.seed = 1
    var grouped = Convolution.Kind()
    grouped.groups = Count(integerLiteral: .max)
    return [
      (sized, ["weight": tensor("W1", [3, 4])], "W1 is 3x4, not 4x3"),
      (seeded, ["weight": tensor("W1", [3, 4])], "so there is no seed"),
      (Dense.Kind(), ["weight": tensor("W1", [3])], "W1 is 3, and linear takes outputs x inputs"),
      (Dense.Kind(), ["weight": tensor("W1", [0, 3])], "W1 is 0x3"),
      (Dense.Kind(), ["bias": tensor("b1", [3])], "linear needs its shape"),
      (
        Dense.Kind(), ["weight": tensor("W1", [3, 4]), "bias": tensor("b1", [4])], "b1 is 4, where the bias"
      ),
      (Dense.Kind(), ["weight": tensor("W1", [3, 4], .nan)], "W1 holds nan"),
      (Dense.Kind(), ["weight": tensor("W1", [3, 4]), "gamma": tensor("g", [4])], "linear has no gamma"),
      (ActivationKind<ReLU>(), ["weight": tensor("W1", [3, 4])], "relu has no numbers"),
      (Convolution.Kind(), ["weight": tensor("K", [2, 1, 3, 2])], "kernels are squares"),
      (grouped, ["weight": tensor("K", [2, 3, 2, 2])], "groups are too many"),
      (BatchNorm.Kind(), ["running_var": tensor("v", [3], -1)], "a variance is not negative"),
      (BatchNorm.Kind(), ["running_var": tensor("v", [3])], "batchnorm needs its weight"),
      (Recurrent.Kind(), ["weight_ih_l0": tensor("W", [3])], "rnn takes units x inputs"),
    ]
  }()

  @Test("what does not fit is refused in words", arguments: refused.indices)
  func problems(_ index: Int) {
    let (kind, tensors, words) = Self.refused[index]
    let construction = Construction(
      input: Shape(3), stream: RandomStream(seed: 1, generator: .numpy), limit: 1 << 20)
    #expect {
      try kind.build(from: tensors, in: construction)
    } throws: { error in
      let message = (error as? BuildError)?.message ?? ""
      return message.contains(words)
    }
  }
}
