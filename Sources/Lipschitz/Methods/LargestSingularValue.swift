public import LinearAlgebra
public import Networks
import Parameters

/// The largest singular value of one linear map: its constant in the 2-norm.
///
/// - Complexity: O(mn·min(m, n)) for the value and a Cholesky factorisation for the certificate.
public struct LargestSingularValue: BoundMethod {
  public static let name = "svd"
  public static let summary = "the largest singular value of one linear layer"
  public static let source = "Golub and Van Loan, Matrix Computations, 2.3; certificate: Rump 2006, BIT 46"
  public static let idea = """
    W turns the unit ball into an ellipsoid whose longest axis is σ₁, so |W(x - y)| is at most σ₁ |x - y|, and v₁ \
    reaches it; the bias cancels. Floating-point Cholesky of τ²I - WᵀW that runs to its end, with room for its own \
    rounding, proves that no direction is stretched by more than τ.
    """
  public static let guarantee = Guarantee.exact
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    guard network.elements.count == 1, case .affine = network.layers[0].form else {
      throw MethodError.needs("one linear layer", method: Self.name, instead: "method product takes them all")
    }
    guard norm == .two else {
      throw MethodError.needs(
        "norm 2", method: Self.name, instead: "bound norm \(norm.rawValue)  is exact for one layer")
    }
    let box = domain.boundingBox(count: network.inputShape.count)
    let gain = try stoppable {
      try LayerGain(network.elements[0], norm: norm, on: box, monitor: monitor)
    }
    guard gain.derivation.guarantee == .exact else {
      return LipschitzBound(
        gain.value, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
        enclosure: gain.enclosure, because: gain.derivation)
    }
    return LipschitzBound(
      exactly: gain, of: network.layers[0], norm: norm, domain: domain, method: Self.name)
  }
}
