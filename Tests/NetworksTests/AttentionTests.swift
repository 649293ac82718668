import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@Suite struct AttentionTests {
  // MARK: The map

  /// Two heads of two numbers, three tokens; the expected outputs are NumPy's, by the deck's einsums over
  /// `[q, h, d]`, and for distances with `A = WᵩᵀWᵩ/√2`.
  static let values = Matrix([[1, 2], [0, -1]])
  static let keys = Matrix([[0.5, -1], [1, 0]])
  static let queries = Matrix([[1, 1], [-0.5, 2]])
  static let output = Matrix((0..<4).map { row in (0..<4).map { Double(4 * row + $0) / 8 - 1 } })
  static let bias: Vector = [1, 0, -1, 0.5]
  static let tokens = Matrix(Vector([1, 0, 0.5, -1, 0, 2, 1, 1, -1, 1, 0, 0.25]))

  static func byHand(_ match: Attention.Match) -> Attention {
    Attention(
      values: values, queries: queries, match: match, output: output, bias: bias,
      scale: match == .distance ? 2.0.squareRoot() : 2, length: 3)
  }

  @Test func forwardIsTheDecksEinsum() {
    let y = Self.byHand(.product(keys: Self.keys)).forward(Self.tokens)
    let expected: Vector = [
      -0.3005884393317235, -0.6464895662351975, -0.9923906931386718, 1.1617081799578541,
      0.027971437701856172, -0.4521198491565508, -0.9322111360149578, 1.0876975771266353,
      -0.6405252655209077, -0.7812376074513049, -0.921949949381702, 1.4373377086879007,
    ]
    #expect(y ≈ Matrix(expected))
  }

  @Test func forwardByDistancesIsNumPys() {
    let y = Self.byHand(.distance).forward(Self.tokens)
    let expected: Vector = [
      2.8651009123688693, 0.767339345083272, -1.3304222222023256, -0.9281837894879237,
      -10.493943244749666, -5.869612059146359, -1.245280873543053, 5.879050312060253,
      -3.071445251063592, -2.189819845060474, -1.3081944390573552, 2.0734309669457636,
    ]
    #expect(y ≈ Matrix(expected))
  }

  /// The deck's slide 6 with `torch.manual_seed`: PyTorch's output in float32, and the Jacobian's norm from the
  /// 2560x2560 matrix by NumPy (FACTS B.6).
  static let slides: [(seed: UInt32, scale: AttentionScale, norm: Double)] = [
    (42, .embed, 0.8547516729), (0, .embed, 0.8528096415), (42, .head, 0.870593853),
  ]
  @Test(arguments: slides) func slide(_ slide: (seed: UInt32, scale: AttentionScale, norm: Double))
    throws
  {
    var kind = Attention.Kind()
    (kind.size, kind.heads, kind.scale) = (256, 8, slide.scale)
    var construction = Construction(
      input: nil, stream: RandomStream(seed: slide.seed, generator: .torch), limit: 1 << 30)
    let layer = try kind.build(in: &construction)
    #expect(layer.outputShape == Shape(10, 256))
    let x = Matrix(Vector(construction.stream.normal(count: 2560)))
    if slide.seed == 42, slide.scale == .embed {
      let printed = [0.018058031797409058, -0.08989668637514114, 0.0033547058701515198, -0.10524005442857742]
      let y = layer.singleForward(x)
      #expect(zip(y.elements, printed).allSatisfy { ($0 - $1).magnitude < 1e-7 })
    }
    let linearization = try Network([layer]).linearization(at: x)
    let found = try linearization.largestSingularTriplet(tolerance: 1e-4, monitor: .silent).value
    #expect((found - slide.norm).magnitude < 1e-6, "\(found)")
  }

  // MARK: The derivative

  /// Random attention of either kind, with more tokens and heads in each.
  static func random(_ seed: UInt32, length: Int? = nil, steep: Double = 1) -> Attention {
    var random = NumPyGenerator(seed: seed)
    let size = 1 + Int(seed) % 3
    let embed = size * (1 + Int(seed / 3) % 2)
    func matrix(_ size: Int) -> Matrix { steep * random.randn(rows: size, columns: size) }
    let (values, queries, keys) = (matrix(size), matrix(size), matrix(size))
    return Attention(
      values: values, queries: queries, match: seed % 2 == 0 ? .product(keys: keys) : .distance,
      output: random.randn(rows: embed, columns: embed), bias: Vector(random.normal(count: embed)),
      scale: Double(embed).squareRoot(), length: length ?? 2 + Int(seed) % 4)
  }

  @Test(
    "the pullback is the adjoint of the pushforward, which differences approach", arguments: 0..<UInt32(24))
  func derivative(_ seed: UInt32) throws {
    let layer = Self.random(seed)
    let network = try Network([layer])
    var random = NumPyGenerator(seed: seed)
    let inputs = layer.inputShape.count
    for columns in [1, 3] {
      let x = random.randn(rows: inputs, columns: columns)
      let (dx, dy) = (random.randn(rows: inputs, columns: 3), random.randn(rows: inputs, columns: 3))
      let (pushed, pulled) = (layer.pushforward(dx, at: x), layer.pullback(dy, at: x))
      for column in 0..<3 {
        let there = pushed.column(column).dot(dy.column(column))
        let back = dx.column(column).dot(pulled.column(column))
        let size = pushed.column(column).norm(.two) * dy.column(column).norm(.two)
        #expect((there - back).magnitude <= 1e-12 * size)
        let point = x.column(columns == 1 ? 0 : column)
        let difference = Oracles.difference(network, at: point, along: dx.column(column), step: 1e-5)
        #expect((pushed.column(column) - difference).norm(.two) <= 1e-6 * max(1, difference.norm(.two)))
      }
    }
  }

  @Test("parameter gradients are what differences approach", arguments: 0..<UInt32(12))
  func gradients(_ seed: UInt32) throws {
    let layer = Self.random(seed)
    var random = NumPyGenerator(seed: seed)
    let x = random.randn(rows: layer.inputShape.count, columns: 2)
    let dy = random.randn(rows: layer.inputShape.count, columns: 2)
    func value(_ parameters: Vector) -> Double {
      Vector(layer.withParameters(parameters).forward(x).elements).dot(Vector(dy.elements))
    }
    let gradient = layer.parameterGradient(dy, at: x)
    #expect(gradient.count == layer.parameterCount)
    #expect(layer.withParameters(layer.parameters).forward(x) == layer.forward(x))
    for index in 0..<gradient.count {
      var (ahead, behind) = (layer.parameters, layer.parameters)
      ahead[index] += 1e-5
      behind[index] -= 1e-5
      let difference = (value(ahead) - value(behind)) / 2e-5
      #expect((difference - gradient[index]).magnitude <= 1e-6 * max(1, gradient.norm(.infinity)))
    }
  }

  // MARK: How steep

  /// One head of size 1 with weights 1 and tokens 0, c, −c: `∂y₀/∂x₀ = 2c²/3 + 1/3` without end.
  @Test(arguments: [(1.0, 1.0), (2, 3), (4, 11), (8, 43), (16, 171), (100, 6667)])
  func toyProof(c: Double, expected: Double) throws {
    let one = Matrix([[1]])
    let layer = Attention(
      values: one, queries: one, match: .product(keys: one), output: one, scale: 1, length: 3)
    let jacobian = try Network([layer]).jacobian(at: [0, c, -c])
    #expect((jacobian[0, 0] - expected).magnitude <= 1e-12 * expected)
    let everywhere = layer.gain(.two, on: Array(repeating: .everything, count: 3))
    #expect(everywhere.enclosure == Interval(.infinity))
    let local = layer.gain(.two, on: Array(repeating: Interval(-c, c), count: 3))
    #expect(local.enclosure.upper >= expected && local.enclosure.upper.isFinite)
    let half = layer.gain(.two, on: [Interval(0, .infinity), Interval(0, 1), Interval(0, 1)])
    #expect(half.enclosure == Interval(0, .infinity))
  }

  @Test("no Jacobian at a point of a box is steeper than the gain there", arguments: 0..<UInt32(48))
  func gainsOnBoxes(_ seed: UInt32) throws {
    let layer = Self.random(seed, steep: [1, 0.3, 3][Int(seed / 2) % 3])
    let network = try Network([layer])
    var random = NumPyGenerator(seed: seed)
    let scale = [0.1, 1, 3][Int(seed) % 3]
    let radius = [1e-9, 0.03, 1][Int(seed / 3) % 3]
    let box = (0..<layer.inputShape.count).map { _ in
      Interval(scale * random.normal(), radius: radius * scale)
    }
    let gains = Norm.allCases.map { layer.gain($0, on: box).enclosure.upper }
    var best = Norm.allCases.map { _ in 0.0 }
    for _ in 0..<20 {
      // Corners, too, since a norm is often largest there.
      let isCorner = random.uniform() < 0.5
      let x = Vector(
        box.map {
          let share = isCorner ? random.uniform().rounded() : random.uniform()
          return min(max($0.lower + ($0.upper - $0.lower) * share, $0.lower), $0.upper)
        })
      let jacobian = network.jacobian(at: x)
      for (index, norm) in Norm.allCases.enumerated() {
        best[index] = max(best[index], try Oracles.norm(jacobian, norm))
      }
    }
    for (seen, gain) in zip(best, gains) { #expect(seen <= gain * (1 + 1e-9) && gain.isFinite) }
    // On next to a point the Jacobian written out is the Jacobian.
    if radius == 1e-9 { #expect(zip(best, gains).allSatisfy { $1 <= $0 * 1.001 }) }
  }

  /// For inner products near 0 the bound becomes that of the mean, `‖W W_V‖`.
  @Test func smallLogitsCostNothing() {
    let one = Matrix([[1]])
    let layer = Attention(
      values: one, queries: one, match: .product(keys: one), output: Matrix([[2]]), scale: 1, length: 2)
    let gain = layer.gain(.two, on: Array(repeating: Interval(-1e-3, 1e-3), count: 2)).enclosure.upper
    #expect(gain >= 2 && gain <= 2.00001)
  }

  @Test("distances have a constant, and no Jacobian exceeds it", arguments: 0..<UInt32(12))
  func distances(_ seed: UInt32) throws {
    let layer = Self.random(2 * seed + 1, steep: [0.3, 1, 3, 10][Int(seed) % 4])
    let network = try Network([layer])
    var random = NumPyGenerator(seed: seed)
    let box = Array(repeating: Interval.everything, count: layer.inputShape.count)
    let gains = Norm.allCases.map { layer.gain($0, on: box).enclosure.upper }
    for round in 0..<40 {
      let scale = [0, 0.01, 0.1, 1, 10][round % 5]
      let jacobian = network.jacobian(at: Vector(random.normal(count: box.count).map { scale * $0 }))
      for (norm, gain) in zip(Norm.allCases, gains) { #expect(try Oracles.norm(jacobian, norm) <= gain) }
    }
  }

  /// Tokens that are all 0 show that a bound linear in ‖W_Q‖ cannot hold: `‖J‖ = ‖W W_V‖ ‖W_Q‖²/√d`.
  @Test func theConstantGrowsWithTheSquareOfTheQueries() throws {
    let one = Matrix([[1]])
    let layer = Attention(
      values: one, queries: Matrix([[100]]), match: .distance, output: one, scale: 1, length: 2)
    let norm = try Oracles.norm(Network([layer]).jacobian(at: [0, 0]), .two)
    #expect(norm ≈ 10_000)
    #expect(layer.gain(.two, on: [.everything, .everything]).enclosure.upper >= norm)
  }

  /// `K = √N + 2w (1 + √N)` with the values of `w = W((N − 1)/e)` that SciPy's lambertw gives (FACTS B.6).
  @Test(arguments: [
    (2, 0.2784645427610738), (10, 1.1010029972769728), (100, 2.6286495970202823), (1000, 4.4205016039429275),
  ])
  func theBoundOfDistancesHasLambertsW(length: Int, w: Double) {
    let one = Matrix([[1]])
    let layer = Attention(
      values: one, queries: one, match: .distance, output: one, scale: 1, length: length)
    let gain = layer.gain(.two, on: Array(repeating: .everything, count: length)).enclosure.upper
    let root = Double(length).squareRoot()
    #expect((gain - (root + 2 * w * (1 + root))).magnitude <= 1e-13 * gain)
  }

  @Test("a single token goes through a linear map", arguments: 0..<UInt32(6))
  func oneToken(_ seed: UInt32) throws {
    let layer = Self.random(seed, length: 1)
    let jacobian = try Network([layer]).jacobian(at: Vector(repeating: 1, count: layer.embed))
    for norm in Norm.allCases {
      let gain = layer.gain(norm, on: Array(repeating: .everything, count: layer.embed)).enclosure
      let expected = try Oracles.norm(jacobian, norm)
      #expect(gain.lower <= expected * (1 + 1e-14) && expected <= gain.upper * (1 + 1e-14))
      #expect(gain.upper - gain.lower <= 1e-12 * gain.upper)
    }
  }

  @Test func withoutQueriesOrValuesNothingIsInfinite() {
    let (one, zero) = (Matrix([[1]]), Matrix([[0]]))
    let everywhere = [Interval.everything, .everything]
    let mean = Attention(
      values: one, queries: zero, match: .product(keys: one), output: Matrix([[-3]]), scale: 1, length: 2)
    #expect(mean.gain(.two, on: everywhere).enclosure.contains(3))
    #expect(mean.gain(.two, on: everywhere).enclosure.upper < 3.000001)
    let nothing = Attention(
      values: zero, queries: one, match: .product(keys: one), output: one, scale: 1, length: 2)
    #expect(nothing.gain(.two, on: everywhere).enclosure == .zero)
  }

  // MARK: Enclosures

  @Test("images and derivatives of a box's points lie in its enclosures", arguments: 0..<UInt32(36))
  func enclosures(_ seed: UInt32) {
    let layer = Self.random(seed)
    var random = NumPyGenerator(seed: seed)
    let count = layer.inputShape.count
    let radius = [0, 0.01, 1, 30][Int(seed) % 4]
    let box = (0..<count).map { _ in Interval(random.normal(), radius: radius) }
    let direction = random.randn(rows: count, columns: 1)
    let images = layer.enclosure(of: box)
    let slopes = layer.pushforwardEnclosure(of: direction.elements.map { Interval($0) }, on: box)
    func lie(_ values: Matrix, in intervals: [Interval]) -> Bool {
      let slack = 1e-12 * values.elements.reduce(1) { max($0, $1.magnitude) }
      return zip(values.elements, intervals).allSatisfy { $1.lower - slack <= $0 && $0 <= $1.upper + slack }
    }
    for _ in 0..<10 {
      let x = Matrix(Vector(box.map { $0.midpoint + (2 * random.uniform() - 1) * radius }))
      #expect(lie(layer.forward(x), in: images))
      #expect(lie(layer.pushforward(direction, at: x), in: slopes))
    }
    let widths = (images + slopes).map { $0.upper - $0.lower }
    if radius == 0 { #expect(widths.allSatisfy { $0 < 1e-10 }) }
    #expect(layer.isSmooth(on: box))
    // Without limits it says so, and is still no lie.
    let open = layer.enclosure(of: Array(repeating: .everything, count: count))
    #expect(lie(layer.forward(direction), in: open))
  }

  // MARK: The language

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let input: Shape?
    var heads: Count = 1
    var length: Count?
    let label: String
  }
  static let refusals = [
    Refusal(testDescription: "heads divide a token", input: nil, heads: 3, label: "heads"),
    Refusal(testDescription: "tokens have their size", input: Shape(10, 5), label: "size"),
    Refusal(testDescription: "an image is no row of tokens", input: Shape(3, 4, 4), label: "size"),
    Refusal(testDescription: "a row is cut into whole tokens", input: Shape(6), label: "size"),
    Refusal(testDescription: "the length is what comes in", input: Shape(5, 4), length: 10, label: "length"),
  ]
  @Test(arguments: refusals) func refused(_ refusal: Refusal) throws {
    var kind = Attention.Kind()
    (kind.size, kind.heads, kind.length) = (4, refusal.heads, refusal.length)
    var construction = Construction(
      input: refusal.input, stream: RandomStream(seed: 0, generator: .numpy), limit: 1 << 20)
    let error = #expect(throws: BuildError.self) { try kind.build(in: &construction) }
    #expect(error?.label == refusal.label)
  }

  @Test func whatComesInSaysHowManyTokensThereAre() throws {
    for (input, length) in [(Shape(5, 4), 5), (Shape(12), 3), (nil, 10)] as [(Shape?, Int)] {
      var kind = Attention.Kind()
      (kind.size, kind.comparison) = (4, .l2)
      var construction = Construction(
        input: input, stream: RandomStream(seed: 0, generator: .torch), limit: 1 << 20)
      let layer = try #require(try kind.build(in: &construction) as? Attention)
      #expect(layer.length == length)
      #expect(layer.inputShape == input ?? Shape(10, 4))
      // Distances have no keys: values, queries, output, bias.
      #expect(layer.parameterCount == 3 * 16 + 4 && layer.scale == 2)
    }
  }
}
