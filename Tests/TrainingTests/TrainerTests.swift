import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Training

/// The loop: what it records, when it stops, and what it leaves.
@Suite struct TrainerTests {
  private static let random = RandomStream(seed: 0, generator: .numpy)

  /// `y = w x` with one number w.
  private static func line(_ slope: Double) throws -> Network { try Network([Dense(Matrix([[slope]]))]) }

  private static func data(_ inputs: [Double], _ targets: [Double]) -> Dataset {
    Dataset(inputs: Matrix([inputs]), targets: .values(Matrix([targets])))
  }

  private static func run(
    _ network: Network, _ data: Dataset, steps: Int, rate: Double, batch: Int? = nil,
    monitor: Monitor = .silent
  ) throws -> TrainingRun {
    try Trainer(steps: steps, loss: .mse, batch: batch).train(
      network, on: data, by: SGD(rate: rate), random: random, monitor: monitor)
  }

  @Test("by hand: (w - 1)² from w = 3 at the rate 1/4 halves the distance")
  func halving() throws {
    let run = try Self.run(Self.line(3), Self.data([1], [1]), steps: 4, rate: 0.25)
    #expect(run.losses == [4, 1, 0.25, 0.0625])
    #expect(run.network.parameters == [1.125])
    #expect(run.gradients == [.init(name: "linear1", first: 4, last: 0.5)])
    #expect(run.divergence == nil && !run.isFlat)
  }

  @Test("a step that is too large diverges, and leaves the last weights whose loss was finite")
  func divergence() throws {
    // The distance grows by the factor 1 - 2 · 5e75 in each step: losses about 1e152, then more than 1e300.
    let run = try Self.run(Self.line(3), Self.data([1], [1]), steps: 100, rate: 5e75)
    #expect(run.divergence == 2)
    #expect(run.losses.count == 3)
    #expect(run.losses[2] > 1e300)
    #expect(run.network.forward(Matrix([[1]]))[0, 0].magnitude < 1e77)
    let distance = run.network.parameters[0] - 1
    #expect(run.losses[1] ≈ (distance * distance))
  }

  @Test("a last step into nowhere is a divergence too")
  func lastStep() throws {
    let run = try Self.run(Self.line(1e5), Self.data([1e140], [0]), steps: 1, rate: 1e300)
    #expect(run.divergence == 1)
    #expect(run.network.parameters == [1e5])
  }

  @Test("weights that leave the numbers where the loss does not")
  func infiniteWeights() throws {
    // A bias of minus infinity behind a relu gives 0, which looks like a finite loss.
    let network = try Network([Dense(Matrix([[1]]), bias: [1]), Elementwise(ReLU(), shape: Shape(1))])
    let run = try Self.run(network, Self.data([1e140], [0]), steps: 5, rate: 1e200)
    #expect(run.divergence == 1)
    #expect(run.losses[1] == 0)
    #expect(run.network.parameters.elements.allSatisfy { $0.isFinite })
  }

  @Test("minibatches visit every point once before any a second time, in the order of the seed")
  func minibatches() throws {
    // At the rate 0 the losses are the squares of the batch's points: which those were can be read off.
    let points = (0..<7).map { Double(1 << $0) }
    let data = Self.data(points, Array(repeating: 0, count: 7))
    func losses(seed: UInt32) throws -> [Double] {
      try Trainer(steps: 8, loss: .mse, batch: 2).train(
        Self.line(1), on: data, by: SGD(rate: 0), random: RandomStream(seed: seed, generator: .numpy),
        monitor: .silent
      ).losses
    }
    let found = try losses(seed: 1)
    // Two epochs of 2 + 2 + 2 + 1 points.
    for epoch in [0..<4, 4..<8] {
      let sum = zip(found[epoch], [2.0, 2, 2, 1]).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(sum == 5461)
    }
    #expect(Array(found[0..<4]) != Array(found[4..<8]))
    #expect(try losses(seed: 1) == found)
    #expect(try losses(seed: 2) != found)
    #expect(try Self.run(Self.line(1), data, steps: 1, rate: 0, batch: 100).losses == [5461.0 / 7])
  }

  @Test("a monitor stops it at the loss that was reached")
  func stopping() throws {
    let monitor = Monitor { $0.done < 3 }
    let stopped = #expect(throws: TrainingStopped.self) {
      _ = try Self.run(Self.line(3), Self.data([1], [1]), steps: 100, rate: 0.25, monitor: monitor)
    }
    #expect(stopped?.iteration == 3)
    #expect(stopped?.loss == 0.25)
  }

  @Test("nothing to train is an error")
  func errors() throws {
    let still = try Network([Elementwise(ReLU(), shape: Shape(1))])
    #expect(throws: TrainingError.noParameters) {
      try Self.run(still, Self.data([1], [1]), steps: 1, rate: 1)
    }
    let fixed = try Network([Fixed()])
    #expect(throws: TrainingError.untrainable(layer: "fixed1")) {
      try Self.run(fixed, Self.data([1], [1]), steps: 1, rate: 1)
    }
  }

  /// A layer with a number that nothing can move.
  private struct Fixed: Layer {
    let kind = "fixed"
    let inputShape = Shape(1)
    let outputShape = Shape(1)
    let parameterCount = 1
    let formula = "y = x"
    func forward(_ x: Matrix) -> Matrix { x }
    func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { dx }
    func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { dy }
    var form: LayerForm { .affine(Matrix([[1]]), bias: [0]) }
  }

  /// `y = x` in use; in training the batch minus its mean, times 2 or 0 by a mask.
  ///
  /// It counts the batches that it sees.
  private struct Centred: ModalLayer {
    var seen = 0
    let kind = "centred"
    let inputShape = Shape(1)
    let outputShape = Shape(1)
    let parameterCount = 0
    let formula = "y = x"
    func forward(_ x: Matrix) -> Matrix { x }
    func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { dx }
    func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { dy }
    var form: LayerForm { .affine(Matrix([[1]]), bias: [0]) }

    func training(batch: Int, masks: inout Masks) throws(ModeError) -> any Layer {
      guard case .drawn(var random) = masks else { throw ModeError("no masks") }
      let factor = random.uniform() < 0.5 ? 2.0 : 0
      masks = .drawn(random)
      let centring =
        Matrix(identity: batch) - Matrix(rows: batch, columns: batch, repeating: 1 / Double(batch))
      return Dense(factor * centring)
    }

    func shown(_: Matrix) -> any Layer { Centred(seen: seen + 1) }
  }

  @Test("a layer that differs in training is trained as it is there, and shown every batch")
  func modes() throws {
    let network = try Network([Dense(Matrix([[3]])), Centred(), Scale(2, shape: Shape(1))])
    let (inputs, targets) = ([1.0, 2, 6], [0.5, -1, 2])
    let run = try Self.run(network, Self.data(inputs, targets), steps: 20, rate: 0.001)
    #expect((run.network.layers[1] as? Centred)?.seen == 20)
    // The same by hand: y = 2 m w (x - 3), with m drawn from the same stream.
    var random = Self.random
    var slope = 3.0
    for loss in run.losses {
      let factor = random.uniform() < 0.5 ? 2.0 : 0
      let outputs = inputs.map { 2 * factor * slope * ($0 - 3) }
      let differences = zip(outputs, targets).map { $0 - $1 }
      #expect(loss ≈ (differences.reduce(0) { $0 + $1 * $1 } / 3))
      let gradient = zip(differences, inputs).reduce(0) { $0 + 2 / 3 * $1.0 * 2 * factor * ($1.1 - 3) }
      slope -= 0.001 * gradient
    }
    #expect(run.network.parameters[0] ≈ slope)
    #expect(run.losses.contains { $0 ≈ run.losses[0] } && Set(run.losses).count > 5)
  }
}
