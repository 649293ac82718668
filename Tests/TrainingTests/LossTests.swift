import LinearAlgebra
import TestSupport
import Testing

@testable import Training

/// Losses are PyTorch's, with their gradients.
@Suite struct LossTests {
  static let outputs = Matrix([[1, -2], [0.5, 3], [-1, 0.25]])

  @Test("mean of squares: by numpy")
  func squares() {
    let targets = Targets.values(Matrix([[0, 1], [1, 1], [2, 0]]))
    let (value, gradient) = Loss.mse.value(of: Self.outputs, for: targets)
    #expect(value ≈ 3.8854166666666665)
    #expect(
      gradient
        ≈ Matrix([
          [0.3333333333333333, -1], [-0.16666666666666666, 0.6666666666666666], [-1, 0.08333333333333333],
        ]))
  }

  @Test("cross entropy: by numpy, log of the sum of exponentials")
  func crossEntropy() {
    let (value, gradient) = Loss.crossentropy.value(of: Self.outputs, for: .classes([0, 2]))
    #expect(value ≈ 1.6866188126288786)
    #expect(
      gradient
        ≈ Matrix([
          [-0.21295150351615277, 0.0031466153805625053], [0.1741037139418674, 0.4669991291100377],
          [0.03884778957428529, -0.4701457444906002],
        ]))
  }

  @Test("cross entropy of scores beyond the exponential's range, and of nearly certain ones")
  func extremes() {
    let huge = Loss.crossentropy.value(of: Matrix([[1000], [0]]), for: .classes([1]))
    #expect(huge.value == 1000)
    #expect(huge.gradient == Matrix([[1], [-1]]))
    // log(1 + e^-40), which 1 + e^-40 has lost.
    let sure = Loss.crossentropy.value(of: Matrix([[40], [0]]), for: .classes([0]))
    #expect(sure.value ≈ 4.248354255291589e-18)
  }

  @Test("a class as numbers is 1 in its place")
  func oneHot() {
    #expect(Targets.classes([2, 0]).values(outputs: 3) == Matrix([[0, 1], [0, 0], [1, 0]]))
    #expect(Loss.mse.value(of: Matrix([[1], [0]]), for: .classes([0])).value == 0)
  }

  @Test("gradients are the slopes of central differences", arguments: Loss.allCases)
  func differences(_ loss: Loss) {
    for targets in [Targets.classes([0, 2]), .values(Matrix([[0, 1], [1, 1], [2, 0]]))] {
      if case .values = targets, loss == .crossentropy { continue }
      let gradient = loss.value(of: Self.outputs, for: targets).gradient
      for index in Self.outputs.elements.indices {
        let slope = slope { step in
          var moved = Self.outputs
          moved.elements[index] += step
          return loss.value(of: moved, for: targets).value
        }
        #expect((slope - gradient.elements[index]).magnitude < 1e-8)
      }
    }
  }
}

/// The derivative at 0 by a central difference.
func slope(of function: (Double) throws -> Double) rethrows -> Double {
  (try function(1e-5) - function(-1e-5)) / 2e-5
}
