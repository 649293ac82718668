public import LinearAlgebra
public import Networks
import Parameters

/// A closed form of the semidefinite bound: one multiplier a layer, chosen from the input on.
///
/// - Complexity: a norm and a factorisation of each layer.
public struct ECLipsEFast: BoundMethod {
  public static let name = "eclipsefast"
  public static let summary = "a closed form of the semidefinite bound, layer by layer"
  public static let source = "Xu and Sivaranjani 2024, arXiv:2404.05873 (ECLipsE-Fast)"
  public static let idea = """
    LipSDP's matrix of a chain is block tridiagonal. Going from the input on, each layer gets the single multiplier \
    that leaves the most for the layers behind it, which has a closed form. Every step is proven from the stored \
    weights, and costs hardly more than it does without a proof, so a thousand neurons a layer are no obstacle.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 4x2 seed 1, relu, linear 3x4", "bound method eclipsefast",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try ChainMethod(
      name: Self.name, rule: "ECLipsE-Fast", statement: "LipSDP with one multiplier a layer, in closed form",
      source: Self.source
    ).bound(network, norm: norm, on: domain, monitor: monitor) { chain, index, whitening in
      let layer = chain.layers[index]
      let best =
        layer.sector.provableShare * layer.sector.bestMultiplier(norm: try whitening.norm(monitor: monitor))
      return ChainStep(numbers: Array(repeating: best, count: layer.slopes.count))
    }
  }
}
