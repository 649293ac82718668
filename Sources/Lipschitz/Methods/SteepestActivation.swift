public import LinearAlgebra
public import Networks
import Parameters

/// The steepest slope of one function, applied to every coordinate: its constant in every p-norm.
///
/// The Jacobian is diagonal, so its norm is its largest entry. The slope's extremes are known from the function's
/// turning points (`ENGINE.md` 4), on an interval from those inside it and from its ends.
public struct SteepestActivation: BoundMethod {
  public static let name = "slope"
  public static let summary = "the steepest slope of one activation or function"
  public static let source = "mean value theorem; constants checked to 40 digits"
  public static let idea = """
    By the mean value theorem f(x) - f(y) is a slope between them times x - y, so the steepest slope bounds every \
    quotient, and close points reach it. Applied to each coordinate the Jacobian is diagonal, so its norm is its \
    largest entry in every p-norm.
    """
  public static let guarantee = Guarantee.exact
  public static let example = ["bound relu method slope"]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    guard network.elements.count == 1, case .elementwise = network.layers[0].form else {
      throw MethodError.needs(
        "one activation", method: Self.name, instead: "method product takes any network")
    }
    let gain = try LayerGain(
      network.elements[0], norm: norm, on: domain.boundingBox(count: network.inputShape.count),
      monitor: monitor)
    guard gain.derivation.guarantee == .exact else {
      return LipschitzBound(
        gain.enclosure.upper, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
        because: gain.derivation)
    }
    return LipschitzBound(
      exactly: gain, of: network.layers[0], norm: norm, domain: domain, method: Self.name)
  }
}
