public import LinearAlgebra
public import Networks
import Parameters

/// LipLT: the linear part of every neuron is multiplied out, and only the rests are bounded one by one.
///
/// A neuron with slopes between `m − r` and `m + r` is `φ(z) = m z + ψ(z)`, where ψ stretches by at most r. The product of
/// all matrices, with every m, is then bounded by one norm instead of by the product of norms, and each rest adds what
/// follows it. Any slopes do, in every norm, also with skip connections and in recurrences.
///
/// - Complexity: for k layers of neurons k²/2 products of matrices with a certified norm each.
public struct LoopTransformation: BoundMethod {
  public static let name = "liplt"
  public static let summary = "LipLT: linear parts multiplied out, the rests bounded one by one"
  public static let source = "Fazlyab et al. 2023, arXiv:2310.00116 (LipLT)"
  public static let idea = """
    A neuron with slopes in m - r to m + r is m z plus a rest that stretches by at most r. The linear parts multiply out \
    to one matrix with one norm, which may be much below the product of the norms; then each layer of rests adds r times \
    the norm of all that follows times the constant of what it sees.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 8x5 seed 1, relu, linear 2x8 seed 2", "bound method liplt",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkSeveralLayers(domain, method: Self.name)
    return try Segments.bound(network, norm: norm, on: domain, method: Self.name, monitor: monitor) {
      try transformed($0, norm: norm, on: $1, monitor: monitor)
    }
  }

  /// The numbers of all products of layers, with their errors twice as many: two gibibytes.
  private static let mostEntries = 0x1p27

  private func transformed(_ run: Network, norm: Norm, on region: Region, monitor: Monitor) throws
    -> (Derivation, Proof.Content)
  {
    let graph = try NeuronGraph(run, method: Self.name)
    guard graph.pairedEntries <= Self.mostEntries else {
      throw MethodError.needs(
        "layers that can be multiplied out with each other, and these are too large", method: Self.name,
        instead: "method \(ECLipsEFast.name) goes from layer to layer")
    }
    let slopes = try NeuronRanges(of: graph, on: region, monitor: monitor).slopes
    guard slopes.areFinite else {
      throw MethodError.needs(
        "slopes that do not grow without bound", method: Self.name,
        instead: "a region may have a constant: bound box -1..1 method \(Self.name)")
    }
    let gain = try JointGain(
      graph, splits: slopes.map { $0.map(SlopeSplit.init(centering:)) }, norm: norm, monitor: monitor)
    let proof = try gain.proof(of: graph.output)
    let value = proof.value
    let product = try ChainGain(run, norm: norm, on: region.box, monitor: monitor)
    let loss = try ProductLoss(
      run, product, outputs: gain.outputs, prefix: gain.gain(of:), method: Self.name)
    let derivation = Derivation(
      "LipLT over \(graph.layers.count.counted("layer")) of neurons", value: value, guarantee: .upper,
      statement: "slopes are m ± r: the linear parts multiply out, and each layer's rest adds to that",
      source: Self.source, facts: gain.facts,
      premises: [loss.derivation].compactMap { $0 })
    return (derivation, .split(proof))
  }
}
