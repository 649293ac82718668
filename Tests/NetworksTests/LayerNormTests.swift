import LinearAlgebra
import Networks
import TestSupport
import Testing

struct LayerNormTests {
  @Test func globallyOneOverTheRootOfEps() {
    let gain = LayerNorm(shape: Shape(10)).gain(.two, on: Array(repeating: .everything, count: 10))
    #expect(gain.enclosure.contains(316.22776601683796))
    #expect(gain.enclosure.upper - gain.enclosure.lower < 1e-12)
  }

  /// Features that cannot be equal keep the constant 1/√eps out of reach, however free another feature is.
  @Test func onePlaceOutOfReachIsNoExactConstant() {
    let box = [Interval.everything, Interval(0, 1), Interval(5, 6)]
    #expect(LayerNorm(shape: Shape(3)).gain(.two, on: box).enclosure.lower == 0)
  }

  /// One number minus its own mean is 0, which is never written as -0.
  @Test func oneNumberIsFlat() throws {
    let network = try Network([LayerNorm(shape: Shape(1))])
    guard case .opaque(let map) = network.layers[0].form else { throw CancellationError() }
    let enclosure = map.gain(.two, on: [.everything]).enclosure
    #expect(enclosure == .zero && enclosure.lower.sign == .plus && enclosure.upper.sign == .plus)
  }

  /// A sequence stays a sequence, also one of a single token.
  @Test(arguments: [1, 2]) func sequencesKeepTheirShape(tokens: Int) throws {
    var construction = Construction(
      input: Shape(tokens, 3), stream: RandomStream(seed: 0, generator: .numpy), limit: 1 << 20)
    #expect(try LayerNorm.Kind().build(in: &construction).outputShape == Shape(tokens, 3))
  }

  @Test func outputHasMeanZeroAndNoMoreThanUnitVariance() {
    let y = LayerNorm(shape: Shape(4)).forward(Matrix(Vector([1, 2, 3, 4]))).elements
    #expect(y.reduce(0, +).magnitude < 1e-15)
    #expect((y[3] - 1.3416354).magnitude < 1e-6)
  }

  /// FACTS B.8: near a constant sample the Jacobian's norm is 1/√(variance + eps).
  @Test(arguments: [0.0, 1e-4, 0.3, 5]) func localNorm(spread: Double) throws {
    let x = Vector([1, 1 + spread, 1 - spread, 1, 1])
    let variance = 2 * spread * spread / 5
    let network = try Network([LayerNorm(shape: Shape(5))])
    let norm = try network.jacobian(at: x).certifiedNorm(.two, monitor: .silent).value
    #expect((norm * (variance + 1e-5).squareRoot() - 1).magnitude < 1e-9)
  }

  /// No Jacobian at a point of a box is steeper than the gain on the box, in any norm.
  @Test func gainsOnBoxesBoundEveryJacobian() throws {
    var random = NumPyGenerator(seed: 8)
    for round in 0..<150 {
      let count = 2 + round % 6
      let layer = LayerNorm(shape: Shape(count), eps: [1e-5, 1e-2, 1][round % 3])
      let scale = [0.001, 0.1, 1, 30][round % 4]
      let box = (0..<count).map { _ -> Interval in
        let center = scale * random.normal()
        return Interval(center, radius: scale * 0.3 * random.uniform())
      }
      for norm in Norm.allCases {
        let upper = layer.gain(norm, on: box).enclosure.upper
        let everywhere = layer.gain(norm, on: Array(repeating: .everything, count: count)).enclosure.upper
        #expect(upper <= everywhere)
        for _ in 0..<10 {
          let x = Vector(
            box.map { min(max($0.lower + ($0.upper - $0.lower) * random.uniform(), $0.lower), $0.upper) })
          let jacobian = try Network([layer]).jacobian(at: x)
          #expect(try jacobian.certifiedNorm(norm, monitor: .silent).enclosure.lower <= upper * (1 + 1e-9))
        }
      }
    }
  }
}
