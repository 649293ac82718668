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
    print("ascent", network.rawValue, bound.value / best)
    #expect(bound.value >= (method.samples == nil ? 0.98 : 0.9) * best)
    let upper = try LoopTransformation().bound(
      network.network(), norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.value <= upper.value && bound.isCertified)
    #expect(
      try bound.witness?.quotient(of: network.network(), norm: .two, monitor: .silent) ?? 0 >= bound.value)
  }
}
