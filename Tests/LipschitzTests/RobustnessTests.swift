import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

/// What is proven of a point's class, held against what is found, and against networks solved by hand.
@Suite struct RobustnessTests {
  @Test("a linear classifier's border is found from both sides", arguments: Norm.allCases)
  func linear(_ norm: Norm) throws {
    // f₀ − f₁ = 3 x₁ + 4 x₂, which is 5 at (1, 1/2): the border is at distance 5/5, 5/4, 5/7 in the norms 2, 1, ∞.
    let network = try Network([Dense(Matrix([[3, 4], [0, 0]]))])
    let distance = norm == .one ? 1.25 : norm == .two ? 1 : 5.0 / 7
    let result = try Robustness(
      of: network, at: [1, 0.5], named: "x", radius: 0.5, norm: norm, monitor: .silent)
    #expect(result.winner == 0 && result.isCertified)
    #expect(result.radius <= distance && result.radius > distance * (1 - 1e-9))
    let attack = try #require(result.attack)
    #expect(attack.distance >= distance && attack.distance < distance * (1 + 1e-6))
    #expect(attack.other == 1)
  }

  @Test("a single output tells two classes apart by its sign")
  func sign() throws {
    let network = try Network([Dense(Matrix([[2]]), bias: [-1])])
    let above = try Robustness(of: network, at: [1], named: "x", radius: 1, norm: .two, monitor: .silent)
    #expect(above.winner == 1 && !above.isCertified)
    #expect(above.radius <= 0.5 && above.radius > 0.5 * (1 - 1e-12))
    #expect((above.attack?.distance ?? 0) >= 0.5)
    let below = try Robustness(of: network, at: [0], named: "x", radius: 0.25, norm: .two, monitor: .silent)
    #expect(below.winner == 0 && below.isCertified && below.attack?.other == 1)
  }

  @Test("within a ball that has one piece, its slope counts and not the steepest anywhere")
  func local() throws {
    // f₀ − f₁ = |x| on one side and 100 |x| on the other.
    let network = try Network([
      Dense(Matrix([[1], [-1]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[1, 100], [0, 0]])),
    ])
    let result = try Robustness(of: network, at: [1], named: "x", radius: 0.9, norm: .two, monitor: .silent)
    #expect(result.isCertified && result.radius >= 0.9)
    // The constant everywhere is 100, which proves a hundredth.
    #expect(result.margins.first?.bound.domain != .everywhere)
  }

  @Test("on a border nothing is proven, and a constant classifier holds everywhere")
  func extremes() throws {
    let tie = try Robustness(
      of: Network([Dense(Matrix(identity: 2))]), at: [1, 1], named: "x", radius: 1, norm: .two,
      monitor: .silent)
    #expect(tie.radius == 0 && !tie.isCertified)
    let constant = try Network([Dense(Matrix(rows: 2, columns: 2), bias: [1, 0])])
    let result = try Robustness(
      of: constant, at: [1, 1], named: "x", radius: 1, norm: .two, monitor: .silent)
    #expect(result.radius == .infinity && result.isCertified && result.attack == nil)
  }

  @Test(
    "what is proven is nearer than what is found, and what is found is of another class", arguments: 0..<40)
  func order(_ seed: Int) throws {
    var random = RandomNetwork(seed: UInt32(seed))
    let network = try random.network()
    let norm = Norm.allCases[seed % 3]
    let x = random.point(network.inputShape.count)
    let result = try Robustness(of: network, at: x, named: "x", radius: 0.3, norm: norm, monitor: .silent)
    guard let attack = result.attack else { return }
    #expect(result.radius <= attack.distance, "seed \(seed)")
    let output = network.forward(Matrix(attack.point)).column(0)
    let isOther =
      output.count == 1
      ? (output[0] > 0 ? 1 : 0) != result.winner : output[attack.other] > output[result.winner]
    #expect(isOther, "seed \(seed)")
    #expect((attack.point - x).norm(norm) <= attack.distance * (1 + 1e-15))
  }
}
