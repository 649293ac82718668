public import LinearAlgebra
public import Networks
import Parameters

/// The product of the layers' constants.
///
/// If each layer stretches by at most its own constant, the network stretches by at most their product. With a
/// region, activations count with their steepest slope there. For a single layer the product is the constant.
///
/// - Complexity: one certified norm a layer.
public struct LayerProduct: BoundMethod {
  public static let name = "product"
  public static let summary = "the product of the layers' constants"
  public static let source = "Szegedy et al. 2014, arXiv:1312.6199, section 4.3"
  public static let idea = """
    If g stretches distances by at most a and f by at most b, then f after g stretches them by at most a b: the \
    constants of the layers multiply. The product is reached only if the worst directions of all layers fit each \
    other, which they seldom do, so it is an upper bound and grows with depth.
    """
  public static let guarantee = Guarantee.upper
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    let box = domain.boundingBox(count: network.inputShape.count)
    let chain = try stoppable { try ChainGain(network, norm: norm, on: box, monitor: monitor) }
    if chain.gains.count == 1, chain.gains[0].derivation.guarantee == .exact {
      return LipschitzBound(
        exactly: chain.gains[0], of: network.layers[0], norm: norm, domain: domain, method: Self.name)
    }
    return LipschitzBound(
      chain.upper, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
      proof: Proof(chain.proof, of: network),
      because: chain.derivation)
  }
}

extension LipschitzBound {
  /// The constant of one layer that is known exactly.
  ///
  /// The ends of a ball are rounded outward, where a function may be steeper; so what the constant is not below comes
  /// from the largest box inside.
  init(exactly gain: LayerGain, of layer: any Layer, norm: Norm, domain: Domain, method: String) {
    var enclosure = gain.enclosure
    if case .elementwise(let function) = layer.form, case .ball = domain {
      let inside = SteepestSlope(of: function, on: domain.innerBox(count: layer.inputShape.count))
      enclosure = Interval(min(enclosure.lower, inside.enclosure.lower), enclosure.upper)
    }
    self.init(
      gain.value, .exact, norm: norm, domain: domain, method: method, isCertified: true,
      enclosure: enclosure, because: gain.derivation)
  }
}
