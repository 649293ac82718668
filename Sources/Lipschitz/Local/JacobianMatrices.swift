import LinearAlgebra
import Networks

/// Matrices that contain every Jacobian of a network in a region, in several ways of multiplying it out.
struct JacobianMatrices {
  /// None, if something grows without bound.
  private(set) var all: [(words: String, matrix: EnclosedMatrix)] = []
  /// The slopes of all neurons, if the network is made of affine layers and neurons.
  private(set) var slopes: [Interval]?

  /// Beyond so many multiplications a direction is left out.
  private static let mostWork = 2e11

  /// - Throws: `MethodError` for a Jacobian that is too large to be multiplied out.
  init(of network: Network, on region: Region, method: String, monitor: Monitor) throws {
    if network.isExpandable {
      try multiply(network, region, method, monitor)
    } else {
      try push(network, region, method, monitor)
    }
  }

  /// What is in all of them, entry by entry, if there are several.
  var common: EnclosedMatrix? {
    guard all.count > 1 else { return nil }
    return all.dropFirst().reduce(all[0].matrix) { $0.common($1.matrix) }
  }

  /// For affine layers and neurons: all matrices, in several orders.
  private mutating func multiply(_ network: Network, _ region: Region, _ method: String, _ monitor: Monitor)
    throws
  {
    let graph = try NeuronGraph(network, method: method)
    let slopes = try NeuronRanges(of: graph, on: region, monitor: monitor).slopes
    let neurons = Array(slopes.joined())
    self.slopes = neurons
    guard neurons.allSatisfy(\.magnitude.isFinite) else { return }
    let enclosure = JacobianEnclosure(graph: graph, slopes: slopes, monitor: monitor)
    let work = JacobianEnclosure.workPerDirection(graph)
    let (inputs, outputs) = (Double(graph.inputs), Double(graph.output.count))
    if work * min(inputs, outputs) > Self.mostWork { throw Self.tooLarge(method) }
    if work * inputs <= Self.mostWork {
      all.append(("from the input to the output", try enclosure.forward()))
    }
    if work * outputs <= Self.mostWork, all.isEmpty || !graph.layers.isEmpty {
      all.append(("from the output to the input", try enclosure.backward()))
    }
    if work * inputs * Double(graph.layers.count) <= Self.mostWork, neurons.contains(where: { !$0.isPoint }) {
      all.append(("around the middles of all slopes", try enclosure.centered()))
    }
  }

  /// For any layers: what becomes of each unit vector.
  private mutating func push(_ network: Network, _ region: Region, _ method: String, _ monitor: Monitor)
    throws
  {
    let (inputs, outputs) = (network.inputShape.count, network.outputShape.count)
    guard inputs * inputs <= 1 << 20, inputs * outputs <= 1 << 22 else { throw Self.tooLarge(method) }
    var entries: [Interval] = []
    for input in 0..<inputs {
      var direction = Array(repeating: Interval.zero, count: inputs)
      direction[input] = Interval(1)
      let column = try network.pushforwardEnclosure(of: direction, on: region.box, monitor: monitor)
      guard column.allSatisfy(\.magnitude.isFinite) else { return }
      entries += column
      try monitor.step(input + 1, of: inputs)
    }
    all = [("from the input to the output", EnclosedMatrix(rows: outputs, columns: inputs, entries))]
  }

  private static func tooLarge(_ method: String) -> MethodError {
    .needs(
      "a Jacobian of a size that can be multiplied out", method: method,
      instead: "method product takes any size")
  }
}
