import LinearAlgebra
import Networks

/// The constants of what each layer of neurons adds, one from those before: `L_k ≤ Σ_j |A_kj| L_j`.
///
/// Every neuron is split into a linear part and a rest (`SlopeSplit`). The linear parts are multiplied out, so what layer
/// k sees is `z_k = A_k0 x + Σ A_kj ψ_j`, and by the triangle inequality its constant is at most the sum of the norms times
/// the constants of the rests. With nothing split off it is the product of the norms of merged layers, on a chain; with
/// slopes halved it is LipLT.
///
/// - Complexity: a product of matrices and a certified norm for each pair of layers between which something is left.
struct JointGain {
  private let norm: Norm
  private let monitor: Monitor
  /// What each block of the graph is in the coordinates of the rests.
  private var forms: [AffineForm]
  /// The constants of the rests, the input's first.
  private var gains = [1.0]
  /// The constants of what each layer of neurons gives.
  private(set) var outputs: [Double] = []
  /// What was split off every neuron.
  private let middles: [[Double]]
  /// For each layer how much of each block before, the input first, goes into its rests: at most.
  private var stretches: [[Double]] = []

  init(_ graph: NeuronGraph, splits: [[SlopeSplit]], norm: Norm, monitor: Monitor) throws {
    self.norm = norm
    self.monitor = monitor
    forms = [AffineForm(block: 0, count: graph.inputs)]
    middles = splits.map { layer in layer.map(\.middle.midpoint) }
    for (layer, splits) in zip(graph.layers, splits) {
      try add(layer.argument, splits)
      try monitor.step(gains.count - 1, of: graph.layers.count + 1)
    }
  }

  /// The constant of an affine form of the graph's blocks.
  func gain(of form: AffineForm) throws -> Double {
    try gain(ofRests: form.withoutOffset.substituting(forms))
  }

  /// What proves that an affine form of the graph's blocks stretches no further than `gain(of:)` says.
  func proof(of form: AffineForm) throws -> SplitProof {
    SplitProof(
      middles: middles,
      stretches: stretches + [try stretches(ofRests: form.withoutOffset.substituting(forms))])
  }

  private mutating func add(_ argument: AffineForm, _ splits: [SlopeSplit]) throws {
    let argument = argument.withoutOffset.substituting(forms)
    let rests: [Double]
    if let split = splits.first, splits.allSatisfy({ $0 == split }) {
      let seen = try stretches(ofRests: argument)
      outputs.append(Rounding.productUp(split.steepest, gain(seen)))
      gains.append(Rounding.productUp(split.radius, gain(seen)))
      rests = seen.map { Rounding.productUp(split.radius, $0) }
    } else {
      outputs.append(try gain(ofRests: argument.scalingRows(by: splits.map { Interval($0.steepest) })))
      rests = try stretches(ofRests: argument.scalingRows(by: splits.map { Interval($0.radius) }))
      gains.append(gain(rests))
    }
    stretches.append(rests)
    let open = splits.indices.filter { splits[$0].radius > 0 }
    forms.append(AffineForm(argument, times: splits.map(\.middle), open: open, block: forms.count))
  }

  private func gain(ofRests form: AffineForm) throws -> Double { gain(try stretches(ofRests: form)) }

  /// What so much of each block comes to.
  private func gain(_ stretches: [Double]) -> Double {
    zip(stretches, gains).reduce(0) { Rounding.sumUp($0, Rounding.productUp($1.0, $1.1)) }
  }

  /// The norms of what each block is multiplied by.
  private func stretches(ofRests form: AffineForm) throws -> [Double] {
    var sizes = Array(repeating: 0.0, count: gains.count)
    for term in form.terms {
      switch term.factor {
      case .identity: sizes[term.block] = 1
      case .matrix(let matrix): sizes[term.block] = try matrix.norm(norm, monitor: monitor).upper
      }
    }
    return sizes
  }
}
