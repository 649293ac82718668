import LinearAlgebra
import Networks

/// A number that the constant is not below, with where anybody can recompute it.
public struct LowerSide: Hashable, Sendable {
  public let value: Double
  public let witness: Witness

  public init(value: Double, witness: Witness) { (self.value, self.witness) = (value, witness) }

  /// What a witness shows, with one part in 10¹² less; nil if that is nothing.
  init?(_ witness: Witness, of network: Network, norm: Norm, monitor: Monitor) throws {
    let value = try witness.quotient(of: network, norm: norm, monitor: monitor) * (1 - 1e-12)
    guard value > 0 else { return nil }
    self.init(value: value, witness: witness)
  }

  /// Why it proves nothing of a network in a domain.
  func flaw(for network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> String? {
    let inputs = network.inputShape.count
    let (points, direction): ([Vector], Vector?)
    switch witness {
    case .pair(let x, let y): (points, direction) = ([x, y], nil)
    case .tangent(let x, let along): (points, direction) = ([x], along)
    }
    guard
      (points + [direction].compactMap { $0 }).allSatisfy({
        $0.count == inputs && $0.elements.allSatisfy(\.isFinite)
      })
    else { return "its witness is of another size than the network's input" }
    guard points.allSatisfy(domain.contains) else { return "its witness is not in the region" }
    // At a point that is the whole region a derivative says nothing.
    guard direction == nil || domain.hasInside else { return "its region has no inside" }
    return try witness.quotient(of: network, norm: norm, monitor: monitor) >= value
      ? nil : "its witness stretches less than it says"
  }
}

extension Domain {
  fileprivate var hasInside: Bool {
    switch self {
    case .everywhere: true
    case .box(let lower, let upper): lower < upper
    case .ball(_, _, let radius, _): radius > 0
    }
  }
}
