import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Lipschitz

/// How a search that branches looks from below.
@Suite struct ClimbingTests {
  @Test("each climb is four times as long, up to that of ascent")
  func lengths() throws {
    let network = try ReferenceNetwork.toy.network()
    var schedule = ClimbingSchedule(network)
    var lengths: [Int] = []
    while let points = schedule.points {
      lengths.append(points)
      schedule.finish(foundMore: true)
    }
    #expect(lengths == [300, 1200, 4800, 19200, network.usualVisits])
    #expect(network.usualVisits == 120000 && schedule.ascent == nil && !schedule.isDue(after: .infinity))
  }

  @Test("the first climb is due at once, another when branching has cost its part")
  func costs() throws {
    let network = try ReferenceNetwork.toy.network()
    var schedule = ClimbingSchedule(network)
    schedule.patience = 0.25
    #expect(schedule.isDue(after: 0))
    let cost = 1200 * 2 * network.passCost
    schedule.finish(foundMore: true)
    #expect(
      !schedule.isDue(after: 0) && !schedule.isDue(after: 0.24 * cost) && schedule.isDue(after: 0.26 * cost))
    schedule = ClimbingSchedule(network)
    schedule.finish(foundMore: false)
    #expect(!schedule.isDue(after: 0.9 * cost) && schedule.isDue(after: cost))
  }

  /// Ten inputs, four layers of twenty: no branching closes that, and the first climb finds half of what is there.
  private static func deep() throws -> Network {
    var random = NumPyGenerator(seed: 3)
    var network = Network()
    for (inputs, outputs) in [(10, 20), (20, 20), (20, 20), (20, 20), (20, 5)] {
      if !network.isEmpty { try network.append(Elementwise(ReLU(), shape: Shape(inputs))) }
      let weights = random.randn(rows: outputs, columns: inputs)
      try network.append(Dense(weights, bias: Vector(random.normal(count: outputs))))
    }
    return network
  }

  @Test("what branching cannot close is climbed further while it finds more")
  func further() throws {
    let network = try Self.deep()
    var bracketing = Bracketing()
    bracketing.steps = 13
    let result = try bracketing.run(network, norm: .two, on: .everywhere, monitor: .silent)
    func climbed(_ points: Count) throws -> Double {
      var ascent = JacobianAscent()
      ascent.samples = points
      return try ascent.bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    }
    let (first, later) = (try climbed(300), try climbed(4800))
    #expect(later > first * 1.01 && result.lower.value >= later * (1 - 1e-9))
    #expect(result.steps == 13 && result.upper.value >= result.lower.value)
    let again = try bracketing.run(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(again.lower == result.lower && again.upper == result.upper)
  }

  @Test("a climb that is stopped keeps the steepest point that it has seen")
  func stopped() throws {
    let network = try Self.deep()
    let whole = StepCounter()
    var search = try BranchAndBound(
      network, norm: .two, on: .everywhere, method: ExactConstant.name, monitor: .silent)
    try search.climb(monitor: whole.monitor)
    search = try BranchAndBound(
      network, norm: .two, on: .everywhere, method: ExactConstant.name, monitor: .silent)
    #expect(throws: CancellationError.self) {
      try search.climb(monitor: StepCounter(limit: whole.count / 2).monitor)
    }
    let witness = try #require(search.witness)
    #expect(search.lower > 0)
    #expect(try witness.quotient(of: network, norm: .two, monitor: .silent) >= search.lower)
  }
}
