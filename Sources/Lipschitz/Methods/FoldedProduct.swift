public import LinearAlgebra
public import Networks
import Parameters

/// The product of the layers' norms after everything linear is merged.
///
/// Batch norms and other affine maps in a row become one matrix, neurons with a single slope are linear and go into it,
/// and dead ones vanish with their weights. Along a skip connection the stretches of both ways add. A product of norms is
/// never below the norm of the product, so merging helps or changes nothing; where a sum of ways is worse than the
/// layers' own constants, as for a long recurrence, those count.
///
/// - Complexity: the products of the merged matrices, and a certified norm for each.
public struct FoldedProduct: BoundMethod {
  public static let name = "folded"
  public static let summary = "the product of norms with linear maps in a row merged"
  public static let source = "|A B| ≤ |A| |B|; composition as in Szegedy et al. 2014, arXiv:1312.6199, 4.3"
  public static let idea = """
    Linear maps in a row, such as a layer with its batch norm, are one matrix, whose norm is at most the product of \
    theirs; a neuron with one possible slope is linear too, and a dead one vanishes with its weights. What is left is \
    multiplied as in `product`, and a skip connection adds the stretches of both ways.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 5x3 seed 42, scale 2, relu, linear 2x5", "bound method folded",
  ]
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkSeveralLayers(domain, method: Self.name)
    return try Segments.bound(network, norm: norm, on: domain, method: Self.name, monitor: monitor) {
      try merged($0, norm: norm, on: $1, monitor: monitor)
    }
  }

  private func merged(_ run: Network, norm: Norm, on region: Region, monitor: Monitor) throws
    -> (Derivation, Proof.Content)
  {
    let product = try ChainGain(run, norm: norm, on: region.box, monitor: monitor)
    let graph = try NeuronGraph(run, method: Self.name)
    let slopes = try NeuronRanges(of: graph, on: region, monitor: monitor).slopes
    guard slopes.areFinite else { return (product.derivation, product.proof) }
    var best: (gain: JointGain, proof: SplitProof, value: Double)?
    for splits in Self.splits(slopes) {
      let gain = try JointGain(graph, splits: splits, norm: norm, monitor: monitor)
      let proof = try gain.proof(of: graph.output)
      let value = proof.value
      if value < best?.value ?? .infinity { best = (gain, proof, value) }
    }
    guard let best, best.value <= product.upper else { return (product.derivation, product.proof) }
    let loss = try ProductLoss(
      run, product, outputs: best.gain.outputs, prefix: best.gain.gain(of:), method: Self.name)
    let isChain = graph.isChain
    let derivation = Derivation(
      !isChain
        ? "sum of products of merged maps"
        : graph.layers.isEmpty
          ? "norm of one merged map" : "product of \(graph.layers.count + 1) merged maps",
      value: best.value, guarantee: .upper,
      statement: isChain
        ? "linear maps in a row are one matrix" : "linear maps in a row are one matrix, and ways past it add",
      source: Self.source, facts: best.gain.facts, premises: [loss.derivation].compactMap { $0 })
    return (derivation, .split(best.proof))
  }

  /// Layers of neurons that are all linear are merged; of the others once no neuron, and once each that is linear.
  private static func splits(_ slopes: [[Interval]]) -> [[[SlopeSplit]]] {
    let whole = slopes.map { layer in
      let isLinear = layer.allSatisfy(\.isPoint)
      return layer.map { isLinear ? SlopeSplit(centering: $0) : SlopeSplit(whole: $0) }
    }
    let apart = slopes.map { layer in
      layer.map { $0.isPoint ? SlopeSplit(centering: $0) : SlopeSplit(whole: $0) }
    }
    return whole == apart ? [whole] : [whole, apart]
  }
}

extension Network {
  /// - Throws: `MethodError` if there is nothing to bound, the domain is of another size, or there is a single layer,
  ///   whose constant other methods know better.
  func checkSeveralLayers(_ domain: Domain, method: String) throws(MethodError) {
    try checkDomain(domain)
    guard elements.count == 1 else { return }
    let isOne =
      switch elements[0].layer.form {
      case .affine, .elementwise: true
      case .residual: false
      case .opaque: !elements[0].layer.form.isExpandable
      }
    guard isOne else { return }
    throw .needs("more than one layer", method: method, instead: "method product takes any network")
  }
}

extension [[Interval]] {
  /// Whether every slope has an end.
  var areFinite: Bool { allSatisfy { $0.allSatisfy { $0.magnitude.isFinite } } }
}

extension NeuronGraph {
  /// Whether each layer of neurons sees only the one before, and the output only the last.
  var isChain: Bool {
    (layers.map(\.argument) + [output]).enumerated().allSatisfy { index, form in
      form.terms.allSatisfy { $0.block == index }
    }
  }
}

extension JointGain {
  /// The constants on the way.
  var facts: [Derivation.Fact] {
    outputs.isEmpty ? [] : [.numbers("up to each layer of neurons", outputs, note: "constants, rounded up")]
  }
}
