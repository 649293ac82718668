import LinearAlgebra
import TestSupport
import Testing

@testable import Networks

/// Convolutions, held against the matrix that their definition gives.
@Suite struct ConvolutionTests {
  @Test("the operator is the one of the definition", arguments: ImageCase.all.indices)
  func definition(_ index: Int) throws {
    let image = ImageCase.all[index]
    let layer = image.layer(seed: UInt32(index), bias: true)
    let matrix = image.matrix(of: layer)
    let map = layer.linearPart
    #expect(map.size == (matrix.rows, matrix.columns), "\(image)")
    #expect(map.apply(Matrix(identity: matrix.columns)) == matrix, "\(image)")
    #expect(map.applyAdjoint(Matrix(identity: matrix.rows)) == matrix.transposed, "\(image)")
    #expect(materialized(map.absolute) == matrix.mapped(\.magnitude), "\(image)")
    var random = NumPyGenerator(seed: UInt32(index))
    let x = random.randn(rows: matrix.columns, columns: 3)
    let pixels = layer.outputShape.count / layer.bias.count
    let bias = Matrix(
      rows: matrix.rows, columns: 3,
      elements: (0..<3 * matrix.rows).map {
        layer.bias[$0 % matrix.rows / pixels]
      })
    let expected = matrix * x + bias
    #expect(layer.forward(x) ≈ expected, "\(image)")
  }

  @Test("certified norms enclose those of the matrix", arguments: ImageCase.all.indices)
  func norms(_ index: Int) throws {
    let image = ImageCase.all[index]
    let layer = image.layer(seed: UInt32(index))
    let matrix = image.matrix(of: layer)
    for norm in Norm.allCases {
      let exact = try matrix.certifiedNorm(norm, monitor: .silent).enclosure
      let certified = try layer.linearPart.certifiedNorm(norm, monitor: .silent)
      // Two enclosures of one number meet.
      #expect(
        certified.enclosure.intersection(exact) != nil, "\(image) \(norm): \(certified.enclosure) \(exact)")
      #expect(certified.enclosure.contains(certified.value), "\(image)")
      #expect(
        certified.enclosure.upper - certified.enclosure.lower <= 1e-11 * exact.upper, "\(image) \(norm)")
      let stretch = matrix.stretch(along: certified.direction, norm)
      #expect(stretch.upper >= certified.enclosure.lower * (1 - 1e-14), "\(image) \(norm)")
    }
    let frobenius = try layer.linearPart.certifiedFrobenius()
    #expect(frobenius.intersection(try matrix.certifiedFrobenius()) != nil, "\(image)")
    #expect(frobenius.upper - frobenius.lower <= 1e-13 * frobenius.upper, "\(image)")
  }

  @Test("symbols on the grid bound the norm, on whole circles they are it", arguments: ImageCase.all.indices)
  func symbols(_ index: Int) throws {
    let image = ImageCase.all[index]
    let layer = image.layer(seed: UInt32(index))
    let exact = try image.matrix(of: layer).certifiedNorm(.two, monitor: .silent).enclosure
    let bound = try layer.linearPart.normOfSymbols(monitor: .silent).certified.enclosure
    #expect(bound.lower <= exact.upper && exact.lower <= bound.upper, "\(image): \(bound) \(exact)")
    if ConvolutionSymbols(layer.linearPart).isWhole {
      #expect(
        bound.upper <= exact.lower * (1 + 1e-10) && bound.lower >= exact.upper * (1 - 1e-10), "\(image)")
    } else {
      // Lanczos finds the norm to a few digits.
      #expect(bound.lower >= exact.lower * (1 - 1e-6), "\(image): \(bound) \(exact)")
    }
  }

  /// 90 random geometries: any kernel, stride, padding, dilation and groups that fit.
  @Test("symbols bound the norm wherever windows lie", arguments: 0..<6)
  func geometries(_ block: Int) throws {
    var tested = 0
    for seed in UInt32(15 * block)..<UInt32(15 * (block + 1)) {
      var random = RandomNetwork(seed: seed)
      let groups = 1 + random.below(2)
      let isCircular = random.chance(0.4)
      let windows = Convolution.Windows(
        kernel: 1 + random.below(3), stride: 1 + random.below(3),
        padding: isCircular ? nil : random.below(4), dilation: 1 + random.below(2), isCircular: isCircular)
      let span = windows.dilation * (windows.kernel - 1) + 1
      let image = ImageCase(
        channels: (groups, 2 * groups), groups: groups, windows: windows, height: span + random.below(4),
        width: span + random.below(4))
      let layer = image.layer(seed: seed)
      let matrix = image.matrix(of: layer)
      #expect(materialized(layer.linearPart) == matrix, "seed \(seed): \(image)")
      let exact = try matrix.certifiedNorm(.two, monitor: .silent).enclosure
      let bound = try layer.linearPart.normOfSymbols(monitor: .silent).certified.enclosure
      #expect(bound.lower <= exact.upper && exact.lower <= bound.upper, "seed \(seed): \(image)")
      tested += 1
    }
    #expect(tested == 15)
  }

  @Test(
    "weights of any size: the bound holds near overflow and underflow", arguments: [-1040, -300, 300, 900])
  func extremes(_ exponent: Int) throws {
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    let image = ImageCase(windows: .init(kernel: 3, padding: 1))
    let plain = image.layer(seed: 1)
    let layer = Convolution(
      factor * plain.linearPart.kernel, windows: image.windows, inputShape: image.shape)
    let matrix = image.matrix(of: layer)
    for norm in Norm.allCases {
      let exact = try matrix.certifiedNorm(norm, monitor: .silent).enclosure
      let bound = try layer.linearPart.certifiedNorm(norm, monitor: .silent).enclosure
      #expect(bound.intersection(exact) != nil, "\(norm): \(bound) \(exact)")
    }
    let exact = try matrix.certifiedNorm(.two, monitor: .silent).enclosure
    let symbols = try layer.linearPart.normOfSymbols(monitor: .silent).certified.enclosure
    #expect(symbols.lower <= exact.upper && exact.lower <= symbols.upper, "\(symbols) \(exact)")
  }

  @Test func weightsThatAreNotFiniteAreRefused() throws {
    let layer = Convolution(
      Matrix(rows: 9, columns: 1, repeating: .infinity), windows: .init(kernel: 3), inputShape: Shape(1, 4, 4)
    )
    for norm in Norm.allCases {
      #expect(throws: LinearAlgebraError.self) {
        try layer.linearPart.certifiedNorm(norm, monitor: .silent)
      }
    }
  }

  @Test("no weights, or no window that sees anything, is the norm 0")
  func nothing() throws {
    let zero = Convolution(
      Matrix(rows: 9, columns: 2), windows: .init(kernel: 3, padding: 1), inputShape: Shape(1, 40, 40))
    #expect(try zero.linearPart.certifiedNorm(.two, monitor: .silent).enclosure == .zero)
    let blind = Convolution(
      Matrix(rows: 1, columns: 1, repeating: 3), windows: .init(kernel: 1, stride: 5, padding: 2),
      inputShape: Shape(1, 1, 1))
    #expect(materialized(blind.linearPart) == Matrix([[0]]))
    for norm in Norm.allCases {
      #expect(try blind.linearPart.certifiedNorm(norm, monitor: .silent).enclosure == .zero)
    }
  }

  @Test("the same kernel everywhere is a unitary map: one wave or another, the norm is 1")
  func shift() throws {
    var kernel = Matrix(rows: 9, columns: 1)
    kernel[2, 0] = 1
    let layer = Convolution(
      kernel, windows: .init(kernel: 3, isCircular: true), inputShape: Shape(1, 24, 24))
    let norm = try layer.linearPart.certifiedNorm(.two, monitor: .silent)
    #expect(norm.enclosure.contains(1) && norm.enclosure.upper <= 1 + 1e-11)
  }

  @Test("images of points and boxes lie in their enclosures", arguments: ImageCase.all.indices)
  func enclosures(_ index: Int) throws {
    let image = ImageCase.all[index]
    let layer = image.layer(seed: UInt32(index), bias: true)
    let network = try Network([layer])
    var random = RandomNetwork(seed: UInt32(index))
    let x = random.point(image.shape.count)
    let exact = try #require(Oracles.forward(network, x))
    let point = network.enclosure(of: x.elements.map { Interval($0) })
    #expect(zip(point, exact).allSatisfy { $0.holds($1) }, "\(image)")
    let box = x.elements.map { Interval($0, radius: 0.3) }
    let images = network.enclosure(of: box)
    for _ in 0..<3 {
      let inside = Vector(box.map { $0.lower + ($0.upper - $0.lower) * random.random.uniform() })
      let image = network.forward(Matrix(inside)).column(0)
      #expect(zip(images, image.elements).allSatisfy { $0.contains($1) })
    }
    #expect(network.isSmooth(on: box))
  }

  @Test("stopped, the spectrum says so")
  func interruption() {
    let image = ImageCase(windows: .init(kernel: 3, padding: 1), height: 20, width: 20)
    let impatient = Monitor { $0.done < 5 }
    #expect(throws: CancellationError.self) {
      try image.layer(seed: 0).linearPart.certifiedNorm(.two, monitor: impatient)
    }
  }
}
