import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

/// Recurrences: slide 10's network, constants that are known, and what bounds them.
@Suite struct RecurrentTests {
  /// Slide 10's network, its norms and what its forward passes give, by NumPy from the same draws.
  struct Slide: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let norms: [Double]
    /// `|W_fc| |W_ih| sqrt(sum over k < T of |W_hh|^2k)` for T = 1, 5, 15, 30, 50, 100.
    let joint: [Double]
    /// The bound for all of 15 states.
    let all: Double
    /// Sums over all paths of 15 steps: of a column and of a row.
    let paths: [Double]
    /// The first units of h₁₅ for x = sin(10 t + i), and its length.
    let state: [Double]
    let length: Double
    /// What the slide prints with PyTorch, and with PyTorch's order of sums by NumPy.
    let printed: Double
    let emulated: Double
    var testDescription: String { "seed \(seed)" }
  }

  static let slides = [
    Slide(
      seed: 42, norms: [0.815567731833503, 1.069643910924886, 0.7723723938332654],
      joint: [
        0.6299220013694093, 1.6261925910443102, 4.242033081967103, 12.394158924738305, 48.039632120536176,
        1392.5775900644298,
      ],
      all: 12.483554712166812, paths: [289533.2866938817, 256356.84278672925],
      state: [-0.1649267822858677, 0.30444109018817594, -0.2583002894725948, 0.2888613470073501],
      length: 1.3711121401018822, printed: 43112.01171875, emulated: 43330.9609375),
    Slide(
      seed: 0, norms: [0.9118486039122005, 1.0666224402682711, 0.811690681504456],
      joint: [
        0.7401390147383807, 1.8985411261705796, 4.854664239584395, 13.665196863839691, 50.12619053272798,
        1261.663550708344,
      ],
      all: 13.673632044218914, paths: [318557.8949519846, 315470.14978507947],
      state: [0.3285007177378388, 0.5951809043371514, 0.0016745781008321316, -0.20792593383557467],
      length: 1.6435397918415806, printed: 50902.0390625, emulated: 51729.87890625),
  ]

  static func recurrent(
    _ inputs: Int, _ units: Int, steps: Int, states: Recurrent.States = .last, hasBias: Bool = true,
    from stream: inout RandomStream, initialization: Initialization? = nil
  ) throws -> Recurrent {
    var kind = Recurrent.Kind()
    kind.size = RecurrentSize(inputs: inputs, units: units)
    kind.steps = try Count(Argument(.number(Double(steps)), text: "\(steps)"))
    kind.states = states
    kind.hasBias = hasBias
    kind.initialization = initialization
    var construction = Construction(input: nil, stream: stream, limit: 1 << 24)
    let layer = try kind.build(in: &construction)
    stream = construction.stream
    return try #require(layer as? Recurrent)
  }

  static func linear(_ inputs: Int, _ outputs: Int, from stream: inout RandomStream) throws -> Dense {
    var kind = Dense.Kind()
    kind.size = DenseSize(outputs: outputs, inputs: inputs)
    var construction = Construction(input: nil, stream: stream, limit: 1 << 24)
    let layer = try kind.build(in: &construction)
    stream = construction.stream
    return try #require(layer as? Dense)
  }

  private static func norm(_ matrix: Matrix) throws -> Double {
    try matrix.certifiedNorm(.two, monitor: .silent).value
  }

  private static func everywhere(_ layer: Recurrent) -> [Interval] {
    Array(repeating: .everything, count: layer.inputShape.count)
  }

  @Test("slide 10: norms and joint bounds", arguments: slides)
  func slideBounds(_ slide: Slide) throws {
    for (steps, joint) in zip([1, 5, 15, 30, 50, 100], slide.joint) {
      var stream = RandomStream(seed: slide.seed, generator: .torch)
      let layer = try Self.recurrent(10, 20, steps: steps, from: &stream)
      let last = try Self.linear(20, 5, from: &stream)
      let norms = try [layer.input.weights, layer.hidden.weights, last.weights].map(Self.norm)
      for (norm, expected) in zip(norms, slide.norms) { #expect(norm ≈ expected) }
      let gain = layer.gain(.two, on: Self.everywhere(layer))
      #expect((gain.enclosure.upper * norms[2] / joint - 1).magnitude < 1e-11)
      #expect(gain.enclosure.lower == 0)
      guard steps == 15 else { continue }
      #expect(gain.reason == "|W_ih| sqrt(1 + |W_hh|^2 + ... + |W_hh|^28) (15 steps)")
      #expect(gain.factors.map(\.symbol) == ["|W_ih|", "|W_hh|"])
      let all = Recurrent(input: layer.input, hidden: layer.hidden, steps: 15, states: .all)
      #expect((all.gain(.two, on: Self.everywhere(layer)).enclosure.upper / slide.all - 1).magnitude < 1e-11)
      for (norm, paths) in zip([Norm.one, .infinity], slide.paths) {
        #expect((layer.gain(norm, on: Self.everywhere(layer)).enclosure.upper / paths - 1).magnitude < 1e-11)
      }
    }
  }

  @Test("slide 10: the state after 15 steps", arguments: slides)
  func slideState(_ slide: Slide) throws {
    var stream = RandomStream(seed: slide.seed, generator: .torch)
    let layer = try Self.recurrent(10, 20, steps: 15, from: &stream)
    let x = Vector((0..<150).map { Sine().value(Double($0 / 10 * 10 + $0 % 10)) })
    let state = layer.forward(Matrix(x)).column(0)
    #expect(Vector(Array(state.elements.prefix(4))) ≈ Vector(slide.state))
    #expect(state.norm(.two) ≈ slide.length)
  }

  @Test("slide 10: what it prints, in single precision", arguments: slides)
  func slidePrints(_ slide: Slide) throws {
    var stream = RandomStream(seed: slide.seed, generator: .torch)
    let network = try Network([
      Self.recurrent(10, 20, steps: 15, from: &stream), Self.linear(20, 5, from: &stream),
    ])
    let x = stream.randn(rows: 32, columns: 150).transposed
    let noise = stream.randn(rows: 32, columns: 150).transposed
    let eps: Float = 1e-6
    let moved = (x + noise.mapped { Double(eps * Float($0)) }).roundedToSingle
    let (y, after) = (network.forward(x, in: .single), network.forward(moved, in: .single))
    let rise = Vector((y - after).roundedToSingle.elements).norm(.two)
    let run = Vector((x - moved).roundedToSingle.elements).norm(.two)
    let quotient = rise / (Double(eps) * run)
    #expect((quotient / slide.emulated - 1).magnitude < 1e-6)
    #expect((quotient / slide.printed - 1).magnitude < 0.03)
  }

  @Test("numbers of NumPy are drawn in PyTorch's order: W_ih, W_hh, b_ih, b_hh")
  func numpyOrder() throws {
    var stream = RandomStream(seed: 3, generator: .numpy)
    let layer = try Self.recurrent(2, 3, steps: 1, from: &stream)
    var expected = NumPyGenerator(seed: 3)
    #expect(layer.input.weights == expected.randn(rows: 3, columns: 2))
    #expect(layer.hidden.weights == expected.randn(rows: 3, columns: 3))
    #expect(layer.input.bias == expected.randn(rows: 3, columns: 1).column(0))
    #expect(layer.hidden.bias == expected.randn(rows: 3, columns: 1).column(0))
  }

  @Test("every initialisation is built, with and without biases", arguments: Initialization.allCases)
  func initializations(_ initialization: Initialization) throws {
    for hasBias in [true, false] {
      for generator in RandomStream.Generator.allCases {
        var stream = RandomStream(seed: 1, generator: generator)
        let layer = try Self.recurrent(
          2, 4, steps: 3, hasBias: hasBias, from: &stream, initialization: initialization)
        #expect(layer.parameterCount == 4 * 2 + 4 * 4 + (hasBias ? 8 : 0))
        #expect(layer.parameters.count == layer.parameterCount)
        if initialization == .torch { #expect(layer.parameters.norm(.infinity) <= 0.5) }
      }
    }
  }

  // MARK: Constants that are known

  private static func recurrent(
    _ outer: [[Double]], _ inner: [[Double]], bias: [Double]? = nil, steps: Int, states: Recurrent.States
  ) -> Recurrent {
    let zero = bias.map { Vector(repeating: 0, count: $0.count) }
    return Recurrent(
      input: Dense(Matrix(outer), bias: bias.map { Vector($0) }), hidden: Dense(Matrix(inner), bias: zero),
      steps: steps, states: states)
  }

  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let layer: @Sendable () -> Recurrent
    let norm: Norm
    let constant: Double
  }

  static let known = [
    Known(
      testDescription: "one unit that adds up, both of two states: [1 0; 1 1] has the golden ratio",
      layer: { recurrent([[1]], [[1]], steps: 2, states: .all) }, norm: .two,
      constant: (1 + 5.0.squareRoot()) / 2),
    Known(
      testDescription: "one unit, three steps: the length of (1/4, 1/2, 1) times 2",
      layer: { recurrent([[2]], [[0.5]], steps: 3, states: .last) }, norm: .two, constant: 5.25.squareRoot()),
    Known(
      testDescription: "a bias is made good by an input where rows are independent",
      layer: { recurrent([[3, 0], [4, 5]], [[0, 0], [0, 0]], bias: [1, -2], steps: 4, states: .last) },
      norm: .two, constant: 45.0.squareRoot()),
    Known(
      testDescription: "weights that are not negative: the heaviest row of all paths",
      layer: { recurrent([[1], [2]], [[0, 1], [1, 0]], steps: 3, states: .last) }, norm: .infinity,
      constant: 5
    ),
    Known(
      testDescription: "weights that are not negative: an input is heaviest in all later states",
      layer: { recurrent([[1], [2]], [[0, 1], [1, 0]], steps: 3, states: .all) }, norm: .one, constant: 9),
  ]

  @Test("constants that a reader can check", arguments: known)
  func constants(_ known: Known) {
    let layer = known.layer()
    let gain = layer.gain(known.norm, on: Self.everywhere(layer))
    #expect(gain.enclosure.midpoint ≈ known.constant)
    #expect(gain.enclosure.upper - gain.enclosure.lower < 1e-12 * known.constant)
    #expect(gain.reason.hasSuffix(", reached where every tanh is at 0"))
  }

  @Test("a state that cannot rest is no exact constant")
  func biasOutOfReach() {
    // Both units see the same input, and one of them has a bias.
    let layer = Self.recurrent([[1], [1]], [[0, 0], [0, 0]], bias: [1, 0], steps: 1, states: .last)
    let gain = layer.gain(.two, on: [.everything]).enclosure
    #expect(gain.lower == 0)
    #expect(gain.upper ≈ 2.0.squareRoot())
    let independent = Self.recurrent([[1]], [[0]], bias: [1], steps: 1, states: .last)
    #expect(independent.gain(.two, on: [.everything]).enclosure.lower ≈ 1)
    #expect(independent.gain(.two, on: [Interval(0, 1)]).enclosure.lower == 0)
  }

  @Test("bounds that no double holds are infinite, and nothing moves without weights")
  func extremes() {
    for states in Recurrent.States.allCases {
      let steep = Self.recurrent([[1, 0], [0, 1]], [[1e200, 0], [0, 1e200]], steps: 4, states: states)
      let still = Self.recurrent([[0, 0], [0, 0]], [[1e200, 0], [0, 1e200]], steps: 4, states: states)
      for norm in Norm.allCases {
        for box in [Self.everywhere(steep), Array(repeating: Interval(-1, 1), count: 8)] {
          #expect(steep.gain(norm, on: box).enclosure.upper == .infinity)
          #expect(still.gain(norm, on: box).enclosure == .zero)
        }
      }
    }
  }

  @Test("many steps: the triangle's norm and its sums agree about where the sum ends")
  func manySteps() {
    // 1 / (1 − 1/2) from below; the triangle is written out for 128 steps, but not for 129.
    for steps in [128, 129, 5000] {
      let layer = Self.recurrent([[1]], [[0.5]], bias: [1], steps: steps, states: .all)
      let upper = layer.gain(.two, on: Self.everywhere(layer)).enclosure.upper
      #expect(1.99 < upper && upper <= 2.000001)
    }
  }

  // MARK: Laws of random recurrences

  private static func random(_ seed: UInt32) throws -> (layer: Recurrent, random: RandomNetwork) {
    var random = RandomNetwork(seed: seed)
    let (inputs, units) = (1 + random.below(3), 1 + random.below(4))
    let scale = [0.3, 1, 3][Int(seed) % 3]
    let hasBias = random.chance(0.6)
    func dense(_ columns: Int) -> Dense {
      Dense(
        scale * random.random.randn(rows: units, columns: columns),
        bias: hasBias ? Vector(random.random.normal(count: units)) : nil)
    }
    return (
      Recurrent(
        input: dense(inputs), hidden: dense(units), steps: 1 + random.below(4),
        states: seed % 2 == 0 ? .last : .all), random
    )
  }

  @Test("no Jacobian at a point of a box is steeper than the gain, in any norm", arguments: 0..<UInt32(60))
  func gainsBoundJacobians(_ seed: UInt32) throws {
    var (layer, random) = try Self.random(seed)
    let center = random.point(layer.inputShape.count)
    let radius = [0.01, 0.5, 5][random.below(3)]
    let box = center.elements.map { Interval($0, radius: radius) }
    for norm in Norm.allCases {
      let gain = layer.gain(norm, on: box).enclosure
      let everywhere = layer.gain(norm, on: Self.everywhere(layer)).enclosure
      #expect(gain.upper <= everywhere.upper * (1 + 1e-12))
      for _ in 0..<8 {
        let jacobian = try Network([layer]).jacobian(at: random.inside(box))
        #expect(
          try jacobian.certifiedNorm(norm, monitor: .silent).enclosure.lower <= gain.upper * (1 + 1e-9))
      }
    }
  }

  @Test("at one point, one step has the gain of its Jacobian", arguments: 0..<UInt32(12))
  func onePoint(_ seed: UInt32) throws {
    let (some, stream) = try Self.random(seed)
    var random = stream
    let layer = Recurrent(input: some.input, hidden: some.hidden, steps: 1, states: some.states)
    let x = random.point(layer.inputShape.count)
    let jacobian = try Network([layer]).jacobian(at: x)
    for norm in Norm.allCases {
      let upper = layer.gain(norm, on: x.elements.map { Interval($0) }).enclosure.upper
      let exact = try jacobian.certifiedNorm(norm, monitor: .silent).value
      #expect((upper - exact).magnitude <= 1e-9 * exact)
    }
  }

  @Test("images and derivatives of a box's points lie in its enclosures", arguments: 0..<UInt32(60))
  func enclosures(_ seed: UInt32) throws {
    var (layer, random) = try Self.random(seed)
    let box = random.point(layer.inputShape.count).elements.map { Interval($0, radius: 0.3) }
    let direction = Vector(random.random.normal(count: box.count))
    let image = layer.enclosure(of: box)
    let moved = layer.pushforwardEnclosure(of: direction.elements.map { Interval($0) }, on: box)
    for _ in 0..<5 {
      let x = Matrix(random.inside(box))
      for (interval, value) in zip(image, layer.forward(x).elements) { #expect(interval.contains(value)) }
      for (interval, value) in zip(moved, layer.pushforward(Matrix(direction), at: x).elements) {
        #expect(interval.lower - 1e-12 <= value && value <= interval.upper + 1e-12)
      }
    }
    let point = random.inside(box)
    let widths = layer.enclosure(of: point.elements.map { Interval($0) }).map { $0.upper - $0.lower }
    #expect(widths.allSatisfy { $0 < 1e-9 })
  }

  @Test("derivatives are what differences approach, for one state and for all", arguments: 0..<UInt32(20))
  func derivatives(_ seed: UInt32) throws {
    let (layer, stream) = try Self.random(seed)
    var random = stream.random
    let network = try Network([layer])
    let x = Vector(random.normal(count: layer.inputShape.count))
    let direction = Vector(random.normal(count: x.count))
    let pushed = layer.pushforward(Matrix(direction), at: Matrix(x)).column(0)
    let difference = Oracles.difference(network, at: x, along: direction, step: 1e-5)
    #expect((pushed - difference).norm(.two) <= 1e-6 * max(1, pushed.norm(.two)))
    let dy = Vector(random.normal(count: layer.outputShape.count))
    let pulled = layer.pullback(Matrix(dy), at: Matrix(x)).column(0)
    #expect((pulled.dot(direction) - dy.dot(pushed)).magnitude <= 1e-12 * max(1, pulled.norm(.two)))
  }

  // MARK: Construction

  struct Built: Sendable, CustomTestStringConvertible {
    let input: Shape?
    var steps: Count?
    var states = Recurrent.States.last
    /// The shapes that go in and come out, or why not.
    let outcome: Outcome
    enum Outcome: Hashable, Sendable { case shapes(Shape, Shape), refused(String, label: String?) }
    var testDescription: String { "\(input?.description ?? "no input"), steps \(steps?.value ?? 0)" }
  }

  static let built = [
    Built(input: nil, steps: 15, outcome: .shapes(Shape(15, 10), Shape(20))),
    Built(input: nil, steps: 15, states: .all, outcome: .shapes(Shape(15, 10), Shape(15, 20))),
    Built(input: Shape(15, 10), outcome: .shapes(Shape(15, 10), Shape(20))),
    Built(input: Shape(15, 10), steps: 15, outcome: .shapes(Shape(15, 10), Shape(20))),
    Built(input: Shape(30), states: .all, outcome: .shapes(Shape(30), Shape(3, 20))),
    Built(
      input: nil, outcome: .refused("rnn needs its steps, such as  rnn 10->20 steps 15", label: nil)),
    Built(
      input: Shape(15, 10), steps: 5,
      outcome: .refused("rnn of 5 steps, but 15x10 come in, which are 15", label: "steps")),
    Built(
      input: Shape(10, 15), outcome: .refused("rnn takes 10 numbers a step, but 10x15 come in", label: "size")
    ),
    Built(input: Shape(15), outcome: .refused("rnn takes 10 numbers a step, but 15 come in", label: "size")),
    Built(
      input: Shape(1, 15, 10),
      outcome: .refused("rnn takes steps x inputs, such as 15x10, but 1x15x10 come in", label: "size")),
    Built(
      input: nil, steps: 99999,
      outcome: .refused("99999x10 would need 7.6 MiB, and a tensor may have 1 MiB", label: "steps")),
  ]

  @Test("steps are those that come in, or the number", arguments: built)
  func construction(_ built: Built) throws {
    var kind = Recurrent.Kind()
    kind.size = RecurrentSize(inputs: 10, units: 20)
    kind.steps = built.steps
    kind.states = built.states
    var construction = DenseTests.construction(input: built.input, limit: 1 << 20)
    switch built.outcome {
    case .shapes(let input, let output):
      let layer = try kind.build(in: &construction)
      #expect(layer.inputShape == input && layer.outputShape == output)
    case .refused(let message, let label):
      let error = #expect(throws: BuildError.self) { try kind.build(in: &construction) }
      #expect(error?.message == message && error?.label == label)
    }
  }

  @Test func sizesAreInputsAndUnits() throws {
    let size = try RecurrentSize(Argument(.sizes(inputs: 10, outputs: 20), text: "10->20"))
    #expect(size == RecurrentSize(inputs: 10, units: 20) && size.argumentText == "10->20")
    for value in [Argument.Value.shape([20, 10]), .sizes(inputs: 0, outputs: 2), .number(3)] {
      #expect(throws: ArgumentError.self) { try RecurrentSize(Argument(value, text: "")) }
    }
  }
}
