import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TestSupport
import Testing

/// Functions of one variable: their constants, everywhere and on intervals, and what a grid sees of them.
@Suite struct FunctionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let function: any ScalarFunction
    var interval: ClosedRange<Double>?
    let constant: Double
    var testDescription: String {
      "\(function) \(interval.map { "on \($0)" } ?? "everywhere") is \(constant)"
    }
  }

  static let cases = [
    Case(function: ReLU(), constant: 1), Case(function: HardTanh(), constant: 1),
    Case(function: Softplus(), constant: 1), Case(function: ELU(), constant: 1),
    Case(function: ELU(alpha: 0.3), constant: 1), Case(function: ELU(alpha: 3), constant: 3),
    Case(function: ELU(alpha: -2), constant: 2), Case(function: Tanh(), constant: 1),
    Case(function: Softsign(), constant: 1), Case(function: AbsoluteValue(), constant: 1),
    Case(function: Identity(), constant: 1), Case(function: Sine(), constant: 1),
    Case(function: Cosine(), constant: 1), Case(function: Sigmoid(), constant: 0.25),
    Case(function: LeakyReLU(), constant: 1), Case(function: LeakyReLU(alpha: 3), constant: 3),
    Case(function: LeakyReLU(alpha: -3), constant: 3), Case(function: SELU(), constant: 1.75809934084737686),
    Case(function: GELU(), constant: 1.12890414518515479),
    Case(function: SiLU(), constant: 1.09983932012886692),
    Case(function: Mish(), constant: 1.08849816125172786), Case(function: HardSwish(), constant: 1.5),
    Case(function: Square(), constant: .infinity), Case(function: Exponential(), constant: .infinity),
    Case(function: SquareRoot(), constant: .infinity),
    // On an interval.
    Case(function: Square(), interval: -1...1, constant: 2),
    Case(function: Square(), interval: -3...1, constant: 6),
    Case(function: SquareRoot(), interval: 1...4, constant: 0.5),
    Case(function: SquareRoot(), interval: 0...1, constant: .infinity),
    Case(function: AbsoluteValue(), interval: 0...1, constant: 1),
    Case(function: LeakyReLU(alpha: 3), interval: 0...1, constant: 1),
    Case(function: LeakyReLU(alpha: 3), interval: -1...0, constant: 3),
    Case(function: LeakyReLU(alpha: 3), interval: -1e-300...1, constant: 3),
    Case(function: HardTanh(), interval: 2...3, constant: 0),
    Case(function: HardTanh(), interval: 1...3, constant: 0),
    Case(function: HardTanh(), interval: 1.0.nextDown...3, constant: 1),
    Case(function: ReLU(), interval: -2...0, constant: 0),
    Case(function: ReLU(), interval: -2 ... -1, constant: 0),
    Case(function: ReLU(), interval: 0...2, constant: 1),
    Case(function: HardSwish(), interval: 3...4, constant: 1),
    Case(function: HardSwish(), interval: -5 ... -3, constant: 0),
    Case(function: HardSwish(), interval: -3...0, constant: 0.5),
    Case(function: SELU(), interval: 0...1, constant: 1.0507009873554805),
    Case(function: SELU(), interval: -1...0, constant: 1.7580993408473768),
    Case(function: ELU(alpha: 3), interval: 0...1, constant: 1),
    Case(function: Sigmoid(), interval: -1...2, constant: 0.25),
    Case(function: Tanh(), interval: 1...2, constant: 0.41997434161402606939),
    Case(function: Exponential(), interval: -1...1, constant: 2.71828182845904523536),
    Case(function: Sine(), interval: 1...2, constant: 0.54030230586813971740),
    Case(function: GELU(), interval: -3 ... -1, constant: 0.12890414518515479),
  ]

  @Test("the constant of a function", arguments: cases)
  func constants(_ known: Case) throws {
    let domain = known.interval.map { Domain.box($0.lowerBound, $0.upperBound) } ?? .everywhere
    for norm in Norm.allCases {
      let network = try Network([Elementwise(known.function, shape: Shape(3))])
      let bound = try SteepestActivation().bound(network, norm: norm, on: domain, monitor: .silent)
      #expect(bound.guarantee == .exact && bound.isCertified)
      #expect(bound.value ≈ known.constant)
      let enclosure = try #require(bound.enclosure)
      #expect(enclosure.lower <= known.constant && known.constant <= enclosure.upper)
      let product = try LayerProduct().bound(network, norm: norm, on: domain, monitor: .silent)
      #expect(product.enclosure == bound.enclosure && product.guarantee == .exact)
    }
  }

  @Test("constants that are short numbers are met exactly")
  func exactly() throws {
    for known in Self.cases where known.function.ulps == 0 || known.interval == nil {
      guard known.constant == known.constant.rounded() || [0.25, 1.5].contains(known.constant) else {
        continue
      }
      let domain = known.interval.map { Domain.box($0.lowerBound, $0.upperBound) } ?? .everywhere
      let bound = try SteepestActivation()
        .bound(MethodCases.one(known.function), norm: .two, on: domain, monitor: .silent)
      #expect(bound.value == known.constant, "\(known)")
      #expect(bound.enclosure == Interval(known.constant), "\(known)")
    }
    let square = try SteepestActivation()
      .bound(MethodCases.one(Square()), norm: .two, on: .box(-1, 1), monitor: .silent)
    #expect(square.enclosure == Interval(2))
  }

  @Test("a sine that turns inside has an upper bound at least")
  func turning() throws {
    let bound = try SteepestActivation()
      .bound(MethodCases.one(Sine()), norm: .two, on: .box(1, 4), monitor: .silent)
    #expect(bound.value == 1)
    #expect(bound.guarantee.contains(.upper))
  }

  struct Seen: Sendable, CustomTestStringConvertible {
    let function: any ScalarFunction
    let expected: Double
    var testDescription: String { "\(function)" }
  }
  /// What the slides print, from 1000 points each.
  static let seen = [
    Seen(function: Sine(), expected: 0.9999833000336005), Seen(function: ReLU(), expected: 1),
    Seen(function: Sigmoid(), expected: 0.2499994781247392),
    Seen(function: Tanh(), expected: 0.9999916500586334),
  ]

  @Test("slides 1 and 4: a grid sees what they print, from below", arguments: seen)
  func grids(_ seen: Seen) throws {
    let bound = try Grid().bound(
      MethodCases.one(seen.function), norm: .two, on: .everywhere, monitor: .silent)
    let reach: Double = seen.function is Sine ? 10 : 5
    #expect(bound.domain == .box(-reach, reach))
    #expect(bound.guarantee == .lower && bound.isCertified)
    // The slides' last digits are roundings of their own, so from below means below the constant.
    #expect((bound.value - seen.expected).magnitude <= 1e-12)
    #expect(bound.value <= (seen.function is Sigmoid ? 0.25 : 1))
    if seen.function is ReLU { #expect(bound.value == 1) }
    #expect(bound.statistics?.count == 999)
  }

  @Test("a grid needs one input, two points and an ascending range")
  func gridRefusals() throws {
    let network = try MethodCases.one(Tanh())
    let wide = try Network([Elementwise(Tanh(), shape: Shape(2))])
    #expect(throws: MethodError.self) {
      try Grid().bound(wide, norm: .two, on: .everywhere, monitor: .silent)
    }
    var grid = Grid()
    grid.points = 1
    #expect(throws: MethodError.self) {
      try grid.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    }
    grid = Grid()
    (grid.from, grid.to) = (2, 2)
    #expect(throws: MethodError.self) {
      try grid.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    }
  }
}
