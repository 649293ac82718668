import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

/// Laws that hold for every kind of layer that is listed.
@Suite struct LayerTests {
  /// A layer of every kind with every initialisation that it has, and skip connections.
  static let layers: [any Layer] = {
    var layers = Layers.all.flatMap { built($0) }
    var random = RandomNetwork(seed: 9)
    for _ in 0..<5 {
      guard let network = try? Network([random.dense(3, 4), Elementwise(Tanh(), shape: Shape(3))]),
        let branch = try? Network(network.layers + [random.dense(4, 3)]), let residual = try? Residual(branch)
      else { continue }
      layers.append(residual)
    }
    return layers
  }()

  private static func built<Kind: LayerKind>(_ type: Kind.Type) -> [any Layer] {
    var layers: [any Layer] = []
    // What a required argument may be: a matrix's shape, channels, a number, a share.
    let arguments = [
      Argument(.shape([3, 4]), text: "3x4"), Argument(.sizes(inputs: 1, outputs: 2), text: "1->2"),
      Argument(.number(2), text: "2"), Argument(.number(0.5), text: "0.5"),
    ]
    for seed: UInt32 in 0..<3 {
      var kind = Kind()
      for parameter in Kind.parameters where parameter.isRequired {
        for argument in arguments where (try? parameter.set(&kind, to: argument)) != nil { break }
      }
      for input in [Shape(4), Shape(1, 6, 6)] {
        var construction = Construction(
          input: input, stream: RandomStream(seed: seed, generator: .numpy), limit: 1 << 20)
        guard let layer = try? kind.build(in: &construction) else { continue }
        layers.append(layer)
        break
      }
    }
    return layers
  }

  @Test("every kind is built from its required arguments alone")
  func kinds() {
    let words = Set(Self.layers.map(\.kind))
    #expect(Layers.all.allSatisfy { words.contains($0.name) })
    #expect(words.contains("residual"))
    #expect(Self.layers.count == 3 * Layers.all.count + 5)
  }

  @Test("words of kinds and their aliases are found, each once")
  func names() {
    let words = Layers.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(words).count == words.count)
    for word in words { #expect(Layers.named(word) != nil) }
    #expect(Layers.named("fc")?.name == "linear")
    #expect(Layers.named("nothing") == nil)
  }

  @Test("a pullback is the adjoint of the pushforward", arguments: layers.indices)
  func adjoint(_ index: Int) {
    let layer = Self.layers[index]
    var random = NumPyGenerator(seed: UInt32(index))
    for columns in [1, 3] {
      let x = random.rand(rows: layer.inputShape.count, columns: columns)
      let dx = random.randn(rows: layer.inputShape.count, columns: 3)
      let dy = random.randn(rows: layer.outputShape.count, columns: 3)
      let (pushed, pulled) = (layer.pushforward(dx, at: x), layer.pullback(dy, at: x))
      for column in 0..<3 {
        let there = pushed.column(column).dot(dy.column(column))
        let back = dx.column(column).dot(pulled.column(column))
        let size = pushed.column(column).norm(.two) * dy.column(column).norm(.two)
        #expect((there - back).magnitude <= 1e-13 * max(size, back.magnitude), "\(layer.kind)")
      }
    }
  }

  @Test("a pushforward is what differences approach", arguments: layers.indices)
  func differences(_ index: Int) throws {
    let layer = Self.layers[index]
    let network = try Network([layer])
    var random = NumPyGenerator(seed: UInt32(index))
    for _ in 0..<5 {
      // Between 0.1 and 0.9 no function that is listed has a corner.
      let x = Vector(random.uniform(count: layer.inputShape.count).map { 0.1 + 0.8 * $0 })
      let direction = Vector(random.normal(count: x.count))
      let pushed = layer.pushforward(Matrix(direction), at: Matrix(x)).column(0)
      let difference = Oracles.difference(network, at: x, along: direction, step: 1e-5)
      #expect((pushed - difference).norm(.two) <= 1e-7 * max(1, pushed.norm(.two)), "\(layer.kind)")
    }
  }

  @Test("columns of a batch do not see each other", arguments: layers.indices)
  func batches(_ index: Int) {
    let layer = Self.layers[index]
    var random = NumPyGenerator(seed: UInt32(index))
    let x = random.rand(rows: layer.inputShape.count, columns: 5)
    let together = layer.forward(x)
    for column in 0..<5 {
      #expect(layer.forward(Matrix(x.column(column))).column(0) ≈ together.column(column))
    }
  }

  @Test("a form is the layer", arguments: layers.indices)
  func forms(_ index: Int) {
    let layer = Self.layers[index]
    var random = NumPyGenerator(seed: UInt32(index))
    let x = random.rand(rows: layer.inputShape.count, columns: 1)
    let expected = layer.forward(x)
    switch layer.form {
    case .affine(let map, let bias):
      #expect(map.size == (layer.outputShape.count, layer.inputShape.count))
      #expect(map.apply(x) + Matrix(bias) ≈ expected)
      #expect(materialized(map) * x + Matrix(bias) ≈ expected)
      #expect(materialized(map.absolute) ≈ materialized(map).mapped(\.magnitude))
    case .elementwise(let function):
      #expect(x.mapped(function.value) == expected)
    case .residual(let branch):
      #expect(x + branch.forward(x) == expected)
    case .opaque(let map):
      let point = x.elements.map { Interval($0) }
      #expect(zip(map.enclosure(of: point), expected.elements).allSatisfy { $0.contains($1) })
    }
  }

  @Test("a zero direction stays zero where a function is vertical")
  func vertical() {
    let root = Elementwise(SquareRoot(), shape: Shape(2))
    let pushed = root.pushforward(Matrix(identity: 2), at: Matrix([[0], [4]]))
    #expect(pushed == Matrix([[.infinity, 0], [0, 0.25]]))
  }
}
