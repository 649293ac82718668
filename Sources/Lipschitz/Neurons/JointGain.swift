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

  init(_ graph: NeuronGraph, splits: [[SlopeSplit]], norm: Norm, monitor: Monitor) throws {
    self.norm = norm
    self.monitor = monitor
    forms = [AffineForm(block: 0, count: graph.inputs)]
    for (layer, splits) in zip(graph.layers, splits) {
      try add(layer.argument, splits)
      try monitor.step(gains.count - 1, of: graph.layers.count + 1)
    }
  }

  /// The constant of an affine form of the graph's blocks.
  func gain(of form: AffineForm) throws -> Double {
    try gain(ofRests: form.withoutOffset.substituting(forms))
  }

  private mutating func add(_ argument: AffineForm, _ splits: [SlopeSplit]) throws {
    let argument = argument.withoutOffset.substituting(forms)
    if let split = splits.first, splits.allSatisfy({ $0 == split }) {
      let seen = try gain(ofRests: argument)
      outputs.append(Rounding.productUp(split.steepest, seen))
      gains.append(Rounding.productUp(split.radius, seen))
    } else {
      outputs.append(try gain(ofRests: argument.scalingRows(by: splits.map { Interval($0.steepest) })))
      gains.append(try gain(ofRests: argument.scalingRows(by: splits.map { Interval($0.radius) })))
    }
    let open = splits.indices.filter { splits[$0].radius > 0 }
    forms.append(AffineForm(argument, times: splits.map(\.middle), open: open, block: forms.count))
  }

  private func gain(ofRests form: AffineForm) throws -> Double {
    var sum = 0.0
    for term in form.terms {
      let size: Double
      switch term.factor {
      case .identity: size = 1
      case .matrix(let matrix): size = try matrix.norm(norm, monitor: monitor).upper
      }
      sum = Rounding.sumUp(sum, Rounding.productUp(size, gains[term.block]))
    }
    return sum
  }
}
