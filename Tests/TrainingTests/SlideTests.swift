import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Training

/// Slide 14 with an optimiser: two models, one input, one target.
///
/// The numbers are those of PyTorch in double precision, with the slide's own order of random numbers.
@Suite struct SlideTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let model: Int
    /// The loss at the iterations 0, 10, 50 and 99, for the learning rates 0.01 and 0.1.
    let slow: [Double]
    let fast: [Double]
    /// The norm of the gradient with respect to W, layer by layer, in single precision.
    let gradients: [Double]
    let product: Double
    var testDescription: String { "model \(model), seed \(seed)" }
  }

  static let cases = [
    Case(
      seed: 42, model: 1,
      slow: [0.6084853907283134, 0.5618103368062817, 0.4250030478162299, 0.31342447474912405],
      fast: [0.6084853907283134, 0.3087584457645073, 0.011930407318048366, 7.501208659302113e-05],
      gradients: [
        0.006172372493892908, 0.00975031778216362, 0.015605350956320763, 0.021868107840418816,
        0.02221333608031273, 0.02742590941488743, 0.062358558177948, 0.11221399158239365, 0.13694028556346893,
        0.3355352282524109,
      ], product: 0.010795262302112543),
    Case(
      seed: 42, model: 2,
      slow: [0.6317158788440571, 0.3283968253206927, 0.010485234646095836, 9.706557643962836e-05],
      fast: [0.6317158788440571, 0.002715362218007041, 9.817561054706182e-14, 2.0006901454265765e-25],
      gradients: [
        0.23481814563274384, 0.3540543019771576, 0.559089720249176, 0.37589704990386963, 0.3588007688522339,
        0.31941208243370056, 0.3175817131996155, 0.6124445796012878, 0.6952404975891113, 1.1267372369766235,
      ], product: 0.2579457414732757),
    Case(
      seed: 0, model: 1,
      slow: [0.6547388512101908, 0.5890188869413889, 0.36437653436392575, 0.15908655906403085],
      fast: [0.6547388512101908, 0.15525223945950534, 7.3913889679616835e-06, 1.3350893985208506e-10],
      gradients: [
        0.0038136413786560297, 0.0070623429492115974, 0.010458474978804588, 0.019094383344054222,
        0.02554335445165634, 0.028413355350494385, 0.10516000539064407, 0.15811802446842194,
        0.1947174221277237, 0.44579291343688965,
      ], product: 0.0122847412167033),
    Case(
      seed: 0, model: 2,
      slow: [1.3855575304065155, 0.3807553576243406, 0.0007838186796124746, 5.560615936788234e-07],
      fast: [1.3855575304065155, 0.050752270315599576, 5.829209370399982e-06, 1.8839559860519635e-10],
      gradients: [
        0.35683760046958923, 0.6403830647468567, 0.6700489521026611, 0.7977710962295532, 1.0754437446594238,
        1.190063714981079, 1.752148151397705, 2.5506722927093506, 2.4109420776367188, 2.2793028354644775,
      ], product: 0.32925463671516825),
  ]

  /// The slide's model and data.
  private func slide(_ expected: Case) throws -> (Network, Dataset) {
    var construction = Construction(
      input: nil, stream: RandomStream(seed: expected.seed, generator: .torch), limit: 1 << 20)
    let networks = try [1, 1.5].map { scale in
      var kind = Dense.Kind()
      kind.size = DenseSize(outputs: 10, inputs: 10)
      kind.scale = scale
      return try Network((0..<10).map { _ in try kind.build(in: &construction) })
    }
    let input = construction.stream.randn(rows: 1, columns: 10).transposed
    let target = construction.stream.randn(rows: 1, columns: 10).transposed
    return (networks[expected.model - 1], Dataset(inputs: input, targets: .values(target)))
  }

  private func run(_ expected: Case, rate: Double) throws -> TrainingRun {
    let (network, data) = try slide(expected)
    return try Trainer(steps: 100, loss: .mse).train(
      network, on: data, by: SGD(rate: rate), random: RandomStream(seed: 0, generator: .torch),
      monitor: .silent)
  }

  @Test("the losses of training", arguments: cases)
  func losses(_ expected: Case) throws {
    for (rate, losses) in [(0.01, expected.slow), (0.1, expected.fast)] {
      let run = try run(expected, rate: rate)
      #expect(run.losses.count == 100)
      #expect(run.divergence == nil)
      for (place, loss) in zip([0, 10, 50, 99], losses) {
        // At a difference of 1e-13 between output and target, little of the loss is left but rounding.
        let tolerance = loss < 1e-20 ? 0.5 : 1e-9
        #expect((run.losses[place] / loss - 1).magnitude < tolerance, "\(run.losses[place]) at \(place)")
      }
    }
  }

  @Test("without a rate nothing moves", arguments: cases)
  func flat(_ expected: Case) throws {
    let run = try run(expected, rate: 0)
    #expect(run.isFlat)
    #expect(run.losses[99] ≈ expected.slow[0])
    #expect(run.network.parameters == (try slide(expected).0).parameters)
  }

  @Test("gradients by layer, and the constant of the whole map", arguments: cases)
  func gradients(_ expected: Case) throws {
    let (network, data) = try slide(expected)
    let linearization = network.linearization(at: data.inputs)
    let gradient = Loss.mse.value(of: linearization.output, for: data.targets).gradient
    for (found, norm) in zip(linearization.gradients(of: gradient).layers, expected.gradients) {
      let ofWeights = Vector(Array(found.elements.prefix(100))).norm(.two)
      #expect((ofWeights / norm - 1).magnitude < 1e-5)
    }
    #expect(try linearization.jacobian.singularValues()[0] ≈ expected.product)
  }
}
