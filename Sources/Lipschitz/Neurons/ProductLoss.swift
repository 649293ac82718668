import LinearAlgebra
import Networks

/// Where along a network the product of norms falls behind a joint bound.
///
/// A stage ends behind an activation, a skip connection or the last layer. The product up to there, over the joint bound
/// up to there, says what the product has lost so far; the stage at which this grows most is the one to look at.
struct ProductLoss {
  /// A part of the network that ends where both bounds are known.
  struct Stage {
    /// The layers that are no activations.
    let name: String
    let product: Double
    let joint: Double
    /// What the product has lost up to here.
    var ratio: Double { product / joint }
  }

  let stages: [Stage]

  /// The stages of a network of affine maps and neurons.
  ///
  /// `outputs` are joint bounds of what each layer of neurons gives; `prefix` bounds another affine form of the graph's
  /// blocks.
  init(
    _ network: Network, _ product: ChainGain, outputs: [Double], prefix: (AffineForm) throws -> Double,
    method: String
  ) throws {
    var stages: [Stage] = []
    var upper = 1.0
    var neurons = 0
    var names: [String] = []
    var before = Network()
    for (index, element) in network.elements.enumerated() {
      try before.append(element.layer, named: element.name)
      upper = Rounding.productUp(upper, product.gains[index].enclosure.upper)
      let isLast = index == network.elements.count - 1
      if case .elementwise = element.layer.form {
        let name = names.isEmpty ? element.name : names.joined(separator: ", ")
        stages.append(Stage(name: name, product: upper, joint: outputs[neurons]))
        neurons += 1
        names = []
        continue
      }
      names.append(element.name)
      if case .affine = element.layer.form, !isLast { continue }
      let graph = try NeuronGraph(before, method: method)
      neurons = graph.layers.count
      stages.append(
        Stage(name: names.joined(separator: ", "), product: upper, joint: try prefix(graph.output)))
      names = []
    }
    self.stages = stages
  }

  /// Where the ratio grows most, and by which factor; nil if it grows nowhere by more than rounding.
  var worst: (stage: Int, factor: Double)? {
    var worst: (stage: Int, factor: Double)?
    for index in stages.indices {
      let factor = stages[index].ratio / (index == 0 ? 1 : stages[index - 1].ratio)
      if factor.isFinite, factor > max(worst?.factor ?? 0, 1 + 1e-9) { worst = (index, factor) }
    }
    return worst
  }

  /// What `explain` says of it.
  var derivation: Derivation? {
    guard stages.count > 1, let worst else { return nil }
    // Of many stages those around the worst one, and the last.
    let shown = stages.indices.filter {
      stages.count <= 8 || ($0 - worst.stage).magnitude <= 2 || $0 == stages.count - 1
    }
    return Derivation(
      "the product loses most at \(stages[worst.stage].name)", value: worst.factor, guarantee: .estimate,
      statement: "times what it has lost before",
      facts: shown.map { index in
        let stage = stages[index]
        return .numbers(
          "up to \(stage.name)", [stage.product, stage.joint, stage.ratio],
          note: "product, joint bound, and their ratio")
      })
  }
}
