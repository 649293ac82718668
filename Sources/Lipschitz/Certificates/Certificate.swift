public import LinearAlgebra
public import Networks

/// An upper bound, and maybe a lower one, with all that is needed to check them from the weights.
public struct Certificate: Hashable, Sendable {
  /// The constant is claimed to be at most this.
  public let value: Double
  public let norm: Norm
  public let domain: Domain
  /// The word of the method that found it.
  public let method: String
  /// Of the network, see `NetworkFingerprint`.
  public let fingerprint: UInt64
  public let proof: Proof
  /// What the constant is claimed to be at least, where something is.
  public let lower: LowerSide?

  public init(
    value: Double, norm: Norm, domain: Domain, method: String, fingerprint: UInt64, proof: Proof,
    lower: LowerSide? = nil
  ) {
    self.value = value
    self.norm = norm
    self.domain = domain
    self.method = method
    self.fingerprint = fingerprint
    self.proof = proof
    self.lower = lower
  }

  /// Both sides, if there are two.
  public var enclosure: Interval? {
    if value == 0 { return .zero }
    return lower.map { Interval(min($0.value, value), value) }
  }

  /// Whether the sides are as close as those of a constant that `exact` calls known, with the room they were given.
  public var isExact: Bool {
    enclosure.map { $0.upper <= $0.lower * (1 + 1.001e-8) } ?? false
  }

  /// The proof of a bound that was found for a network.
  ///
  /// The claim is larger than the bound by one part in 10¹⁰, so that it can be checked on machines that round otherwise,
  /// or by more where it takes more until the check accepts it; for the cells of an exact search by one in 10¹². What the
  /// constant is not below comes from a witness: the given one, else that of the bound.
  /// - Throws: `MethodError` where the bound has no proof that can be written down.
  public init(
    of bound: LipschitzBound, for network: Network, witness: Witness? = nil, monitor: Monitor
  ) throws {
    let upper = bound.enclosure?.upper ?? bound.value
    guard bound.guarantee.contains(.upper), bound.isCertified, upper.isFinite else {
      throw MethodError.needs(
        "an upper bound that is finite and proven", method: "certificate", instead: "bound   finds one")
    }
    let proof: Proof
    if let known = bound.proof {
      proof = known
    } else {
      let box = bound.domain.boundingBox(count: network.inputShape.count)
      let chain = try stoppable { try ChainGain(network, norm: bound.norm, on: box, monitor: monitor) }
      guard chain.upper <= upper else {
        throw MethodError.needs(
          "a proof that can be written down, which this bound of method \(bound.method) has not",
          method: "certificate", instead: "bound method \(bound.method)  looks for one")
      }
      proof = Proof(chain.proof, of: network)
    }
    guard proof.size <= Self.mostNumbers else {
      throw MethodError.needs(
        "a proof of at most \(Self.mostNumbers) numbers, and this one has \(proof.size)",
        method: "certificate",
        instead: "a larger tolerance or gap needs fewer cells: bound method exact tolerance 1%")
    }
    let lower = try (witness ?? bound.witness).flatMap {
      try LowerSide($0, of: network, norm: bound.norm, monitor: monitor)
    }
    let fingerprint = NetworkFingerprint(network).value
    for room in Self.rooms {
      let widened = proof.widened(by: room)
      self.init(
        value: widened.value, norm: bound.norm, domain: bound.domain, method: bound.method,
        fingerprint: fingerprint, proof: widened, lower: lower)
      if try stoppable({ try flaw(for: network, monitor: monitor) }) == nil { return }
    }
    throw MethodError.needs(
      "a proof that leaves more room for rounding than this one of method \(bound.method)",
      method: "certificate", instead: "bound method product  has one")
  }

  /// Where slopes are nearly fixed, multipliers are large and much of them cancels: their proofs need more room.
  private static let rooms = [1e-10, 1e-9, 1e-8, 1e-7, 1e-6]

  /// More would be a file of more than some dozen megabytes.
  static let mostNumbers = 1_000_000
}
