import LinearAlgebra
import Networks
import RealModule
import Testing

@testable import Lipschitz

/// CLEVER's fit, held against numbers that are drawn from the distribution itself.
@Suite struct ExtremeValueTests {
  @Test("the location of a reverse Weibull distribution is found", arguments: [1.5, 2, 4])
  func fit(_ shape: Double) throws {
    var random = NumPyGenerator(seed: 7)
    // P(X ≤ x) = exp(−((5 − x) / 2)^shape), drawn by its inverse.
    let numbers = (0..<2000).map { _ in
      5 - 2 * Double.pow(-Double.log(max(random.uniform(), 1e-300)), 1 / shape)
    }
    let model = try #require(ReverseWeibull(likeliestFor: numbers))
    #expect((model.location - 5).magnitude < 0.25, "\(model)")
    #expect((model.shape / shape - 1).magnitude < 0.35, "\(model)")
    #expect(model.agreement(with: numbers) > 0.05)
    #expect(model.location > numbers.max() ?? 0)
  }

  @Test("numbers that it does not describe are told apart")
  func misfit() throws {
    let two = (0..<200).map { $0.isMultiple(of: 2) ? 1.0 + 1e-6 * Double($0) : 2.0 + 1e-6 * Double($0) }
    let model = try #require(ReverseWeibull(likeliestFor: two))
    #expect(model.agreement(with: two) < 0.05)
    #expect(ReverseWeibull(likeliestFor: [1, 1, 1]) == nil)
    #expect(ReverseWeibull(likeliestFor: []) == nil)
  }

  @Test("where norms have few values, the largest seen is given, and said why")
  func guards() throws {
    let relu = try Network([
      Dense(Matrix([[1, 0], [0, 2]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix(identity: 2)),
    ])
    let bound = try ExtremeValue().bound(relu, norm: .two, on: .everywhere, monitor: .silent)
    #expect((bound.value - 2).magnitude < 1e-12)
    #expect(bound.guarantee == .estimate && !bound.isCertified && bound.witness == nil)
    #expect(bound.notes.first?.contains("all the same") == true)
    let flat = try Network([Dense(Matrix(rows: 2, columns: 2)), Elementwise(Tanh(), shape: Shape(2))])
    #expect(try ExtremeValue().bound(flat, norm: .two, on: .everywhere, monitor: .silent).value == 0)
  }

  @Test("a smooth network is estimated near its constant")
  func smooth() throws {
    var random = NumPyGenerator(seed: 3)
    let network = try Network([
      Dense(random.randn(rows: 6, columns: 3)), Elementwise(Tanh(), shape: Shape(6)),
      Dense(random.randn(rows: 2, columns: 6)),
    ])
    let estimate = try ExtremeValue().bound(network, norm: .two, on: .box(-1, 1), monitor: .silent)
    let below = try JacobianAscent().bound(network, norm: .two, on: .box(-1, 1), monitor: .silent)
    #expect((estimate.value / below.value - 1).magnitude < 0.1)
  }

  @Test("norms of many Jacobians at once are those one by one", arguments: Norm.allCases)
  func together(_ norm: Norm) throws {
    var random = NumPyGenerator(seed: 2)
    for (inputs, outputs) in [(1, 1), (3, 2), (2, 7), (5, 5), (12, 20), (20, 12)] {
      let network = try Network([
        Dense(random.randn(rows: 9, columns: inputs)), Elementwise(Tanh(), shape: Shape(9)),
        Residual(Network([Dense(random.randn(rows: 9, columns: 9)), Elementwise(ReLU(), shape: Shape(9))])),
        Dense(random.randn(rows: outputs, columns: 9)),
      ])
      let points = random.randn(rows: inputs, columns: 10)
      let norms = try network.smallJacobianNorms(at: points, norm, monitor: .silent)
      for column in 0..<10 {
        let stretch = try Stretch(
          of: network.jacobian(at: points.column(column)), norm: norm, monitor: .silent)
        #expect((norms[column] / stretch.value - 1).magnitude < 1e-9)
      }
    }
  }
}
