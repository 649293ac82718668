public import LinearAlgebra
public import Networks
import Parameters

/// The semidefinite bound layer by layer: each layer's multipliers are the best for the two layers around it.
///
/// - Complexity: a semidefinite program of two layers for each layer.
public struct ECLipsE: BoundMethod {
  public static let name = "eclipse"
  public static let summary = "small semidefinite programs, layer by layer"
  public static let source = "Xu and Sivaranjani 2024, arXiv:2404.05873 (ECLipsE)"
  public static let idea = """
    LipSDP's matrix of a chain is block tridiagonal. Going from the input on, the layers before are summed up in one \
    matrix, and the multipliers of a layer are the best for that matrix and the next layer's weights: a semidefinite \
    program of two layers. It is at best as good as lipsdp, and stays cheap where a chain is deep.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 4x2 seed 1, relu, linear 3x4", "bound method eclipse",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try ChainMethod(
      name: Self.name, rule: "ECLipsE", statement: "LipSDP with each layer's multipliers settled in turn",
      source: Self.source
    ).bound(network, norm: norm, on: domain, monitor: monitor) { chain, index, whitening in
      let next = index + 1 < chain.layers.count ? chain.layers[index + 1].matrix : chain.output
      return try LayerPair(layer: chain.layers[index], rows: whitening.rows, after: next.middle)
        .multipliers(monitor: monitor).map { ChainStep(numbers: $0.numbers) }
    }
  }
}
