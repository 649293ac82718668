public import LinearAlgebra
public import Networks

extension Certificate {
  /// Why the certificate proves nothing of a network; nil if it proves its claim.
  ///
  /// Everything is found again from the weights: where each part's input is, between which slopes its neurons are,
  /// which cells there are. That multipliers, norms and cells prove what they should is checked by sums and by Cholesky
  /// factorisations with all rounding subtracted; no program is solved, and nothing is searched. The ranges of neurons,
  /// the matrix of an interval Jacobian and the gains of layers that are no matrices can only be computed again.
  public func flaw(for network: Network, monitor: Monitor) throws -> String? {
    guard NetworkFingerprint(network).value == fingerprint else {
      return "it is the certificate of another network"
    }
    if case .ball(let center, _, let radius, _) = domain {
      guard center.count == network.inputShape.count, radius >= 0,
        center.elements.allSatisfy(\.isFinite)
      else { return "its region is of another size than the network's input" }
    }
    guard value.isFinite, value >= 0, proof.value <= value else {
      return "its parts do not multiply to what it claims"
    }
    var next = 0
    let region = Region(domain, inputs: network.inputShape.count)
    let boxes = try network.inputEnclosures(of: region.box, monitor: monitor)
    for part in proof.parts {
      guard part.first == next, part.end > part.first, part.end <= network.elements.count else {
        return "its parts do not cover the network"
      }
      next = part.end
      let elements = Array(network.elements[part.first..<part.end])
      let start = part.first == 0 ? region : Region(box: boxes[part.first])
      if let flaw = try flaw(in: part.content, elements, start, boxes[part.first..<part.end], monitor) {
        return flaw
      }
    }
    guard next == network.elements.count else { return "its parts do not cover the network" }
    return try lower?.flaw(for: network, norm: norm, on: domain, monitor: monitor)
  }

  private func flaw(
    in content: Proof.Content, _ elements: [Network.Element], _ region: Region,
    _ boxes: ArraySlice<[Interval]>,
    _ monitor: Monitor
  ) throws -> String? {
    switch content {
    case .gains(let gains):
      guard gains.count == elements.count else { return "a layer's bound is missing" }
      for ((element, box), gain) in zip(zip(elements, boxes), gains)
      where try !element.isProven(toStretchAtMost: gain, norm, on: box, monitor: monitor) {
        return "\(element.name) is steeper than it says"
      }
      return nil
    case .matrix(let claim):
      guard norm == .two else { return "such a proof is of norm 2" }
      let model = try BoundedRun(run(of: elements), on: region, method: "verify", monitor: monitor).model
      guard model.output.terms.allSatisfy({ $0.block == 0 }) else { return "it forgets the neurons" }
      return try model.output.isProven(toStretchAtMost: claim, norm, monitor: monitor)
        ? nil : "the matrix stretches more than it says"
    case .multipliers(let square, let neurons):
      guard norm == .two else { return "such a proof is of norm 2" }
      let model = try BoundedRun(run(of: elements), on: region, method: "verify", monitor: monitor).model
      guard neurons.map(\.count) == model.layers.map({ $0.neurons.count }) else {
        return "its multipliers are not those of these neurons"
      }
      let multipliers = SlopeCertificate.Multipliers(square: square, neurons: neurons)
      return try model.isProven(by: multipliers, monitor: monitor)
        ? nil : "its multipliers do not prove its claim"
    case .split(let proof):
      let graph = try NeuronGraph(run(of: elements), method: "verify")
      let slopes = try NeuronRanges(of: graph, on: region, monitor: monitor).slopes
      return try SplitVerification(graph: graph, norm: norm, slopes: slopes, monitor: monitor).flaw(in: proof)
    case .jacobian(let claim):
      let matrices = try JacobianMatrices(
        of: run(of: elements), on: region, method: "verify", monitor: monitor)
      return try matrices.isProven(toStretchAtMost: claim, norm, monitor: monitor)
        ? nil : "no matrix of intervals stretches as little as it says"
    case .cells(let tree):
      return try CellVerification(run(of: elements), norm: norm, on: region, monitor: monitor).flaw(in: tree)
    }
  }

  private func run(of elements: [Network.Element]) throws -> Network {
    var run = Network()
    for element in elements { try run.append(element.layer, named: element.name) }
    return run
  }
}
