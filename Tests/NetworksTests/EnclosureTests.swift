import LinearAlgebra
import Networks
import TestSupport
import Testing

/// What a network maps a box to, held against twice the digits.
@Suite struct EnclosureTests {
  @Test("a forward pass lies in its enclosure", arguments: 0..<UInt32(150))
  func points(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed, functions: RandomNetwork.piecewiseLinear)
    let network = try random.network()
    for _ in 0..<3 {
      let x = random.point(network.inputShape.count)
      let exact = try #require(Oracles.forward(network, x))
      let enclosed = network.enclosure(of: x.elements.map { Interval($0) })
      #expect(zip(enclosed, exact).allSatisfy { $0.holds($1) }, "seed \(seed)")
      let widths = enclosed.map { $0.upper - $0.lower }
      let size = network.largestIntermediate(at: x)
      #expect(widths.allSatisfy { $0 <= 1e-9 * size }, "seed \(seed): \(widths) for \(size)")
    }
  }

  @Test("images and derivatives of a box's points lie in its enclosures", arguments: 0..<UInt32(150))
  func boxes(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed, functions: RandomNetwork.piecewiseLinear)
    let network = try random.network()
    let inputs = network.inputShape.count
    let center = random.point(inputs)
    let radius = [1e-9, 0.01, 1, 100][random.below(4)]
    let box = center.elements.map { Interval($0, radius: radius) }
    let direction = Vector(random.random.normal(count: inputs))
    let images = network.enclosure(of: box)
    let slopes = network.pushforwardEnclosure(of: direction.elements.map { Interval($0) }, on: box)
    for _ in 0..<4 {
      let x = random.inside(box)
      let y = random.inside(box)
      for point in [x, y] {
        let exact = try #require(Oracles.forward(network, point))
        #expect(zip(images, exact).allSatisfy { $0.holds($1) }, "seed \(seed)")
      }
      // A step along the direction: by the mean value theorem its quotient is in the hull of all derivatives.
      let next = x + (0.25 * radius / (1 + direction.norm(.infinity))) * direction
      guard zip(box, next.elements).allSatisfy({ $0.contains($1) }) else { continue }
      let (before, after) = (
        try #require(Oracles.forward(network, x)), try #require(Oracles.forward(network, next))
      )
      let run = zip(next.elements, x.elements).map { Interval($0) - Interval($1) }
      let rise = network.pushforwardEnclosure(of: run, on: box)
      #expect(zip(rise, zip(after, before)).allSatisfy { $0.holds($1.0 - $1.1) }, "seed \(seed)")
      #expect(slopes.count == rise.count)
    }
  }

  @Test("a derivative lies in its enclosure where the network is smooth", arguments: 0..<UInt32(150))
  func derivatives(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed)
    let network = try random.network()
    let x = random.point(network.inputShape.count)
    let direction = Vector(random.random.normal(count: x.count))
    let point = x.elements.map { Interval($0) }
    guard network.isSmooth(on: point) else { return }
    let pushed = network.linearization(at: Matrix(x)).pushforward(Matrix(direction)).column(0)
    let enclosed = network.pushforwardEnclosure(of: direction.elements.map { Interval($0) }, on: point)
    let size = enclosed.reduce(0) { max($0, $1.magnitude) }
    for (interval, value) in zip(enclosed, pushed.elements) {
      #expect(interval.lower - 1e-9 * size <= value && value <= interval.upper + 1e-9 * size, "seed \(seed)")
      #expect(value.isFinite)
    }
  }

  /// `x − relu(x) + relu(−x)`, which is 0, though reverse mode says 1 at 0.
  static let nothing = Result {
    try Network([
      Residual(
        Network([
          Dense(Matrix([[1], [-1]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[-1, 1]])),
        ]))
    ])
  }

  @Test func aKinkIsNotSmooth() throws {
    let network = try Self.nothing.get()
    #expect(network.jacobian(at: [0]) == Matrix([[1]]))
    #expect(!network.isSmooth(on: [.zero]))
    #expect(!network.isSmooth(on: [Interval(-1, 1)]))
    #expect(!network.isSmooth(on: [Interval(-1, 0)]))
    #expect(network.isSmooth(on: [Interval(0.5)]))
    #expect(network.isSmooth(on: [Interval(1e-9, 2)]))
    #expect(network.enclosure(of: [Interval(3)])[0].holds(.zero))
  }

  @Test("a point on a kink is not smooth, one beside it is", arguments: ActivationCases.all.indices)
  func kinks(_ index: Int) throws {
    let function = ActivationCases.all[index]
    let network = try Network([Elementwise(function, shape: Shape(2))])
    for kink in function.kinks {
      #expect(!network.isSmooth(on: [Interval(10), Interval(kink)]))
      #expect(network.isSmooth(on: [Interval(10), Interval(kink + 1e-9)]))
      #expect(!network.isSmooth(on: [Interval(10), Interval(kink - 1, kink + 1)]))
    }
    if function.kinks.isEmpty { #expect(network.isSmooth(on: [.everything, .everything])) }
  }

  @Test("a pre-activation that is zero but for rounding is not smooth")
  func hiddenKink() throws {
    // 0.1 + 0.2 − 0.3 in exact arithmetic of the doubles is 2⁻⁵⁵, and rounding may say otherwise.
    let network = try Network([Dense(Matrix([[1, 1, -1]])), Elementwise(ReLU(), shape: Shape(1))])
    #expect(!network.isSmooth(on: [Interval(0.1), Interval(0.2), Interval(0.3)]))
  }

  @Test("products that vanish among the smallest numbers are not taken for zero")
  func underflow() throws {
    let network = try Network([
      Dense(Matrix([[1e-200]])), Dense(Matrix([[1e300]])), Dense(Matrix([[1e150]])),
    ])
    // 1e-200 · 1e-200 · 1e450 = 1e50.
    #expect(network.enclosure(of: [Interval(1e-200)])[0].upper >= 1e50)
    #expect(network.enclosure(of: [Interval(-1e-200, 1e-200)])[0].lower <= -1e50)
    #expect(network.enclosure(of: [.zero]) == [.zero])
  }

  @Test("what overflows or is everywhere stays enclosed")
  func extremes() throws {
    let network = try Network([
      Dense(Matrix([[1e300, -1e300], [0, 0]])), Elementwise(LeakyReLU(alpha: -2), shape: Shape(2)),
      Dense(Matrix([[1e300, 1]])),
    ])
    let (wide, far) = (
      network.enclosure(of: [.everything, .everything])[0],
      network.enclosure(of: [Interval(1e10), Interval(-1e10)])[0]
    )
    #expect(wide == .everything)
    #expect(far.upper == .infinity)
    #expect(network.enclosures(of: [.zero, .zero]).count == 4)
  }
}

extension Interval {
  /// Whether a number of twice the digits is inside, but for those.
  func holds(_ value: Extended) -> Bool {
    let slack = value.magnitude * Extended(0x1p-95)
    return Extended(lower) <= value + slack && value - slack <= Extended(upper)
  }
}

extension Network {
  /// The largest number that the forward pass may have met, products of layers' norms included.
  fileprivate func largestIntermediate(at x: Vector) -> Double {
    var size = max(1, x.norm(.infinity))
    for layer in layers {
      switch layer.form {
      case .affine(let map, let bias):
        let matrix = materialized(map)
        size =
          (matrix.mapped(\.magnitude) * Vector(repeating: size, count: matrix.columns)).norm(.infinity)
          + bias.norm(.infinity)
      case .elementwise(let function): size = size * max(1, function.steepest.slope.upper) + 1
      case .residual(let branch):
        size += branch.largestIntermediate(at: Vector(repeating: size, count: 1))
      case .opaque: preconditionFailure("random networks have no \(layer.kind)")
      }
    }
    return max(1, size)
  }
}

extension RandomNetwork {
  /// A point of a box, its corners not seldom.
  fileprivate mutating func inside(_ box: [Interval]) -> Vector {
    Vector(
      box.map {
        switch below(4) {
        case 0: $0.lower
        case 1: $0.upper
        default: min(max($0.lower + ($0.upper - $0.lower) * random.uniform(), $0.lower), $0.upper)
        }
      })
  }
}
