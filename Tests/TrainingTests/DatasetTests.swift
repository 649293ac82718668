import Foundation
import LinearAlgebra
import Networks
import Testing

@testable import Training

/// Points that are made from a seed.
@Suite struct DatasetTests {
  @Test("a seed gives the same points again, another seed others")
  func seeds() {
    for kind in Datasets.all {
      let inputs = kind.inputs ?? 3
      let data = kind.dataset(inputs: inputs, fromSeed: 1)
      #expect(data.inputs.rows == inputs && data.count == 200)
      #expect(data.inputs == kind.dataset(inputs: inputs, fromSeed: 1).inputs)
      #expect(data.inputs != kind.dataset(inputs: inputs, fromSeed: 2).inputs)
      #expect(data.targets.values(outputs: kind.outputs).rows == kind.outputs)
      let hasClasses = kind.hasClasses
      if case .classes(let classes) = data.targets {
        #expect(hasClasses)
        #expect(classes.filter { $0 == 0 }.count == 100 && classes.filter { $0 == 1 }.count == 100)
      } else {
        #expect(!hasClasses)
      }
    }
  }

  @Test("the moons lie on their half circles, within six deviations of the noise")
  func moons() {
    let data = TwoMoons.dataset(inputs: 2, fromSeed: 3)
    for sample in 0..<200 {
      let (x, y) = (data.inputs[0, sample], data.inputs[1, sample])
      let radius = sample < 100 ? Vector([x, y]).norm(.two) : Vector([x - 1, y - 0.5]).norm(.two)
      #expect((radius - 1).magnitude < 0.6)
    }
    // The ends of the first are at (1, 0) and (-1, 0), those of the second at (0, 0.5) and (2, 0.5).
    for (sample, x, y) in [(0, 1.0, 0.0), (99, -1, 0), (100, 0, 0.5), (199, 2, 0.5)] {
      #expect(Vector([data.inputs[0, sample] - x, data.inputs[1, sample] - y]).norm(.two) < 0.6)
    }
  }

  @Test("the regression's values are the function's, within six deviations of the noise")
  func regression() throws {
    let data = Regression.dataset(inputs: 2, fromSeed: 4)
    let values = data.targets.values(outputs: 1)
    #expect(data.inputs.elements.allSatisfy { (-1..<1).contains($0) })
    #expect(data.inputs.elements.contains { $0 < -0.9 } && data.inputs.elements.contains { $0 > 0.9 })
    for sample in 0..<200 {
      let (x, y) = (data.inputs[0, sample], data.inputs[1, sample])
      let noise = values[0, sample] - (sin(3 * x + 1) + sin(3 * y + 2)) / 2.0.squareRoot()
      #expect(noise.magnitude < 0.3 && noise != 0)
    }
  }

  struct Learning: Sendable, CustomTestStringConvertible {
    let kind: any DatasetKind.Type
    let width: Int
    let steps: Int
    let loss: Double
    var testDescription: String { kind.name }
  }

  @Test(
    "a small network learns them",
    arguments: [
      Learning(kind: TwoMoons.self, width: 8, steps: 60, loss: 0.1),
      Learning(kind: Spirals.self, width: 16, steps: 150, loss: 0.1),
      Learning(kind: Regression.self, width: 8, steps: 60, loss: 0.05),
    ])
  func learning(_ learning: Learning) throws {
    let kind = learning.kind
    let inputs = kind.inputs ?? 2
    var random = NumPyGenerator(seed: 5)
    let width = learning.width
    let network = try Network([
      Dense(random.randn(rows: width, columns: inputs), bias: Vector(random.normal(count: width)), times: 2),
      Elementwise(Tanh(), shape: Shape(width)),
      Dense(
        0.3 * random.randn(rows: kind.outputs, columns: width),
        bias: Vector(repeating: 0, count: kind.outputs)),
    ])
    let run = try Trainer(steps: learning.steps, loss: kind.hasClasses ? .crossentropy : .mse).train(
      network, on: kind.dataset(inputs: inputs, fromSeed: 0), by: Adam(rate: 0.05),
      random: RandomStream(seed: 0, generator: .numpy), monitor: .silent)
    #expect(run.losses[0] > 4 * learning.loss)
    #expect(run.losses[learning.steps - 1] < learning.loss, "\(run.losses.suffix(1))")
  }
}
