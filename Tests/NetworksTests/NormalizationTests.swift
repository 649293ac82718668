import LinearAlgebra
import Networks
import TestSupport
import Testing

/// Batch and layer normalisation with gains and shifts, and batches as one point.
@Suite struct NormalizationTests {
  static func batchNorm(_ random: inout NumPyGenerator, shape: Shape = Shape(3)) -> BatchNorm {
    let channels = shape.dimensions[0]
    return BatchNorm(
      shape: shape, eps: 1e-3, gamma: Vector(random.normal(count: channels)),
      beta: Vector(random.normal(count: channels)), runningMean: Vector(random.normal(count: channels)),
      runningVariance: Vector(random.uniform(count: channels)))
  }

  static func inTraining(_ layer: BatchNorm, batch: Int) throws -> Network {
    var masks = Masks.any
    return try Network([layer]).training(batch: batch, masks: &masks)
  }

  /// Each channel has mean beta and variance gamma² v/(v + eps) afterwards, over samples and pixels.
  @Test(arguments: [Shape(3), Shape(2, 2, 3)]) func channelsAreStandardised(shape: Shape) throws {
    var random = NumPyGenerator(seed: 3)
    let layer = Self.batchNorm(&random, shape: shape)
    let x = random.randn(rows: shape.count, columns: 5)
    let point = Matrix(rows: x.elements.count, columns: 1, elements: x.elements)
    let y = try Self.inTraining(layer, batch: 5).forward(point)
    let area = shape.count / layer.channels
    for channel in 0..<layer.channels {
      func values(_ all: [Double]) -> [Double] {
        all.indices.filter { $0 % shape.count / area == channel }.map { all[$0] }
      }
      func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
      }
      let (before, after) = (moments(values(x.elements)), moments(values(y.elements)))
      #expect((after.mean - layer.beta[channel]).magnitude < 1e-14)
      let expected = layer.gamma[channel] * layer.gamma[channel] * before.variance / (before.variance + 1e-3)
      #expect((after.variance - expected).magnitude < 1e-13)
    }
  }

  @Test func runningStatisticsMoveAsPyTorchs() throws {
    // 0.9 · 0 + 0.1 · 2 and 0.9 · 1 + 0.1 · 1, the variance of 1, 2, 3 over n − 1.
    let layer = try #require(BatchNorm(shape: Shape(1)).shown(Matrix([[1, 2, 3]])) as? BatchNorm)
    #expect(layer.runningMean.elements[0] ≈ 0.2)
    #expect(layer.runningVariance.elements[0] ≈ 1)
    #expect(throws: ModeError.self) { try Self.inTraining(BatchNorm(shape: Shape(3)), batch: 1) }
  }

  /// A batch of one image has a variance too, also where only some layers of a branch care for batches.
  @Test func oneImageIsABatch() throws {
    let shape = Shape(2, 2, 2)
    let branch = try Network([Elementwise(ReLU(), shape: shape), BatchNorm(shape: shape)])
    var masks = Masks.any
    let network = try Network([Residual(branch)]).training(batch: 1, masks: &masks)
    #expect(network.inputShape == shape && network.outputShape == shape)
  }

  /// FACTS B.5: γ/s times 0 along 1, eps/(v + eps) along x̂ and 1 elsewhere; never above the gain.
  @Test func jacobiansAreNeverAboveTheGain() throws {
    var random = NumPyGenerator(seed: 4)
    for round in 0..<60 {
      let layer = Self.batchNorm(&random, shape: round % 2 == 0 ? Shape(3) : Shape(2, 1, 2))
      let batch = 2 + round % 3
      let network = try Self.inTraining(layer, batch: batch)
      let scale = [0.001, 0.1, 3][round % 3]
      let box = (0..<network.inputShape.count).map { _ in
        Interval(scale * random.normal(), radius: 0.3 * scale * random.uniform())
      }
      let x = Vector(box.map { $0.lower + ($0.upper - $0.lower) * random.uniform() })
      guard case .opaque(let map) = network.layers[0].form else { throw Unexpected() }
      let jacobian = network.jacobian(at: x)
      for norm in Norm.allCases {
        let gain = map.gain(norm, on: box).enclosure
        #expect(
          try jacobian.certifiedNorm(norm, monitor: .silent).enclosure.lower <= gain.upper * (1 + 1e-12))
        #expect(gain.upper <= map.gain(norm, on: box.map { _ in .everything }).enclosure.upper)
      }
    }
  }

  /// Near a constant channel the constant 1/√eps is reached: FACTS B.5, 316.227766016838.
  @Test func theGlobalConstantIsReached() throws {
    let network = try Self.inTraining(BatchNorm(shape: Shape(2)), batch: 3)
    let x = Vector([1, 5, 1, -2, 1, 0.5])
    let norm = try network.jacobian(at: x).certifiedNorm(.two, monitor: .silent)
    #expect((norm.value / 316.22776601683796 - 1).magnitude < 1e-12)
    guard case .opaque(let map) = network.layers[0].form else { throw Unexpected() }
    #expect(
      map.gain(.two, on: Array(repeating: .everything, count: 6)).enclosure.contains(316.22776601683796))
  }

  /// With |gamma| not all the same the constant of layer normalisation lies between the two largest.
  @Test func layerNormWithGains() throws {
    var random = NumPyGenerator(seed: 5)
    for _ in 0..<30 {
      let gamma = Vector(random.normal(count: 5))
      let layer = LayerNorm(shape: Shape(5), eps: 0.01, gamma: gamma, beta: Vector(random.normal(count: 5)))
      var centred = Matrix(rows: 5, columns: 5, repeating: -0.2)
      for index in 0..<5 { centred[index, index] += 1 }
      let scaled = Matrix(
        rows: 5, columns: 5, elements: centred.elements.indices.map { gamma[$0 % 5] * centred.elements[$0] })
      let exact = try scaled.certifiedNorm(.two, monitor: .silent).value / 0.1
      let gain = layer.gain(.two, on: Array(repeating: .everything, count: 5)).enclosure
      #expect(gain.lower <= exact * (1 + 1e-12) && exact <= gain.upper * (1 + 1e-12))
    }
  }
}

private struct Unexpected: Error {}

/// Laws of layers that take a whole batch as one point.
@Suite struct BatchTests {
  /// A batch through the lifted network is the batch through the network, and so are directions.
  @Test func aBatchIsOnePoint() throws {
    var random = RandomNetwork(seed: 6)
    for _ in 0..<20 {
      let network = try random.network()
      var masks = Masks.any
      let lifted = try network.training(batch: 3, masks: &masks)
      let x = random.random.randn(rows: network.inputShape.count, columns: 3)
      let point = Matrix(rows: x.elements.count, columns: 1, elements: x.elements)
      #expect(lifted.forward(point).elements == network.forward(x).elements)
      let dx = random.random.randn(rows: x.elements.count, columns: 2)
      let pushed = lifted.linearization(at: point).pushforward(dx)
      for column in 0..<2 {
        let directions = Matrix(rows: x.rows, columns: 3, elements: dx.column(column).elements)
        #expect(
          Matrix(pushed.column(column))
            ≈ Matrix(Vector(network.linearization(at: x).pushforward(directions).elements)))
      }
      let box = point.elements.map { Interval($0, radius: 0.01) }
      let enclosure = lifted.enclosure(of: box)
      #expect(zip(enclosure, lifted.forward(point).elements).allSatisfy { $0.contains($1) })
    }
  }

  /// What every layer makes of a batch in training is what its map of batches makes of it as one point, with the
  /// adjoint and the differences that belong to it.
  @Test(arguments: [0, 1, 2, 3]) func modalLayers(_ round: Int) throws {
    var random = NumPyGenerator(seed: UInt32(round))
    let norm = NormalizationTests.batchNorm(&random, shape: round == 1 ? Shape(2, 2, 2) : Shape(4))
    let dense = Dense(random.randn(rows: 3, columns: norm.shape.count))
    let branch = try Network([norm, Dropout(0.4, shape: norm.shape)])
    let residual = try Residual(branch)
    let network =
      round == 1
      ? branch : try Network([residual, dense, Dropout(0.5, shape: Shape(3)), BatchNorm(shape: Shape(3))])
    let x = random.randn(rows: network.inputShape.count, columns: 4)
    let point = Matrix(rows: x.elements.count, columns: 1, elements: x.elements)
    var (first, second) = (
      Masks.drawn(RandomStream(seed: 9, generator: .torch)),
      Masks.drawn(RandomStream(seed: 9, generator: .torch))
    )
    let map = try network.training(batch: 4, masks: &first)
    let (output, after) = try network.trainingPass(x, masks: &second)
    #expect(map.forward(point) ≈ Matrix(Vector(output.elements)))
    #expect(after.forward(x) != network.forward(x))
    let (dx, dy) = (
      random.randn(rows: point.rows, columns: 2), random.randn(rows: output.elements.count, columns: 2)
    )
    let linearization = map.linearization(at: point)
    let (pushed, pulled) = (linearization.pushforward(dx), linearization.pullback(dy))
    for column in 0..<2 {
      #expect(
        (pushed.column(column).dot(dy.column(column)) - dx.column(column).dot(pulled.column(column)))
          .magnitude
          < 1e-11)
      let difference = Oracles.difference(map, at: point.column(0), along: dx.column(column), step: 1e-5)
      #expect(
        (pushed.column(column) - difference).norm(.two) < 1e-6 * pushed.column(column).norm(.two) + 1e-7)
    }
    let direction = dx.column(0).elements.map { Interval($0) }
    let enclosed = map.pushforwardEnclosure(of: direction, on: point.elements.map { Interval($0) })
    #expect(zip(enclosed, pushed.column(0).elements).allSatisfy { $0.contains($1) })
  }

  /// A mask keeps numbers at 1/(1 − p), and a bound for every mask is 1/(1 − p).
  @Test(arguments: [0, 0.3, 0.5, 0.8, 1.0]) func dropout(_ probability: Double) throws {
    let network = try Network([Dropout(probability, shape: Shape(200))])
    let factor = probability == 1 ? 0 : 1 / (1 - probability)
    for generator in RandomStream.Generator.allCases {
      var masks = Masks.drawn(RandomStream(seed: 1, generator: generator))
      let y = try network.training(batch: 1, masks: &masks).forward(
        Matrix(rows: 200, columns: 1, repeating: 1))
      #expect(y.elements.allSatisfy { $0 == 0 || $0 == factor })
      let kept = Double(y.elements.count { $0 != 0 }) / 200
      #expect((kept - (1 - probability)).magnitude < 0.15)
    }
    var any = Masks.any
    let map = try network.training(batch: 1, masks: &any)
    guard case .opaque(let opaque) = map.layers[0].form else { throw Unexpected() }
    for norm in Norm.allCases {
      #expect(opaque.gain(norm, on: Array(repeating: .everything, count: 200)).enclosure == Interval(factor))
    }
    let seen = opaque.enclosure(of: Array(repeating: Interval(2, 3), count: 200))
    #expect(seen[0].contains(0) && seen[0].contains(3 * factor))
    #expect(network.forward(Matrix(rows: 200, columns: 1, repeating: 7)).elements.allSatisfy { $0 == 7 })
  }

  /// Gradients of training networks with respect to gamma and beta, by differences.
  @Test func gradientsOfGainsAndShifts() throws {
    var random = NumPyGenerator(seed: 8)
    let norm = NormalizationTests.batchNorm(&random)
    let layers: [any Layer] = [norm, LayerNorm(shape: Shape(3), gamma: [1, 2, -0.5], beta: [0, 1, 2])]
    for layer in layers {
      let network = try Network([layer, Dense(random.randn(rows: 2, columns: 3))])
      for isTraining in [false, true] {
        let x = random.randn(rows: 3, columns: 4)
        let point = isTraining ? Matrix(rows: 12, columns: 1, elements: x.elements) : x
        func map(_ network: Network) throws -> Network {
          var masks = Masks.any
          return isTraining ? try network.training(batch: 4, masks: &masks) : network
        }
        let output = try map(network).forward(point)
        let dy = random.randn(rows: output.rows, columns: output.columns)
        let gradient = try map(network).linearization(at: point).gradients(of: dy).parameters
        #expect(gradient.count == network.parameterCount)
        for index in gradient.elements.indices {
          func value(_ shift: Double) throws -> Double {
            var parameters = network.parameters
            parameters[index] += shift
            return Vector(try map(network.withParameters(parameters)).forward(point).elements).dot(
              Vector(dy.elements))
          }
          let difference = (try value(1e-5) - value(-1e-5)) / 2e-5
          #expect((gradient[index] - difference).magnitude < 1e-6 * max(1, difference.magnitude))
        }
      }
    }
  }
}
