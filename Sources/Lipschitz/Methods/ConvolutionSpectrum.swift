public import LinearAlgebra
public import Networks
import Parameters

/// The norm of one convolution, from the spectrum of its kernel.
///
/// The largest norm of the kernel's symbols on a grid of frequencies is an upper bound for every way in which the
/// edges are treated, if the grid is large enough; a direction found by Lanczos shows how near it is. On a circle the
/// two meet.
///
/// - Complexity: a Cholesky factorisation of the channels a frequency, and some dozen applications.
public struct ConvolutionSpectrum: BoundMethod {
  public static let name = "fft"
  public static let summary = "the largest norm of a convolution's symbols over all frequencies"
  public static let source =
    "Sedghi, Gupta and Long 2019, arXiv:1805.10408; zero padding: Araujo et al. 2020, arXiv:2006.08391"
  public static let idea = """
    On a circle, waves of different frequencies do not mix, so the norm is the largest norm of the small matrices \
    (symbols) that the kernel is at each frequency. With zeros at the edges the layer is a part of a convolution on \
    a larger circle, which stretches at least as much; a direction found by Lanczos bounds the norm from below.
    """
  public static let guarantee = Guarantee.exact
  public static let example = ["layer conv2d 1->2 kernel 3 input 1x8x8 seed 42", "bound method fft"]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    guard network.elements.count == 1, let layer = network.layers[0] as? Convolution else {
      throw MethodError.needs(
        "one convolution", method: Self.name, instead: "method product takes any network")
    }
    guard norm == .two else {
      throw MethodError.needs(
        "norm 2", method: Self.name, instead: "bound norm \(norm.rawValue)  is exact for one layer")
    }
    let (spectral, reshaped) = try stoppable {
      (
        try layer.linearPart.spectralNorm(monitor: monitor),
        try layer.linearPart.kernel.certifiedNorm(.two, monitor: monitor).value
      )
    }
    let certified = spectral.certified
    let guarantee: Guarantee = certified.isKnown ? .exact : .upper
    let value = certified.isKnown ? certified.value : certified.enclosure.upper
    let kernel = "\(layer.linearPart.outputChannels)x\(layer.linearPart.kernel.rows)"
    return LipschitzBound(
      value, guarantee, norm: norm, domain: domain, method: Self.name, isCertified: true,
      enclosure: certified.enclosure,
      because: Derivation(
        network.elements[0].name, value: value, guarantee: guarantee, statement: layer.formula,
        source: Self.source,
        facts: [
          .text("from above: \(spectral.reason)"),
          .text("from below: \(spectral.lowerReason)"),
          .numbers("reshaped kernel norm", [reshaped], note: "of \(kernel), what the slide prints; no bound"),
        ]))
  }
}

extension CertifiedNorm {
  /// Whether the two ends are so close that the norm may be called known.
  var isKnown: Bool { enclosure.isNarrow }
}

extension Interval {
  /// Whether a constant inside is known to nine digits.
  var isNarrow: Bool { upper == 0 || (upper.isFinite && upper - lower <= 1e-9 * upper) }
}
