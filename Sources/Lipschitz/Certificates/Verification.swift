public import LinearAlgebra
public import Networks

extension Certificate {
  /// Why the certificate proves nothing of a network; nil if it proves its claim.
  ///
  /// Everything is found again from the weights: where each part's input is, between which slopes its neurons are,
  /// and that the multipliers prove what they should. How they were found plays no part.
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
    return next == network.elements.count ? nil : "its parts do not cover the network"
  }

  private func flaw(
    in content: Proof.Content, _ elements: [Network.Element], _ region: Region,
    _ boxes: ArraySlice<[Interval]>,
    _ monitor: Monitor
  ) throws -> String? {
    switch content {
    case .gains(let gains):
      guard gains.count == elements.count else { return "a layer's bound is missing" }
      for ((element, box), gain) in zip(zip(elements, boxes), gains) {
        let proven = try LayerGain(element, norm: norm, on: box, monitor: monitor).enclosure.upper
        guard proven <= gain else { return "\(element.name) is steeper than it says" }
      }
      return nil
    case .matrix(let claim):
      guard norm == .two else { return "such a proof is of norm 2" }
      let model = try model(of: elements, on: region, monitor)
      guard model.blockSizes.dropFirst().allSatisfy({ $0 == 0 }) else { return "it forgets the neurons" }
      return try model.linearNorm(monitor: monitor) <= claim ? nil : "the matrix stretches more than it says"
    case .multipliers(let square, let neurons):
      guard norm == .two else { return "such a proof is of norm 2" }
      let model = try model(of: elements, on: region, monitor)
      guard neurons.map(\.count) == model.layers.map({ $0.neurons.count }) else {
        return "its multipliers are not those of these neurons"
      }
      let multipliers = SlopeCertificate.Multipliers(square: square, neurons: neurons)
      return try proves(multipliers, of: model, monitor) ? nil : "its multipliers do not prove its claim"
    }
  }

  /// Up to so many coordinates the whole form is factored at once.
  private static let largestWhole = 3000

  private func proves(
    _ multipliers: SlopeCertificate.Multipliers, of model: SlopeModel, _ monitor: Monitor
  ) throws -> Bool {
    if model.dimension <= Self.largestWhole,
      try SlopeCertificate(model).proves(multipliers, monitor: monitor)
    {
      return true
    }
    // A form that is nearly singular, or large, is proven in pieces, if it is a chain's.
    guard let proven = try Chain(model)?.proven(multipliers, of: model, monitor: monitor) else {
      return false
    }
    return proven.square <= multipliers.square
  }

  private func model(of elements: [Network.Element], on region: Region, _ monitor: Monitor) throws
    -> SlopeModel
  {
    var run = Network()
    for element in elements { try run.append(element.layer, named: element.name) }
    return try BoundedRun(run, on: region, method: "verify", monitor: monitor).model
  }
}
