import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

/// Pooling, flattening and scaling.
@Suite struct PoolingTests {
  struct Pool: Sendable, CustomTestStringConvertible {
    let kernel: Int
    let stride: Int
    var padding = 0
    let size: Int
    /// The exact 2-norms.
    let maximum: Double
    let average: Double
    var testDescription: String { "k\(kernel)s\(stride)p\(padding) on \(size)x\(size)" }
    var input: Shape { Shape(2, size, size) }
    var maxPool: MaxPool { MaxPool(kernel, stride: stride, padding: padding, inputShape: input) }
    var averagePool: AveragePool {
      AveragePool(kernel, stride: stride, padding: padding, inputShape: input)
    }
  }

  /// From `deck/reference/slide11.json`, and by hand.
  static let pools = [
    Pool(kernel: 2, stride: 2, size: 4, maximum: 1, average: 0.5),
    Pool(kernel: 3, stride: 3, size: 9, maximum: 1, average: 1.0 / 3),
    Pool(kernel: 4, stride: 4, size: 8, maximum: 1, average: 0.25),
    Pool(kernel: 2, stride: 1, size: 8, maximum: 2, average: 0.9619397662556435),
    Pool(kernel: 3, stride: 1, size: 9, maximum: 3, average: 0.910610909981138),
    Pool(kernel: 3, stride: 1, padding: 1, size: 9, maximum: 3, average: 0.9358066726589457),
    Pool(kernel: 3, stride: 2, size: 9, maximum: 2, average: 0.5131148876388771),
    Pool(kernel: 3, stride: 2, padding: 1, size: 9, maximum: 2, average: 0.5131148876388772),
    Pool(kernel: 5, stride: 1, size: 15, maximum: 5, average: 0.8937130542244199),
    Pool(kernel: 3, stride: 1, size: 33, maximum: 3, average: 0.9937558121241604),
    // Two windows along each axis, however much they overlap; one window; one pixel that windows see past.
    Pool(kernel: 3, stride: 1, size: 4, maximum: 2, average: 5.0 / 9),
    Pool(kernel: 3, stride: 1, size: 3, maximum: 1, average: 1.0 / 3),
    Pool(kernel: 2, stride: 1, padding: 1, size: 1, maximum: 2, average: 0.5),
    Pool(kernel: 2, stride: 5, size: 9, maximum: 1, average: 0.5),
    Pool(kernel: 1, stride: 1, size: 3, maximum: 1, average: 1),
  ]

  @Test("max pooling: 1, and the windows that share a pixel", arguments: pools)
  func maximum(_ pool: Pool) throws {
    let everywhere = [Interval](repeating: .everything, count: pool.input.count)
    let layer = pool.maxPool
    #expect(layer.gain(.two, on: everywhere).enclosure == Interval(pool.maximum))
    #expect(layer.gain(.one, on: everywhere).enclosure == Interval(pool.maximum * pool.maximum))
    #expect(layer.gain(.infinity, on: everywhere).enclosure == Interval(1))
    // Reached by a spike, somewhere on the diagonal.
    var best = [Norm: Double]()
    for pixel in stride(from: 0, to: pool.size * pool.size, by: pool.size + 1) {
      var spike = Vector(repeating: 0, count: pool.input.count)
      spike[pixel] = 1
      let image = layer.forward(Matrix(spike)).column(0)
      for norm in Norm.allCases { best[norm] = max(best[norm] ?? 0, image.norm(norm)) }
    }
    #expect(best[.two] == pool.maximum && best[.one] == pool.maximum * pool.maximum && best[.infinity] == 1)
  }

  @Test("average pooling: the matrix's norms", arguments: pools)
  func average(_ pool: Pool) throws {
    guard case .affine(let map, _) = pool.averagePool.form else {
      Issue.record("an average is affine")
      return
    }
    let two = try map.certifiedNorm(.two, monitor: .silent)
    #expect((two.value - pool.average).magnitude <= 1e-14)
    #expect(two.enclosure.contains(two.value) && two.enclosure.upper - two.enclosure.lower <= 1e-12)
    guard pool.size <= 9 else { return }
    let matrix = materialized(map)
    for norm in Norm.allCases {
      let certified = try map.certifiedNorm(norm, monitor: .silent)
      let exact = try matrix.certifiedNorm(norm, monitor: .silent)
      // The written-out entries 1/k² are rounded.
      #expect((certified.value - exact.value).magnitude <= 1e-14)
      #expect(certified.enclosure.contains(certified.value))
      #expect(certified.enclosure.upper - certified.enclosure.lower <= 1e-13)
      let stretch = matrix.stretch(along: certified.direction, norm)
      #expect(stretch.upper >= certified.enclosure.lower - 1e-15)
    }
    let frobenius = try map.certifiedFrobenius()
    #expect(frobenius.midpoint ≈ Vector(matrix.elements).norm(.two))
  }

  @Test("windows side by side: 1/k to the last digit")
  func sideBySide() throws {
    for kernel in 1...9 {
      let layer = AveragePool(kernel, inputShape: Shape(1, 3 * kernel + 1, 2 * kernel))
      guard case .affine(let map, _) = layer.form else { continue }
      #expect(
        try map.certifiedNorm(.two, monitor: .silent).enclosure == Interval(1) / Interval(Double(kernel)))
      #expect(try map.certifiedNorm(.infinity, monitor: .silent).enclosure == Interval(1))
    }
  }

  @Test("an axis of any length has a bound in good time")
  func longAxis() throws {
    let layer = AveragePool(3, stride: 1, padding: 1, inputShape: Shape(1, 1, 200_000))
    guard case .affine(let map, _) = layer.form else { return }
    let norm = try map.certifiedNorm(.two, monitor: .silent)
    // One row of three is seen: a third of an axis whose norm is nearly 3.
    #expect(norm.enclosure.lower > 0.333 && norm.enclosure.upper <= (1.0 / 3).nextUp.nextUp)
  }

  @Test("poolings see what they should", arguments: pools)
  func values(_ pool: Pool) {
    var random = NumPyGenerator(seed: 5)
    let x = random.randn(rows: pool.input.count, columns: 2)
    let (largest, mean) = (pool.maxPool.forward(x), pool.averagePool.forward(x))
    let side = pool.maxPool.outputShape.dimensions[1]
    #expect(side == (pool.size + 2 * pool.padding - pool.kernel) / pool.stride + 1)
    for (column, channel) in [(0, 0), (1, 1)] {
      for row in 0..<side {
        for line in 0..<side {
          var seen: [Double] = []
          for a in 0..<pool.kernel {
            for b in 0..<pool.kernel {
              let (i, j) = (row * pool.stride - pool.padding + a, line * pool.stride - pool.padding + b)
              guard (0..<pool.size).contains(i), (0..<pool.size).contains(j) else { continue }
              seen.append(x[(channel * pool.size + i) * pool.size + j, column])
            }
          }
          let place = (channel * side + row) * side + line
          #expect(largest[place, column] == seen.max())
          #expect(
            (mean[place, column] - seen.reduce(0, +) / Double(pool.kernel * pool.kernel)).magnitude < 1e-14)
        }
      }
    }
  }

  @Test("the first of equals has the slope; what is no number is the largest")
  func ties() {
    let layer = MaxPool(2, inputShape: Shape(1, 2, 4))
    let x = Matrix([[1], [1], [.nan], [4], [1], [0], [5], [.nan]])
    let y = layer.forward(x)
    #expect(y[0, 0] == 1 && y[1, 0].isNaN)
    #expect(layer.pullback(Matrix([[1], [2]]), at: x) == Matrix([[1], [0], [2], [0], [0], [0], [0], [0]]))
  }

  @Test("a maximum is smooth where one pixel is above all others for certain")
  func smoothness() {
    let layer = MaxPool(2, inputShape: Shape(1, 2, 2))
    func box(_ ends: [(Double, Double)]) -> [Interval] { ends.map { Interval($0, $1) } }
    #expect(!layer.isSmooth(on: box([(1, 1), (1, 1), (0, 0), (0, 0)])))
    #expect(layer.isSmooth(on: box([(1, 1), (1.0.nextDown, 1.0.nextDown), (0, 0), (0, 0)])))
    #expect(!layer.isSmooth(on: box([(1, 2), (0, 1), (0, 0), (0, 0)])))
    #expect(layer.isSmooth(on: box([(1, 2), (0, 0.9), (0, 0), (-9, 0.9)])))
    let some = box([(1, 2), (0, 1), (0, 0), (0, 0)])
    #expect(
      layer.pushforwardEnclosure(of: box([(3, 3), (5, 5), (9, 9), (-9, -9)]), on: some) == [Interval(3, 5)])
    #expect(layer.enclosure(of: some) == [Interval(1, 2)])
  }

  @Test(
    "images and slopes of a box's points lie in its enclosures",
    arguments: pools.indices.filter { pools[$0].size < 9 })
  func enclosures(_ index: Int) throws {
    let pool = Self.pools[index]
    var random = RandomNetwork(seed: UInt32(index))
    for layer in [pool.maxPool, pool.averagePool] as [any Layer] {
      let network = try Network([layer])
      let center = random.point(pool.input.count)
      let box = center.elements.map { Interval($0, radius: [1e-3, 0.5][index % 2]) }
      let images = network.enclosure(of: box)
      for _ in 0..<3 {
        let (x, y) = (random.inside(box), random.inside(box))
        let (fx, fy) = (network.forward(Matrix(x)).column(0), network.forward(Matrix(y)).column(0))
        #expect(zip(images, fx.elements).allSatisfy { $0.contains($1) })
        // By the mean value theorem, but for the rounding of the two sides.
        let run = zip(y.elements, x.elements).map { Interval($0) - Interval($1) }
        let rise = network.pushforwardEnclosure(of: run, on: box)
        for (interval, value) in zip(rise, (fy - fx).elements) {
          #expect((interval + Interval(0, radius: 1e-14 * center.norm(.infinity) + 1e-14)).contains(value))
        }
      }
    }
  }

  @Test("on a box a spike needs a level that all pixels can have")
  func boxes() {
    let layer = MaxPool(3, stride: 1, inputShape: Shape(1, 5, 5))
    let level = [Interval](repeating: Interval(-1, 1), count: 25)
    #expect(layer.gain(.two, on: level).enclosure == Interval(3))
    var apart = level
    apart[3] = Interval(2, 3)
    #expect(layer.gain(.two, on: apart).enclosure == Interval(0, 3))
  }

  @Test("flattening is the identity; scaling has the factor's magnitude", arguments: Norm.allCases)
  func multiples(_ norm: Norm) throws {
    for (layer, expected) in [
      (Flatten(Shape(2, 3, 4)), 1), (Scale(-0.1, shape: Shape(2, 3, 4)), 0.1), (Scale(0, shape: Shape(3)), 0),
      (Scale(1e300, shape: Shape(3)), 1e300),
    ] as [(any Layer, Double)] {
      guard case .affine(let map, _) = layer.form else { continue }
      #expect(try map.certifiedNorm(norm, monitor: .silent).enclosure == Interval(expected))
      let frobenius = try materialized(map).certifiedFrobenius()
      #expect(try map.certifiedFrobenius().intersection(frobenius) != nil)
    }
    #expect(Flatten(Shape(2, 3, 4)).outputShape == Shape(24))
    #expect(Scale(2, shape: Shape(2, 3)).outputShape == Shape(2, 3))
  }
}
