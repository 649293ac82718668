import LinearAlgebra
import Lipschitz
import Networks
import Parameters
import TestSupport
import Testing

/// Convolutions as bounds: the deck's third slide, and networks over images.
@Suite struct ConvolutionSpectrumTests {
  struct Slide: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let size: Int
    /// Zero padding, by Lanczos with scipy (`deck/reference/slide03.json`).
    let norm: Double
    /// The circular convolution of this size, where it is known.
    let circular: Double
    var testDescription: String { "seed \(seed), \(size)x\(size)" }
  }

  static let slides = [
    Slide(seed: 42, size: 4, norm: 1.7246432405984868, circular: 1.9928352132380653),
    Slide(seed: 42, size: 8, norm: 1.9180291841271073, circular: 1.9928352132380653),
    Slide(seed: 42, size: 16, norm: 1.9833751880236816, circular: 2.007533733736445),
    Slide(seed: 42, size: 32, norm: 2.0031180919430662, circular: 2.007533733736445),
    Slide(seed: 0, size: 4, norm: 1.6263702672090357, circular: 1.7898079249101506),
    Slide(seed: 0, size: 8, norm: 1.7702563262193678, circular: 1.8171103624401206),
    Slide(seed: 0, size: 16, norm: 1.8193915154747395, circular: 1.8366147614149047),
    Slide(seed: 0, size: 32, norm: 1.8342625517092317, circular: 1.8366147614149047),
  ]

  /// `nn.Conv2d(3, 16, 3, padding=1)` after `torch.manual_seed(seed)`.
  private static func network(_ slide: Slide, circular: Bool = false) throws -> Network {
    var kind = Convolution.Kind()
    kind.channels = Channels(inputs: 3, outputs: 16)
    kind.kernel = 3
    kind.padding = 1
    kind.isCircular = circular
    var construction = Construction(
      input: Shape(3, slide.size, slide.size), stream: RandomStream(seed: slide.seed, generator: .torch),
      limit: 1 << 24)
    return try Network([kind.build(in: &construction)])
  }

  @Test("the norm of slide 3 is enclosed", arguments: slides)
  func slide(_ slide: Slide) throws {
    let network = try Self.network(slide)
    let bound = try Methods.automatic(for: network, norm: .two)
      .bound(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.method == "fft" && bound.isCertified)
    let enclosure = try #require(bound.enclosure)
    #expect(enclosure.lower <= slide.norm * (1 + 1e-12) && slide.norm * (1 - 1e-12) <= enclosure.upper)
    // The direction is worth seven digits, whatever the upper end.
    #expect(enclosure.lower >= slide.norm * (1 - 1e-7))
    #expect(bound.guarantee.contains(.upper) && bound.value <= enclosure.upper)
    switch slide.size {
    case 4, 8: #expect(bound.guarantee == .exact && enclosure.upper <= slide.norm * (1 + 1e-11))
    case 16: #expect(bound.guarantee == .upper && enclosure.upper <= 1.015 * slide.norm)
    default: #expect(bound.guarantee == .upper && enclosure.upper <= 1.005 * slide.norm)
    }
  }

  @Test(
    "on a circle the norm of slide 3 is known",
    arguments: slides.filter { $0.size <= 8 || ($0.size == 32 && $0.seed == 42) })
  func circle(_ slide: Slide) throws {
    let network = try Self.network(slide, circular: true)
    let bound = try ConvolutionSpectrum().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.guarantee == .exact)
    #expect((bound.value - slide.circular).magnitude <= 1e-11)
    let enclosure = try #require(bound.enclosure)
    #expect(
      enclosure.lower <= slide.circular * (1 + 1e-14) && slide.circular <= enclosure.upper * (1 + 1e-14))
    #expect(enclosure.upper - enclosure.lower <= 1e-10)
  }

  /// A window that does not touch an edge sees all taps, so from 3x3 on the ∞-norm is the interior one; a pixel needs
  /// a neighbour on each side to be seen by all taps, so the same holds for the 1-norm.
  @Test("the other norms of slide 3 are those of the interior", arguments: [4, 32])
  func otherNorms(_ size: Int) throws {
    let references: [(UInt32, Norm, Double)] = [
      (42, .infinity, 2.978662671521306), (42, .one, 14.56084142671898),
      (0, .infinity, 3.2391670886427164), (0, .one, 14.493754476687172),
    ]
    for (seed, norm, value) in references {
      let network = try Self.network(Slide(seed: seed, size: size, norm: 0, circular: 0))
      let bound = try Methods.automatic(for: network, norm: norm)
        .bound(network, norm: norm, on: .everywhere, monitor: .silent)
      #expect(bound.guarantee == .exact && (bound.value - value).magnitude <= 1e-12)
      #expect(bound.enclosure.map { $0.upper - $0.lower <= 1e-12 } == true)
    }
    // With a single pixel all windows but the middle one's centre tap see nothing.
    let pixel = try Self.network(Slide(seed: 42, size: 1, norm: 0, circular: 0))
    let bound = try LayerProduct().bound(pixel, norm: .infinity, on: .everywhere, monitor: .silent)
    #expect(bound.value < 1)
  }

  @Test("the derivation says the grid, and what the slide prints")
  func derivation() throws {
    let network = try Self.network(Self.slides[2])
    let bound = try ConvolutionSpectrum().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let texts = bound.derivation.facts.compactMap { if case .text(let text) = $0 { text } else { nil } }
    #expect(texts.contains { $0.contains("17x17 frequencies") })
    let numbers = bound.derivation.facts.compactMap {
      if case .numbers("reshaped kernel norm", let values, let note) = $0 { (values, note) } else { nil }
    }
    #expect(numbers.count == 1 && (numbers[0].0[0] - 0.9010563038209415).magnitude <= 1e-13)
    #expect(numbers[0].1.hasSuffix("no bound"))
  }

  @Test("fft takes one convolution and the 2-norm")
  func refusals() throws {
    let network = try Self.network(Self.slides[0])
    var two = network
    try two.append(Flatten(network.outputShape))
    for (network, norm) in try [(network, Norm.one), (two, .two), (MethodCases.one(ReLU()), .two)] {
      #expect(throws: MethodError.self) {
        try ConvolutionSpectrum().bound(network, norm: norm, on: .everywhere, monitor: .silent)
      }
    }
  }

  /// A network over 1x6x6 images with everything that they can go through.
  static func images(_ seed: UInt32) throws -> Network {
    var random = NumPyGenerator(seed: seed)
    let first = Convolution(
      random.randn(rows: 9, columns: 2), bias: Vector(random.normal(count: 2)),
      windows: .init(kernel: 3, padding: 1, isCircular: seed.isMultiple(of: 2)), inputShape: Shape(1, 6, 6))
    let second = Convolution(
      random.randn(rows: 4, columns: 2), groups: 2, windows: .init(kernel: 2, stride: 2),
      inputShape: Shape(2, 5, 5))
    return try Network([
      first, Elementwise(ReLU(), shape: Shape(2, 6, 6)), MaxPool(2, stride: 1, inputShape: Shape(2, 6, 6)),
      second, AveragePool(2, stride: 1, inputShape: Shape(2, 2, 2)), Flatten(Shape(2, 1, 1)),
      Scale(-0.5, shape: Shape(2)), Dense(random.randn(rows: 2, columns: 2)),
    ])
  }

  @Test("what is below is below what is above, for networks over images", arguments: UInt32(0)..<4)
  func soundness(_ seed: UInt32) throws {
    let network = try Self.images(seed)
    let domains = [
      Domain.everywhere, .box(-1, 1),
      .ball(center: Vector(repeating: 0.5, count: 36), name: "x", radius: 0.5, norm: .two),
    ]
    for norm in Norm.allCases {
      for domain in domains {
        let bounds = try MethodCases.bounds(network, norm, on: domain, samples: 3, seed: seed)
        let ceilings = bounds.compactMap(\.ceiling)
        let floors = bounds.compactMap(\.floor)
        #expect(ceilings.count >= 1 && floors.count >= 3)
        #expect((floors.max() ?? .infinity) <= (ceilings.min() ?? 0))
        #expect((floors.max() ?? 0) > 0)
      }
    }
  }

  @Test("one layer's constant is never below what is seen of it", arguments: 0..<8)
  func layers(_ index: Int) throws {
    let layer = try Self.images(1).layers[index]
    let network = try Network([layer])
    for norm in Norm.allCases {
      let bounds = try MethodCases.bounds(network, norm, on: .everywhere, samples: 2)
      let (floor, ceiling) = (
        bounds.compactMap(\.floor).max() ?? .infinity, bounds.compactMap(\.ceiling).min() ?? 0
      )
      #expect(floor <= ceiling, "\(layer.kind) \(norm)")
      // Affine layers are as steep everywhere as their constant says.
      if case .affine = layer.form { #expect(floor >= 0.99 * ceiling, "\(layer.kind) \(norm)") }
    }
  }

  @Test("stopped, fft says so")
  func interruption() throws {
    let network = try Self.network(Self.slides[3])
    let counter = StepCounter(limit: 20)
    #expect(throws: Interrupted.self) {
      try ConvolutionSpectrum().bound(network, norm: .two, on: .everywhere, monitor: counter.monitor)
    }
    #expect(counter.count == 21)
  }

  @Test("Frobenius' norm of a large convolution needs no matrix")
  func frobenius() throws {
    let network = try Self.network(Self.slides[3])
    let bound = try FrobeniusProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    // Each of 30² interior windows has the kernel's own norm.
    let layer = try #require(network.layers[0] as? Convolution)
    let own = Vector(layer.linearPart.kernel.elements).norm(.two)
    #expect(bound.value > 30 * own && bound.value < 32 * own)
  }
}
