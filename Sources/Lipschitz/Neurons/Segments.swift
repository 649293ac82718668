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

  /// The product of a joint bound for each run and of the gains of the other layers, rounded up.
  func product(
    _ norm: Norm, monitor: Monitor, joint: (Network, Region) throws -> Derivation
  ) throws -> Derivation {
    var parts: [Derivation] = []
    var upper = 1.0
    for segment in all {
      switch segment {
      case .run(let run, let region):
        let part = try joint(run, region)
        upper = Rounding.productUp(upper, part.value)
        parts.append(part)
      case .other(let element, let box):
        let gain = try LayerGain(element, norm: norm, on: box, monitor: monitor)
        upper = Rounding.productUp(upper, gain.enclosure.upper)
        parts.append(gain.derivation)
      }
      try monitor.step(parts.count, of: all.count)
    }
    if parts.count == 1 { return parts[0] }
    return Derivation(
      "product of \(parts.count) parts", value: upper, guarantee: .upper,
      statement: "layers that are not made of affine maps and neurons stand between parts that are",
      premises: parts)
  }
}
