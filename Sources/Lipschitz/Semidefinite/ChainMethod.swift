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
    multipliers: (Chain, Int, Matrix) throws -> [Double]?
  ) throws -> LipschitzBound {
    let model = try SlopeModel(network, norm: norm, on: domain, method: name, monitor: monitor)
    guard let chain = Chain(model) else {
      guard model.blockSizes.dropFirst().allSatisfy({ $0 == 0 }) else {
        throw MethodError.needs(
          "a chain of layers, without skip connections or recurrences", method: name,
          instead: "method lipsdp takes them")
      }
      let value = try model.linearNorm(monitor: monitor)
      return result(value, norm, domain, facts: [.text("no neuron is left: a linear map")])
    }
    return try stoppable {
      let square = try ChainCertificate(chain).square(monitor: monitor) { index, before in
        try multipliers(chain, index, before)
      }
      let value = square.map(Rounding.squareRootUp) ?? .infinity
      let largest = chain.layers.reduce(chain.inputs) { max($0, $1.slopes.count) }
      return result(
        value, norm, domain,
        facts: [
          .text(
            square == nil
              ? "no multipliers were found that floating point can prove"
              : "proven in \(chain.layers.count + 1) pieces of at most \(2 * largest) numbers (certified)")
        ])
    }
  }

  private func result(_ value: Double, _ norm: Norm, _ domain: Domain, facts: [Derivation.Fact])
    -> LipschitzBound
  {
    LipschitzBound(
      value, .upper, norm: norm, domain: domain, method: name, isCertified: true,
      because: Derivation(
        rule, value: value, guarantee: .upper, statement: statement, source: source, facts: facts))
  }
}

extension Chain.Layer {
  /// `A P⁻¹ Aᵀ` as `X Xᵀ`: the X, a row for each neuron, or nil if P is not positive definite.
  func whitened(by before: Matrix) -> Matrix? {
    guard let factor = before.cholesky() else { return nil }
    let solved = factor.solveTriangular(.lower, matrix.middle.transposed).transposed
    return solved.elements.allSatisfy(\.isFinite) ? solved : nil
  }
}
