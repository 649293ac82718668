import LinearAlgebra

/// A neuron graph of which only the slopes of its neurons are known: what a semidefinite bound is of.
///
/// Block 0 of the coordinates is the input (a difference of two), block k the neurons of layer k whose slope is not
/// fixed. A neuron with a single possible slope, or that sees nothing of the input, is linear and has no coordinate. The model speaks of differences of
/// inputs, so offsets do not matter.
struct SlopeModel: Sendable {
  /// Neurons whose slopes are between two numbers each.
  struct Layer: Sendable {
    /// What the neurons see: `z` as a form of the blocks before.
    let argument: AffineForm
    /// The slopes, lower end first: `α ≤ (φ(z) − φ(z')) / (z − z') ≤ β`.
    let slopes: [Interval]
    /// Which neurons of the graph's layer these are.
    let neurons: [Int]
  }

  let inputs: Int
  /// In order; a layer may have no neurons left.
  let layers: [Layer]
  let output: AffineForm

  /// The sizes of the blocks of coordinates, the input first.
  var blockSizes: [Int] { [inputs] + layers.map { $0.neurons.count } }
  /// How many coordinates there are.
  var dimension: Int { blockSizes.reduce(0, +) }

  init(inputs: Int, layers: [Layer], output: AffineForm) {
    self.inputs = inputs
    self.layers = layers
    self.output = output
  }

  /// The graph with slopes for each neuron of each layer.
  ///
  /// - Precondition: the slopes are finite.
  init(_ graph: NeuronGraph, slopes: [[Interval]]) {
    inputs = graph.inputs
    var forms = [AffineForm(block: 0, count: graph.inputs)]
    var layers: [Layer] = []
    for (layer, slopes) in zip(graph.layers, slopes) {
      let argument = layer.argument.withoutOffset.substituting(forms).withoutOffset
      // A neuron that sees nothing of the input gives the same everywhere, whatever its slopes could be.
      let slopes = zip(slopes, argument.isConstant).map { $1 ? .zero : $0 }
      let free = slopes.indices.filter { !slopes[$0].isPoint }
      layers.append(
        Layer(
          argument: free.count == slopes.count ? argument : argument.rows(free),
          slopes: free.map { slopes[$0] }, neurons: free))
      // A neuron that is free has its own coordinate and nothing of the argument.
      let fixed = slopes.map { $0.isPoint ? $0 : .zero }
      forms.append(AffineForm(argument, times: fixed, open: free, block: layers.count))
    }
    let output = graph.output.withoutOffset.substituting(forms)
    guard output.isConstant.contains(false) else {
      // What nothing sees needs no coordinates.
      self.layers = layers.map { Layer(argument: $0.argument.rows([]), slopes: [], neurons: []) }
      self.output = AffineForm([], offset: output.offset)
      return
    }
    self.layers = layers
    self.output = output
  }
}

extension AffineForm {
  /// Which of its numbers are the same for all coordinates, for certain.
  fileprivate var isConstant: [Bool] {
    terms.reduce(Array(repeating: true, count: count)) { constant, term in
      guard case .matrix(let matrix) = term.factor else { return Array(repeating: false, count: count) }
      return zip(constant, matrix.isZeroRow).map { $0 && $1 }
    }
  }

  /// The linear part.
  var withoutOffset: AffineForm {
    AffineForm(terms, offset: Array(repeating: .zero, count: count))
  }
}
