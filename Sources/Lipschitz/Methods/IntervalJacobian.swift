public import LinearAlgebra
public import Networks
import Parameters

/// The norm of a matrix of intervals that contains every Jacobian of the network in a region.
///
/// A network's constant on a convex region is the largest norm of its Jacobian there. What each neuron sees in the
/// region is enclosed, so its slope is, and the product of all matrices with such slopes has an interval for each
/// entry. Everywhere, with the slopes that a neuron can have at all, it is the sum over all paths through the network.
///
/// - Complexity: as many products as the network has layers, for each input and each output.
public struct IntervalJacobian: BoundMethod {
  public static let name = "interval"
  public static let summary = "the norm of an interval for each entry of the Jacobian"
  public static let source =
    "Zhang, Zhang and Hsieh 2019, arXiv:1810.11783 (RecurJac); ranges by Zhang et al. 2018, arXiv:1811.00866 (CROWN)"
  public static let idea = """
    In a region each neuron sees only numbers in a range, on which its slope is between two numbers; most slopes are \
    fixed or nearly so if the region is small. Multiplying matrices of such intervals encloses each entry of the \
    Jacobian, and no Jacobian has a larger norm than the largest magnitudes, or than the middles and the radii together.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "layer linear 4x2 seed 1", "activation tanh", "bound method interval box -1..1",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    let derivation = try stoppable {
      let region = Region(domain, inputs: network.inputShape.count)
      let found = try JacobianMatrices(of: network, on: region, method: Self.name, monitor: monitor)
      return try Self.derivation(found, norm: norm, on: domain, monitor: monitor)
    }
    return LipschitzBound(
      derivation.value, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
      proof: derivation.value.isFinite ? Proof(.jacobian(derivation.value), of: network) : nil,
      because: derivation)
  }

  /// What follows from enclosures of the same Jacobians.
  private static func derivation(
    _ found: JacobianMatrices, norm: Norm, on domain: Domain, monitor: Monitor
  ) throws -> Derivation {
    var facts: [Derivation.Fact] = []
    if let slopes = found.slopes, !slopes.isEmpty {
      let settled = slopes.count { $0.isPoint }
      facts = [
        .text(
          "\(settled) of \(slopes.count.counted("neuron")) \(settled == 1 || slopes.count == 1 ? "has" : "have") one slope"
            + domain.words)
      ]
    }
    guard !found.all.isEmpty else {
      return Derivation(
        "interval Jacobian", value: .infinity, guarantee: .upper,
        statement: "\(found.slopes == nil ? "an entry" : "a slope") grows without bound\(domain.words)",
        source: Self.source, facts: facts)
    }
    let values = try found.all.map { try $0.matrix.largestNorm(norm, monitor: monitor) }
    var value = values.reduce(Double.infinity) { min($0, $1) }
    facts += zip(found.all, values).map { .numbers($0.words, [$1], note: "multiplied out so") }
    if let common = found.common {
      let least = try common.largestNorm(norm, monitor: monitor)
      value = min(value, least)
      facts.append(.numbers("what is in all of these, entry by entry", [least], note: ""))
    }
    let statement =
      switch norm {
      case .one: "largest column sum of the entries' magnitudes"
      case .two: "norm of the entries' magnitudes, or of their middles plus that of their radii"
      case .infinity: "largest row sum of the entries' magnitudes"
      }
    return Derivation(
      "interval Jacobian", value: value, guarantee: .upper, statement: statement, source: source, facts: facts
    )
  }
}

extension Domain {
  /// Where, as the end of a sentence.
  fileprivate var words: String { self == .everywhere ? "" : " in the region" }
}
