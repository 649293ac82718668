import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TestSupport
import Testing

/// The cheap joint bounds, held against numbers of other programs and against laws of their own.
@Suite struct LadderTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let network: ReferenceNetwork
    let product: Double
    let loopTransformation: Double
    var testDescription: String { network.rawValue }
  }
  /// `ENGINE.md` 12, "Full digits".
  static let known = [
    Known(network: .toy, product: 12.0032131271, loopTransformation: 6.7956029306),
    Known(network: .small, product: 3.8777071938, loopTransformation: 2.8955253012),
    Known(network: .square, product: 16.3088711845, loopTransformation: 9.1415548411),
    Known(network: .deep, product: 292.7806346616, loopTransformation: 92.7979944944),
  ]

  @Test("to nine digits", arguments: known) func references(_ known: Known) throws {
    let network = try known.network.network()
    func value(_ method: any BoundMethod) throws -> Double {
      try method.bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    }
    #expect((try value(LayerProduct()) / known.product - 1).magnitude < 1e-9)
    #expect((try value(FoldedProduct()) / known.product - 1).magnitude < 1e-9)
    #expect((try value(LoopTransformation()) / known.loopTransformation - 1).magnitude < 1e-9)
  }

  /// `ENGINE.md` 12: 143.886 is the product with 1 + |G||W| for each skip connection.
  @Test("skip connections add, and joint bounds see through them") func residual() throws {
    let network = try ReferenceNetwork.residual.network()
    let product = try LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    #expect((product / 143.886 - 1).magnitude < 1e-5)
    let folded = try FoldedProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    let transformed = try LoopTransformation().bound(network, norm: .two, on: .everywhere, monitor: .silent)
      .value
    #expect(folded < product && transformed < folded)
    // What is known from below.
    #expect(transformed > 2.9907)
  }
}

/// What is found from below, held against what is known.
@Suite struct AscentTests {
  /// `ENGINE.md` 12, "best lower"; of the first four it is the constant.
  static let known: [(ReferenceNetwork, Double)] = [
    (.toy, 1.5767473), (.small, 2.2697724), (.square, 4.7279672), (.smallTanh, 2.1361748),
    (.residual, 2.9907), (.deep, 6.1955),
  ]

  @Test("climbing finds at least 98 % of the best that is known", arguments: known)
  func climbing(_ network: ReferenceNetwork, _ best: Double) throws {
    var method = JacobianAscent()
    // Without optimisation the program is some ten times slower; of the larger networks a part must do.
    if network == .deep || network == .residual { method.samples = 20_000 }
    let bound = try method.bound(network.network(), norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.value >= (method.samples == nil ? 0.98 : 0.9) * best)
    let upper = try LoopTransformation().bound(
      network.network(), norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.value <= upper.value && bound.isCertified)
    #expect(
      try bound.witness?.quotient(of: network.network(), norm: .two, monitor: .silent) ?? 0 >= bound.value)
  }
}

/// Laws of merging, and of what `explain` says of the product.
@Suite struct MergingTests {
  private func bound(_ method: any BoundMethod, _ network: Network, _ norm: Norm) throws -> LipschitzBound {
    try method.bound(network, norm: norm, on: .everywhere, monitor: .silent)
  }

  @Test("two linear maps in a row are one, whose norm is known", arguments: Norm.allCases)
  func linear(_ norm: Norm) throws {
    // The second map takes back what the first does: together they are the identity.
    let network = try Network([Dense(Matrix([[4, 0], [0, 0.5]])), Dense(Matrix([[0.25, 0], [0, 2]]))])
    #expect(try bound(LayerProduct(), network, norm).value == 8)
    for method in [FoldedProduct(), LoopTransformation()] as [any BoundMethod] {
      #expect((try bound(method, network, norm).value - 1).magnitude < 1e-12)
    }
  }

  @Test("a batch norm goes into the layer before", arguments: Norm.allCases)
  func batchNorm(_ norm: Norm) throws {
    // The batch norm multiplies by 8 and 1 what the layer before divides by it, but for its eps.
    let norms = BatchNorm(shape: Shape(2), eps: 1e-12, gamma: [8, 1])
    let relu = Elementwise(ReLU(), shape: Shape(2))
    let first = Dense(Matrix([[0.125, 0], [0, 1]]))
    let network = try Network([first, norms, relu])
    #expect((try bound(FoldedProduct(), network, norm).value - 1).magnitude < 1e-9)
    #expect((try bound(LayerProduct(), network, norm).value - 8).magnitude < 1e-9)
    // A ReLU between keeps them apart.
    let apart = try Network([first, relu, norms])
    #expect(try bound(FoldedProduct(), apart, norm).value > 7.9)
  }

  @Test("on a box dead neurons vanish, and linear ones are merged")
  func fixedNeurons() throws {
    // On 1..2 the second neuron is dead and the first is linear: the network is x there.
    let network = try Network([
      Dense(Matrix([[1], [-100]])), Elementwise(ReLU(), shape: Shape(2)), Dense(Matrix([[1, 100]])),
    ])
    for method in [FoldedProduct(), LoopTransformation()] as [any BoundMethod] {
      let bound = try method.bound(network, norm: .two, on: .box(1, 2), monitor: .silent)
      #expect((bound.value - 1).magnitude < 1e-12, "\(bound.method)")
    }
  }

  @Test("merging never hurts, and the witnesses of pairs are below", arguments: UInt32(0)..<60)
  func order(_ seed: UInt32) throws {
    var random = RandomNetwork(seed: seed)
    let network = try random.network()
    for norm in Norm.allCases {
      let product = try bound(LayerProduct(), network, norm)
      guard let folded = try? bound(FoldedProduct(), network, norm) else {
        #expect(network.layers.count == 1)
        continue
      }
      #expect(folded.value <= (product.enclosure?.upper ?? product.value) * (1 + 1e-12))
      #expect(folded.isCertified)
    }
  }

  @Test("recurrences and layers that are not made of neurons are parts of a product")
  func segments() throws {
    var random = NumPyGenerator(seed: 1)
    func dense(_ rows: Int, _ columns: Int) -> Dense { Dense(random.randn(rows: rows, columns: columns)) }
    let network = try Network([
      dense(4, 3), Elementwise(Tanh(), shape: Shape(4)), LayerNorm(shape: Shape(4), eps: 0.1), dense(4, 4),
      Elementwise(ReLU(), shape: Shape(4)), dense(2, 4),
    ])
    let transformed = try bound(LoopTransformation(), network, .two)
    #expect(transformed.derivation.premises.count == 3)
    #expect(transformed.value < (try bound(LayerProduct(), network, .two).value))
    let below = try bound(JacobianAscent(), network, .two)
    #expect(below.value <= transformed.value)
  }

  @Test("the layer is named at which the product falls behind most")
  func loss() throws {
    // Of three layers the second sees only the direction that the first one shrinks.
    let relu = Elementwise(Tanh(), shape: Shape(2))
    let network = try Network([
      Dense(Matrix([[10, 0], [0, 0.1]])), Dense(Matrix([[0.1, 0], [0, 10]])), relu,
      Dense(Matrix(identity: 2)),
    ])
    let premises = try bound(FoldedProduct(), network, .two).derivation.premises
    #expect(premises.count == 1)
    #expect(premises.first?.rule == "the product loses most at linear1, linear2")
    #expect((premises.first.map(\.value) ?? 0) > 99)
  }

  @Test("without a method the smallest bound is taken, under its own name")
  func smallest() throws {
    for reference in ReferenceNetwork.allCases {
      let network = try reference.network()
      let best = try bound(Methods.automatic(for: network, norm: .two), network, .two)
      let winner = try #require(Methods.bounds.first { $0.name == best.method })
      #expect(try bound(winner.init(), network, .two) == best)
      // Those that are quick for networks of every size.
      for method in [LayerProduct(), FoldedProduct(), LoopTransformation(), ECLipsEFast()]
        as [any BoundMethod]
      {
        do {
          #expect(try best.value <= bound(method, network, .two).value, "\(type(of: method).name)")
        } catch MethodError.needs { continue }
      }
    }
  }

  @Test("many layers are too many to multiply out in pairs, and not to go through one by one")
  func deep() throws {
    let (matrix, relu) = (Dense(Matrix(identity: 32)), Elementwise(ReLU(), shape: Shape(32)))
    let network = try Network(
      Array(repeating: [matrix, relu] as [any Layer], count: 600).joined() + [matrix])
    #expect(throws: MethodError.self) { try bound(LoopTransformation(), network, .two) }
    let value = try bound(ECLipsEFast(), network, .two).value
    #expect((0...1e-7).contains(value - 1), "\(value)")
  }

  @Test("a network whose matrices would be too large to write out keeps the product")
  func sizes() throws {
    let network = try Network([
      Elementwise(ReLU(), shape: Shape(200_000)), Elementwise(Tanh(), shape: Shape(200_000)),
    ])
    let bound = try bound(Methods.automatic(for: network, norm: .two), network, .two)
    #expect(bound.value == 1)
  }
}
