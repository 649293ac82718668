public import LinearAlgebra
public import Networks

/// An upper bound with all that is needed to check it from the weights.
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

  public init(
    value: Double, norm: Norm, domain: Domain, method: String, fingerprint: UInt64, proof: Proof
  ) {
    self.value = value
    self.norm = norm
    self.domain = domain
    self.method = method
    self.fingerprint = fingerprint
    self.proof = proof
  }

  /// The proof of a bound that was found for a network.
  ///
  /// The claim is larger than the bound by one part in 10¹⁰, so that it can be checked on machines that round otherwise.
  /// - Throws: `MethodError` where the bound has no proof that can be written down.
  public init(of bound: LipschitzBound, for network: Network, monitor: Monitor) throws {
    let upper = bound.enclosure?.upper ?? bound.value
    guard bound.guarantee.contains(.upper), bound.isCertified, upper.isFinite else {
      throw MethodError.needs(
        "an upper bound that is finite and proven", method: "certificate", instead: "bound   finds one")
    }
    var proof = bound.proof
    if proof == nil {
      let box = bound.domain.boundingBox(count: network.inputShape.count)
      let chain = try stoppable { try ChainGain(network, norm: bound.norm, on: box, monitor: monitor) }
      if chain.upper <= upper {
        let gains = chain.gains.map(\.enclosure.upper)
        proof = Proof([Proof.Part(first: 0, end: gains.count, content: .gains(gains))])
      }
    }
    guard let proof else {
      throw MethodError.needs(
        "a proof that can be written down, which method \(bound.method) has not", method: "certificate",
        instead: "bound method lipsdp  or  method product  has one")
    }
    let widened = proof.widened(by: 1 + 1e-10)
    self.init(
      value: widened.value, norm: bound.norm, domain: bound.domain, method: bound.method,
      fingerprint: NetworkFingerprint(network).value, proof: widened)
  }
}

extension Proof {
  /// The bound that the parts prove together, rounded up.
  var value: Double {
    parts.reduce(1) { product, part in
      switch part.content {
      case .gains(let gains): gains.reduce(product, Rounding.productUp)
      case .multipliers(let square, _): Rounding.productUp(product, Rounding.squareRootUp(square))
      case .matrix(let norm): Rounding.productUp(product, norm)
      }
    }
  }

  /// The same proof with a little room: ρ and its multipliers grow together, so that it stays one.
  fileprivate func widened(by factor: Double) -> Proof {
    Proof(
      parts.map { part in
        let content: Content =
          switch part.content {
          case .gains(let gains): .gains(gains.map { $0 * factor })
          case .multipliers(let square, let neurons):
            .multipliers(square: square * factor, neurons: neurons.map { $0.map { $0 * factor } })
          case .matrix(let norm): .matrix(norm * factor)
          }
        return Part(first: part.first, end: part.end, content: content)
      })
  }
}
