import LinearAlgebra
import Networks

/// A network as runs of layers that are made of affine maps and neurons, and the layers between them that are not.
///
/// Stretches in a row multiply: a joint bound of each run and the gain of each other layer bound the whole. A network of
/// affine maps and neurons is a single run.
struct Segments {
  /// A part of the network, with where its input is.
  enum Segment {
    case run(Network, Region)
    case other(Network.Element, box: [Interval])
  }

  let all: [Segment]

  init(_ network: Network, on domain: Domain, monitor: Monitor) throws {
    var segments: [Segment] = []
    var run = Network()
    let region = Region(domain, inputs: network.inputShape.count)
    var start = region
    let boxes = try network.inputEnclosures(of: region.box, monitor: monitor)
    for (place, (element, box)) in zip(network.elements, boxes).enumerated() {
      guard element.layer.form.isExpandable else {
        if !run.isEmpty { segments.append(.run(run, start)) }
        run = Network()
        segments.append(.other(element, box: box))
        continue
      }
      if run.isEmpty { start = place == 0 ? region : Region(box: box) }
      try run.append(element.layer, named: element.name, origin: element.origin)
    }
    if !run.isEmpty { segments.append(.run(run, start)) }
    all = segments
  }

  /// The bound of a method that has a joint one for each run.
  static func bound(
    _ network: Network, norm: Norm, on domain: Domain, method: String, monitor: Monitor,
    joint: (Network, Region) throws -> (Derivation, Proof.Content?)
  ) throws -> LipschitzBound {
    let (derivation, proof) = try stoppable {
      try Segments(network, on: domain, monitor: monitor).product(norm, monitor: monitor, joint: joint)
    }
    return LipschitzBound(
      derivation.value, .upper, norm: norm, domain: domain, method: method, isCertified: true, proof: proof,
      because: derivation)
  }

  /// The product of a joint bound for each run and of the gains of the other layers, rounded up, with what proves each
  /// part; without a proof if a run has none.
  func product(
    _ norm: Norm, monitor: Monitor, joint: (Network, Region) throws -> (Derivation, Proof.Content?)
  ) throws -> (Derivation, Proof?) {
    var premises: [Derivation] = []
    var proofs: [Proof.Part] = []
    var first = 0
    var upper = 1.0
    for segment in all {
      let (count, content): (Int, Proof.Content?)
      switch segment {
      case .run(let run, let region):
        let (part, proof) = try joint(run, region)
        upper = Rounding.productUp(upper, part.value)
        premises.append(part)
        (count, content) = (run.elements.count, proof)
      case .other(let element, let box):
        let gain = try LayerGain(element, norm: norm, on: box, monitor: monitor)
        upper = Rounding.productUp(upper, gain.enclosure.upper)
        premises.append(gain.derivation)
        (count, content) = (1, .gains([gain.enclosure.upper]))
      }
      if let content { proofs.append(Proof.Part(first: first, end: first + count, content: content)) }
      first += count
      try monitor.step(premises.count, of: all.count)
    }
    let proof = proofs.count == all.count ? Proof(proofs) : nil
    if premises.count == 1 { return (premises[0], proof) }
    let derivation = Derivation(
      "product of \(premises.count) parts", value: upper, guarantee: .upper,
      statement: "layers that are not made of affine maps and neurons stand between parts that are",
      premises: premises)
    return (derivation, proof)
  }
}
