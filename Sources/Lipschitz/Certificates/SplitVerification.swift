import LinearAlgebra
import Networks

/// Checks how far the rests of split neurons stretch each other: a proof for each norm that is claimed.
struct SplitVerification {
  let graph: NeuronGraph
  let norm: Norm
  /// Between which numbers the slopes of the neurons of each layer are.
  let slopes: [[Interval]]
  let monitor: Monitor

  func flaw(in proof: SplitProof) throws -> String? {
    let layers = graph.layers
    guard proof.middles.count == layers.count, proof.stretches.count == layers.count + 1 else {
      return "it splits other layers of neurons than there are"
    }
    var forms = [AffineForm(block: 0, count: graph.inputs)]
    for (index, layer) in layers.enumerated() {
      let stored = proof.middles[index]
      guard stored.count == 1 || stored.count == layer.count else {
        return "it splits other neurons than there are"
      }
      let middles = stored.count == 1 ? Array(repeating: stored[0], count: layer.count) : stored
      let radii = zip(slopes[index], middles).map { slope, middle in
        max(0, Rounding.sumUp(slope.upper, -middle), Rounding.sumUp(middle, -slope.lower))
      }
      guard radii.allSatisfy(\.isFinite) else { return "a slope grows without bound" }
      let argument = layer.argument.withoutOffset.substituting(forms)
      let rests = argument.scalingRows(by: radii.map { Interval($0) })
      guard try proves(proof.stretches[index], of: rests, blocks: index + 1) else {
        return "the rests of layer \(index + 1) of neurons stretch more than it says"
      }
      let open = radii.indices.filter { radii[$0] > 0 }
      forms.append(
        AffineForm(argument, times: middles.map { Interval($0) }, open: open, block: index + 1))
      try monitor.step(index + 1, of: layers.count + 1)
    }
    let output = graph.output.withoutOffset.substituting(forms)
    return try proves(proof.stretches[layers.count], of: output, blocks: layers.count + 1)
      ? nil : "what the rests come to at the output is more than it says"
  }

  private func proves(_ claims: [Double], of form: AffineForm, blocks: Int) throws -> Bool {
    guard claims.count == blocks, claims.allSatisfy({ $0 >= 0 }) else { return false }
    return try form.terms.allSatisfy { term in
      switch term.factor {
      case .identity: claims[term.block] >= 1
      case .matrix(let matrix):
        try matrix.isProven(toStretchAtMost: claims[term.block], norm, monitor: monitor)
      }
    }
  }
}
