import LinearAlgebra
import Networks

/// A run of layers of neurons with the slopes that its neurons can have in a region: between finite numbers.
struct BoundedRun {
  private let network: Network
  private let region: Region
  private let graph: NeuronGraph
  private let slopes: [[Interval]]

  /// - Throws: `MethodError` for layers that are not made of neurons, or without slopes between finite numbers.
  init(_ network: Network, on region: Region, method: String, monitor: Monitor) throws {
    (self.network, self.region) = (network, region)
    graph = try NeuronGraph(network, method: method)
    slopes = try NeuronRanges(of: graph, on: region, monitor: monitor).slopes
    if let place = slopes.firstIndex(where: { $0.contains { !$0.magnitude.isFinite } }) {
      let function = type(of: graph.layers[place].function).name
      throw MethodError.needs(
        "slopes between finite numbers, and \(function) has none", method: method,
        instead: "box A..B   keeps its inputs in bounds")
    }
  }

  var model: SlopeModel { SlopeModel(graph, slopes: slopes) }

  /// Where the product of norms falls behind joint bounds, by the quick ones of LipLT; nil of very many neurons.
  func productLoss(monitor: Monitor) throws -> Derivation? {
    guard graph.neuronCount <= Self.quickLimit else { return nil }
    let gain = try JointGain(
      graph, splits: slopes.map { $0.map(SlopeSplit.init(centering:)) }, norm: .two, monitor: monitor)
    let product = try ChainGain(network, norm: .two, on: region.box, monitor: monitor)
    return try ProductLoss(
      network, product, outputs: gain.outputs, prefix: gain.gain(of:), method: LoopTransformation.name
    ).derivation
  }

  /// Beyond so many neurons the reason is not worth its time.
  private static let quickLimit = 1000
}
