import LinearAlgebra
import Networks

/// What the methods that go through a chain layer by layer have in common.
struct ChainMethod {
  let name: String
  let rule: String
  let statement: String
  let source: String

  /// The bound that multipliers give which are chosen for a layer when all layers before it are settled.
  ///
  /// - Throws: `MethodError` for networks that are no chain, and for other norms.
  func bound(
    _ network: Network, norm: Norm, on domain: Domain, monitor: Monitor,
    step: (Chain, Int, Whitening) throws -> ChainStep?
  ) throws -> LipschitzBound {
    try network.checkJoint(norm, domain, method: name)
    return try Segments.bound(network, norm: norm, on: domain, method: name, monitor: monitor) {
      run, region in
      let known = try BoundedRun(run, on: region, method: name, monitor: monitor)
      let model = known.model
      guard let chain = Chain(model) else { return try linear(model, monitor) }
      var chosen: [[Double]] = []
      let square = try ChainCertificate(chain).square(monitor: monitor) { index, whitening in
        let next = try step(chain, index, whitening)
        chosen.append(next?.numbers ?? [])
        return next
      }
      let value = square.map(Rounding.squareRootUp) ?? .infinity
      let proof = square.map { square in
        model.proof(square: square, neurons: chosen.map { $0.map { square * $0 } })
      }
      let loss = try known.productLoss(monitor: monitor)
      return (self.derivation(value, chain, isProven: square != nil, [loss].compactMap { $0 }), proof)
    }
  }

  /// A model without neurons.
  private func linear(_ model: SlopeModel, _ monitor: Monitor) throws -> (Derivation, Proof.Content?) {
    guard model.blockSizes.dropFirst().allSatisfy({ $0 == 0 }) else {
      throw MethodError.needs(
        "a chain of layers, without skip connections or recurrences", method: name,
        instead: "method lipsdp takes them")
    }
    let value = try model.linearNorm(monitor: monitor)
    return (
      Derivation(
        rule, value: value, guarantee: .upper, statement: statement, source: source,
        facts: [.text("no neuron is left: the norm of a matrix")]), value.isFinite ? .matrix(value) : nil
    )
  }

  private func derivation(_ value: Double, _ chain: Chain, isProven: Bool, _ premises: [Derivation])
    -> Derivation
  {
    let widths = [chain.inputs] + chain.layers.map(\.slopes.count)
    let largest = zip(widths, widths.dropFirst()).reduce(0) { max($0, $1.0 + $1.1) }
    let reason =
      isProven
      ? "proven in \(chain.layers.count + 1) pieces of at most \(largest) numbers (certified)"
      : "no multipliers were found that floating point can prove"
    return Derivation(
      rule, value: value, guarantee: .upper, statement: statement, source: source, facts: [.text(reason)],
      premises: premises)
  }
}
