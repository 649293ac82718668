public import LinearAlgebra
public import Networks
import Parameters

/// The product of Frobenius norms: never below the product of spectral norms, and without any decomposition.
///
/// The Frobenius norm is no induced norm, so this is a bound and never the constant itself, unless by accident.
public struct FrobeniusProduct: BoundMethod {
  public static let name = "frobenius"
  public static let summary = "the product of the layers' Frobenius norms"
  public static let source = "|A|₂ ≤ |A|F; Golub and Van Loan, Matrix Computations, 2.3.2"
  public static let idea = """
    |W|F² is the sum of all σ², so it is at least σ₁²: the root of the sum of squares bounds the stretch of a layer \
    without any decomposition. Stretches in a row multiply, so the product bounds the network.
    """
  public static let guarantee = Guarantee.upper
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    guard norm == .two else {
      throw MethodError.needs("norm 2", method: Self.name, instead: "method product takes every norm")
    }
    var upper = 1.0
    var premises: [Derivation] = []
    try stoppable {
      let box = domain.boundingBox(count: network.inputShape.count)
      let boxes = try network.inputEnclosures(of: box, monitor: monitor)
      for (element, box) in zip(network.elements, boxes) {
        let premise = try gain(element, on: box, monitor: monitor)
        upper = Rounding.productUp(upper, premise.value)
        premises.append(premise)
        try monitor.step(premises.count, of: network.elements.count)
      }
    }
    return LipschitzBound(
      upper, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
      proof: Proof(.gains(premises.map(\.value)), of: network),
      because: Derivation(
        premises.count == 1 ? "Frobenius norm" : "product of \(premises.count) layers, Frobenius norms",
        value: upper, guarantee: .upper,
        statement: "|W|₂ is at most |W|F, the root of the sum of squares", source: Self.source,
        premises: premises))
  }

  private func gain(_ element: Network.Element, on box: [Interval], monitor: Monitor) throws -> Derivation {
    guard case .affine(let map, _) = element.layer.form else {
      let gain = try LayerGain(element, norm: .two, on: box, monitor: monitor)
      return Derivation(
        element.name, value: gain.enclosure.upper, guarantee: .upper, statement: element.layer.formula,
        premises: gain.derivation.premises)
    }
    let upper = try map.certifiedFrobenius().upper
    return Derivation(element.name, value: upper, guarantee: .upper, statement: "|W|F")
  }
}
