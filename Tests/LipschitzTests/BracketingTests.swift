import LinearAlgebra
import Networks
import TestSupport
import Testing

@testable import Lipschitz

/// Both sides of the constant, and the pieces of a plane.
@Suite struct BracketingTests {
  private static func bracket(
    _ network: Network, _ norm: Norm = .two, on domain: Domain = .everywhere, gap: Double = 0.01,
    steps: Int? = nil, monitor: Monitor = .silent
  ) throws -> Bracketing.Result {
    var bracketing = Bracketing()
    bracketing.gap = gap
    bracketing.steps = steps
    return try bracketing.run(network, norm: norm, on: domain, monitor: monitor)
  }

  @Test(
    "the sides close to the gap that is asked for, and never cross the constant",
    arguments: [0.5, 0.05, 1e-6])
  func gaps(_ gap: Double) throws {
    let result = try Self.bracket(ReferenceNetwork.toy.network(), gap: gap)
    #expect(result.stopped == .gap && result.gap <= gap && result.unit == "cell")
    for moment in result.history {
      #expect(moment.lower <= 1.5767473466 && moment.upper >= 1.5767473465)
    }
    for (early, late) in zip(result.history, result.history.dropFirst()) {
      #expect(early.steps <= late.steps && early.lower <= late.lower && early.upper >= late.upper)
    }
    let witness = try #require(result.lower.witness)
    let network = try ReferenceNetwork.toy.network()
    #expect(try witness.quotient(of: network, norm: .two, monitor: .silent) == result.lower.value)
  }

  @Test("a run that is stopped keeps both sides", arguments: [120, 400, 3000])
  func stopped(_ limit: Int) throws {
    let network = try ReferenceNetwork.toy.network()
    do {
      let result = try Self.bracket(network, gap: 1e-9, monitor: StepCounter(limit: limit).monitor)
      #expect(result.stopped == .cancelled)
      #expect(result.lower.value <= 1.5767473466 && result.upper.value >= 1.5767473465)
    } catch let interrupted as Interrupted {
      // Before the first bound there is nothing to keep.
      #expect(limit < 400 && interrupted.partial == nil)
    }
  }

  @Test("curves are climbed below the best upper bound")
  func curved() throws {
    let network = try ReferenceNetwork.smallTanh.network()
    let result = try Self.bracket(network, gap: 1e-3, steps: 1500)
    #expect(result.stopped == .steps && result.unit == "point" && result.steps == 1500)
    #expect(result.upper.value <= 2.29674 && result.upper.isCertified)
    #expect(result.lower.value <= result.upper.value && result.lower.value > 1.9)
    #expect(try Self.bracket(network, gap: 0.5).stopped == .gap)
  }

  // MARK: Pieces of a plane

  static let regionCases = [(1.0, 475, 1.576747346554807), (3.0, 524, 1.576747346554807)]

  /// The numbers of pieces were counted by a program of others' making (`prototypes/bounds_more.py`).
  @Test(
    "the pieces of a plane: as many as there are, as steep as branch and bound says", arguments: regionCases)
  func regions(half: Double, count: Int, gain: Double) throws {
    let network = try ReferenceNetwork.toy.network()
    let square = -half...half
    let pieces = try LinearRegions(of: network, x: square, y: square, norm: .two, monitor: .silent)
    #expect(pieces.regions.count == count)
    let steepest = pieces.regions.map(\.gain).max() ?? 0
    #expect((steepest / gain - 1).magnitude < 1e-9)
    let exact = try ExactConstant().bound(network, norm: .two, on: .box(-half, half), monitor: .silent)
    #expect((exact.value / gain - 1).magnitude < 1e-8)
    // The polygons fill the square, and their gains are those of the Jacobian.
    let area = pieces.regions.reduce(0) { $0 + Self.area($1.corners) }
    #expect((area / (4 * half * half) - 1).magnitude < 1e-9)
    for region in pieces.regions where Self.area(region.corners) > 1e-6 {
      let x = region.corners.reduce(0) { $0 + $1.x } / Double(region.corners.count)
      let y = region.corners.reduce(0) { $0 + $1.y } / Double(region.corners.count)
      let jacobian = network.jacobian(at: [x, y])
      #expect((Vector(jacobian.elements).norm(.two) - region.gain).magnitude < 1e-9)
    }
  }

  private static func area(_ corners: [LinearRegions.Corner]) -> Double {
    let next = corners.dropFirst() + corners.prefix(1)
    return 0.5 * zip(corners, next).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }.magnitude
  }

  @Test("hardtanh cuts a plane into three strips, abs into two halves")
  func strips() throws {
    func count(_ function: any ScalarFunction) throws -> Int {
      let network = try Network([Dense(Matrix([[1, 0.5]])), Elementwise(function, shape: Shape(1))])
      return try LinearRegions(of: network, x: -2...2, y: -2...2, norm: .two, monitor: .silent).regions.count
    }
    #expect(try count(HardTanh()) == 3)
    #expect(try count(AbsoluteValue()) == 2)
    #expect(try count(Identity()) == 1)
    #expect(throws: MethodError.self) { try count(Tanh()) }
  }
}
