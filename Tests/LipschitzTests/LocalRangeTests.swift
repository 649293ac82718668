import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Lipschitz

/// What neurons see in a region is never outside of what is said of it, and that is as narrow as the papers have it.
@Suite struct LocalRangeTests {
  static let functions: [any ScalarFunction] =
    Activations.all.map { $0.init() as any ScalarFunction } + [
      LeakyReLU(alpha: -0.5), LeakyReLU(alpha: 3), ELU(alpha: 0.3), ELU(alpha: -2),
    ]

  @Test("two lines hold every function between them", arguments: functions.indices)
  func lines(_ index: Int) {
    let function = Self.functions[index]
    var random = NumPyGenerator(seed: UInt32(index))
    for trial in 0..<300 {
      let range = Self.range(trial, of: function, from: &random)
      let relaxation = LinearRelaxation(of: function, on: range)
      for share in [0, 1] + random.uniform(count: 40) {
        let z = min(max(range.lower * (1 - share) + range.upper * share, range.lower), range.upper)
        let value = function.enclosure(of: Interval(z))
        let below = relaxation.lower.enclosure(at: z)
        let above = relaxation.upper.enclosure(at: z)
        #expect(below.lower <= value.upper, "\(function) on \(range) at \(z)")
        #expect(above.upper >= value.lower, "\(function) on \(range) at \(z)")
      }
    }
  }

  /// Ends on kinks, turning points and beside them; all sizes.
  private static func range(_ trial: Int, of function: any ScalarFunction, from random: inout NumPyGenerator)
    -> Interval
  {
    let marks = function.kinks + function.turningPoints.map(\.x) + function.extremes.map(\.x) + [0]
    let finite = marks.filter(\.isFinite)
    let start = trial.isMultiple(of: 3) ? finite[trial % finite.count] : 3 * random.normal()
    let width = [1e-300, 1e-12, 1e-3, 0.3, 1, 2, 5, 40, 1e4, 1e200][trial % 10] * random.uniform()
    let ends = [start, trial.isMultiple(of: 2) ? start + width : start - width]
    return Interval(min(ends[0], ends[1]), max(ends[0], ends[1]))
  }

  struct Line: Sendable {
    let function: any ScalarFunction
    let range: Interval
    let lower: (slope: Double, intercept: Double)
    let upper: (slope: Double, intercept: Double)
  }
  static let known = [
    Line(function: ReLU(), range: Interval(-1, 2), lower: (1, 0), upper: (2.0 / 3, 2.0 / 3)),
    Line(function: ReLU(), range: Interval(-2, 1), lower: (0, 0), upper: (1.0 / 3, 2.0 / 3)),
    Line(function: ReLU(), range: Interval(1, 2), lower: (1, 0), upper: (1, 0)),
    Line(function: ReLU(), range: Interval(-2, 0), lower: (0, 0), upper: (0, 0)),
    Line(function: AbsoluteValue(), range: Interval(-1, 3), lower: (1, 0), upper: (0.5, 1.5)),
    Line(function: HardTanh(), range: Interval(0, 4), lower: (0.25, 0), upper: (0, 1)),
    Line(function: Square(), range: Interval(1, 3), lower: (4, -4), upper: (4, -3)),
  ]
  @Test("lines that a reader can check", arguments: known.indices)
  func knownLines(_ index: Int) {
    let line = Self.known[index]
    let found = LinearRelaxation(of: line.function, on: line.range)
    for (one, other) in [(found.lower, line.lower), (found.upper, line.upper)] {
      #expect((one.slope - other.slope).magnitude < 1e-9, "\(found)")
      #expect((one.intercept - other.intercept).magnitude < 1e-8, "\(found)")
    }
  }

  @Test("lines around smooth functions are a square of the width apart")
  func narrowing() {
    for function in Self.functions where function.kinks.isEmpty && !(function is SquareRoot) {
      for (start, width) in [(0.3, 0.1), (-1.1, 0.01), (2, 0.001), (0.7, 1e-6)] {
        let range = Interval(start, start + width)
        let found = LinearRelaxation(of: function, on: range)
        let middle = range.midpoint
        let gap = found.upper.enclosure(at: middle).upper - found.lower.enclosure(at: middle).lower
        let bend = function.slopes(on: range)
        let size = function.enclosure(of: range).magnitude + bend.magnitude
        #expect(gap <= (bend.upper - bend.lower) * width + 1e-14 * size, "\(function) on \(range): \(gap)")
        #expect(
          gap <= 0.3 * (bend.upper - bend.lower) * width + 1e-13 * size, "\(function) on \(range): \(gap)")
      }
    }
  }

  @Test("a thousand pre-activations of random networks lie in their ranges", arguments: UInt32(0)..<40)
  func ranges(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: 700 + seed, functions: Self.functions)
    for kind in 1..<5 {
      let network = try random.network()
      let inputs = network.inputShape.count
      let domain = random.domain(kind, inputs: inputs)
      let graph = try NeuronGraph(network, method: "test")
      let ranges = try NeuronRanges(of: graph, on: domain, monitor: .silent)
      let simple = graph.ranges(on: domain.boundingBox(count: inputs))
      for (narrow, wide) in zip(ranges.arguments.joined(), simple.arguments.joined()) {
        guard wide.magnitude.isFinite else { continue }
        let slack = 1e-12 * wide.magnitude
        #expect(wide.lower <= narrow.lower + slack && narrow.upper <= wide.upper + slack, "\(narrow) \(wide)")
      }
      let points = try domain.samples(1000, inputs: inputs, from: &random.random, monitor: .silent)
      for column in 0..<1000 {
        let point = points.column(column)
        guard domain.contains(point) else { continue }
        let seen = graph.ranges(on: point.elements.map { Interval($0) })
        for (exact, range) in zip(seen.arguments.joined(), ranges.arguments.joined()) {
          #expect(range.intersection(exact) != nil, "seed \(seed), \(domain)")
        }
        for (exact, range) in zip(seen.slopes.joined(), ranges.slopes.joined()) {
          #expect(range.intersection(exact) != nil, "seed \(seed), \(domain)")
        }
      }
    }
  }

  @Test(
    "as narrow as CROWN of NumPy's prototype",
    arguments: [(0.05, 2.844337406094784), (0.2, 11.840415649635132)])
  func crown(_ radius: Double, _ width: Double) throws {
    var random = NumPyDefaultGenerator(seed: 11)
    let weights = [(8, 2), (8, 8), (8, 8), (1, 8)].map { random.randn(rows: $0.0, columns: $0.1) }
    let relu = Elementwise(ReLU(), shape: Shape(8))
    let graph = try NeuronGraph(
      Network([Dense(weights[0]), relu, Dense(weights[1]), relu, Dense(weights[2]), relu, Dense(weights[3])]),
      method: "test")
    let domain = Domain.ball(center: [1, -0.5], name: "x", radius: radius, norm: .infinity)
    var substitution = BackwardSubstitution(on: Region(domain, inputs: 2))
    let first = graph.layers[0].argument.enclosure(of: substitution.blocks)
    substitution.append(graph.layers[0], seeing: first)
    let simple = graph.layers[1].argument.enclosure(of: substitution.blocks)
    let second = try substitution.enclosure(of: graph.layers[1].argument, monitor: .silent)
    let sum = zip(simple, second).reduce(0) {
      let both = $1.0.common($1.1)
      return $0 + both.upper - both.lower
    }
    #expect((sum - width).magnitude < 1e-12 * width)
  }

  @Test("a round ball is seen narrower than its box")
  func balls() throws {
    var random = NumPyDefaultGenerator(seed: 11)
    let tanh = Elementwise(Tanh(), shape: Shape(8))
    let graph = try NeuronGraph(
      Network([
        Dense(random.randn(rows: 8, columns: 2)), tanh, Dense(random.randn(rows: 8, columns: 8)), tanh,
        Dense(random.randn(rows: 1, columns: 8)),
      ]), method: "test")
    let (one, two, infinity) = try (widths(.one), widths(.two), widths(.infinity))
    for neuron in one.indices {
      #expect(one[neuron] < two[neuron] && two[neuron] < infinity[neuron])
    }
    func widths(_ norm: Norm) throws -> [Double] {
      let domain = Domain.ball(center: [1, -0.5], name: "x", radius: 0.1, norm: norm)
      let ranges = try NeuronRanges(of: graph, on: domain, monitor: .silent)
      return ranges.arguments.joined().map { $0.upper - $0.lower }
    }
  }

  @Test(
    "one point, a hair around it, and everything that doubles hold", arguments: [0, 1e-300, 1e-17, 1e300])
  func extremes(_ radius: Double) throws {
    for seed in UInt32(0)..<30 {
      var random = RandomNetwork(seed: 900 + seed, functions: Self.functions)
      let network = try random.network()
      let center = random.point(network.inputShape.count)
      let graph = try NeuronGraph(network, method: "test")
      for norm in Norm.allCases {
        let domain = Domain.ball(center: center, name: "x", radius: radius, norm: norm)
        let ranges = try NeuronRanges(of: graph, on: domain, monitor: .silent)
        let seen = graph.ranges(on: center.elements.map { Interval($0) })
        for (exact, range) in zip(seen.arguments.joined(), ranges.arguments.joined()) {
          #expect(range.intersection(exact) != nil, "seed \(seed)")
          if radius < 1e-200, exact.magnitude < 1e100 {
            #expect(range.upper - range.lower <= 1e-12 * max(1, range.magnitude) * 1e6, "seed \(seed)")
          }
        }
      }
    }
  }
}

extension LinearRelaxation.Line {
  func enclosure(at z: Double) -> Interval { Interval(slope) * Interval(z) + Interval(intercept) }
}

extension NeuronGraph {
  /// What the neurons see, and the slopes that they can have, where the input is in a box: by interval arithmetic alone.
  fileprivate func ranges(on box: [Interval]) -> (arguments: [[Interval]], slopes: [[Interval]]) {
    var blocks = [box]
    var arguments: [[Interval]] = []
    for layer in layers {
      let argument = layer.argument.enclosure(of: blocks)
      arguments.append(argument)
      blocks.append(argument.map(layer.function.enclosure(of:)))
    }
    let slopes = zip(layers, arguments).map { layer, box in box.map(layer.function.slopes(on:)) }
    return (arguments, slopes)
  }
}
