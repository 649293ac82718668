import LinearAlgebra
import Networks
import Testing

@testable import Lipschitz

/// Chains in which something vanishes or is beyond what floating point squares.
@Suite struct DegenerateChainTests {
  private static func methods() -> [any BoundMethod] {
    var (neuron, layer) = (LipSDP(), LipSDPLayer())
    (neuron.solver, layer.solver) = (.descent, .descent)
    return [SeqLip(), ECLipsE(), ECLipsEFast(), LipSDP(), LipSDPLayer(), neuron, layer]
  }

  @Test(
    "a network that is constant has the bound 0, wherever its zeros are, and a certificate", arguments: 0..<3)
  func constant(_ zeros: Int) throws {
    var random = NumPyGenerator(seed: 3)
    let weights = (0..<3).map { index -> Matrix in
      let drawn = random.randn(rows: 3, columns: 3)
      return index == zeros ? 0 * drawn : drawn
    }
    let network = try Network([
      Dense(weights[0]), Elementwise(Tanh(), shape: Shape(3)), Dense(weights[1]),
      Elementwise(ReLU(), shape: Shape(3)), Dense(weights[2]),
    ])
    for method in Self.methods() {
      for domain in [Domain.everywhere, .box(-1, 1)] {
        let bound = try method.bound(network, norm: .two, on: domain, monitor: .silent)
        #expect(bound.value == 0, "\(bound.method) on \(domain)")
        let certificate = try Certificate(of: bound, for: network, monitor: .silent)
        #expect(try certificate.flaw(for: network, monitor: .silent) == nil)
      }
    }
  }

  @Test("slopes whose product is below all numbers prove no more than is true", arguments: [1.0, 0])
  func tinySlopes(_ share: Double) throws {
    // y = φ(10¹⁰⁰ x) with slopes up to 10⁻¹⁷⁰, so x² ≥ 10¹⁴⁰ y², and P behind the layer is at most that.
    let layer = Chain.Layer(
      matrix: EnclosedMatrix(Matrix([[1e100]])), slopes: [Interval(-share * 1e-170, 1e-170)])
    let piece = try #require(ChainPiece(layer, from: Matrix(identity: 1)))
    for multiplier in [1e-80, 1, 1e80, 1e130, 0x1p480] {
      let next = try piece.next(ChainStep(numbers: [multiplier]), monitor: .silent)
      #expect(next.map { $0[0, 0] <= 1e140 } ?? true)
    }
    #expect(try piece.next(ChainStep(numbers: [1e-80]), monitor: .silent) != nil)
  }

  @Test("slopes from -1 to 1 leave nothing at the best multiplier, and a bound is found")
  func sine() throws {
    var random = NumPyGenerator(seed: 5)
    let (first, last) = (random.randn(rows: 8, columns: 4), random.randn(rows: 3, columns: 8))
    let network = try Network([Dense(first), Elementwise(Sine(), shape: Shape(8)), Dense(last)])
    let product = try LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    for method in Self.methods() {
      let bound = try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
      #expect(bound.value <= product * (1 + 1e-6), "\(bound.method)")
    }
  }

  @Test("a chain of many layers that shrink a little has the bound of their product, by descent")
  func shrinking() throws {
    var network = Network()
    for index in 0..<300 {
      if index > 0 { try network.append(Elementwise(ReLU(), shape: Shape(1))) }
      try network.append(Dense(Matrix([[0.99]])))
    }
    var method = LipSDP()
    method.solver = .descent
    let bound = try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let product = try LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent).value
    #expect(bound.value <= 1.01 * product)
  }

  @Test("a chain of three hundred layers is bounded, or not, without an error from below")
  func deep() throws {
    var random = NumPyGenerator(seed: 7)
    var network = Network()
    for index in 0..<300 {
      if index > 0 { try network.append(Elementwise(ReLU(), shape: Shape(4))) }
      try network.append(Dense(random.randn(rows: 4, columns: 4).qr().q))
    }
    for method in [SeqLip(), ECLipsEFast()] as [any BoundMethod] {
      let bound = try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
      #expect(bound.value >= 0, "\(bound.method)")
    }
  }
}
