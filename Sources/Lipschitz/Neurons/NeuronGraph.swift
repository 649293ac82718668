import LinearAlgebra
import Networks

/// A network as layers of neurons with affine maps between them: what the joint methods work on.
///
/// Block 0 of the coordinates is the input; block k is what the k-th layer of neurons gives. The argument of each layer,
/// and the output, are affine forms of the blocks before. Chains, skip connections and unrolled recurrences look alike.
struct NeuronGraph: Sendable {
  /// Neurons that apply one function to the numbers of a form.
  struct Layer: Sendable {
    let function: any ScalarFunction
    let argument: AffineForm
    var count: Int { argument.count }
  }

  let inputs: Int
  let layers: [Layer]
  let output: AffineForm

  /// - Throws: `MethodError` for a layer that is neither affine nor made of neurons, or for more numbers than fit.
  init(_ network: Network, method: String) throws {
    guard !network.isEmpty else { throw MethodError.emptyNetwork }
    var builder = Builder(method: method)
    inputs = network.inputShape.count
    output = try network.expanded(AffineForm(block: 0, count: inputs), in: &builder) { element in
      throw MethodError.needs(
        "affine layers and activations, which \(element.name) is not", method: method,
        instead: "method product takes every layer")
    }
    layers = builder.layers
  }

  init(inputs: Int, layers: [Layer], output: AffineForm) {
    self.inputs = inputs
    self.layers = layers
    self.output = output
  }

  /// How many neurons there are.
  var neuronCount: Int { layers.reduce(0) { $0 + $1.count } }

  /// How many entries the maps from each block to each later one have, the output aside.
  var pairedEntries: Double {
    var (before, sum) = (Double(inputs), 0.0)
    for layer in layers {
      sum += before * Double(layer.count)
      before += Double(layer.count)
    }
    return sum
  }

  /// The slopes that each neuron can have anywhere.
  var slopes: [[Interval]] {
    layers.map { layer in
      Array(repeating: layer.function.slopes(on: .everything), count: layer.count)
    }
  }
}

/// Makes layers of neurons while it walks a network.
private struct Builder: AffineAlgebra {
  let method: String
  var layers: [NeuronGraph.Layer] = []
  /// The numbers that maps are, so far.
  private var entries = 0
  /// Those of them that the network does not hold already.
  private var written = 0

  init(method: String) { self.method = method }

  /// Two gibibytes of doubles.
  private static let mostEntries = 1 << 28
  /// Half a gibibyte; their errors are as many again.
  private static let mostWritten = 1 << 26

  mutating func affine(_ map: any EntrywiseOperator, bias: Vector, of value: AffineForm) throws -> AffineForm
  {
    let (size, overflows) = map.size.outputs.multipliedReportingOverflow(by: map.size.inputs)
    let count = overflows ? Self.mostEntries + 1 : min(size, Self.mostEntries + 1)
    entries += count
    // A matrix behind an activation is shared; what is multiplied, or was no matrix, is new.
    if !(map is Matrix && value.isIdentity) { written += count }
    guard entries <= Self.mostEntries, written <= Self.mostWritten else {
      throw MethodError.needs(
        "layers that can be written out, and these are too large", method: method,
        instead: "method product takes any size")
    }
    return value.mapped(by: map, bias: bias)
  }

  mutating func neurons(_ function: any ScalarFunction, of value: AffineForm) -> AffineForm {
    layers.append(NeuronGraph.Layer(function: function, argument: value))
    return AffineForm(block: layers.count, count: value.count)
  }

  func sum(_ a: AffineForm, _ b: AffineForm) -> AffineForm { a + b }
  func rows(_ range: Range<Int>, of value: AffineForm) -> AffineForm { value.rows(range) }
  func joined(_ values: [AffineForm]) -> AffineForm { .joined(values) }
}
