import LinearAlgebra
import Networks

/// What the neurons of a graph see, and how steep they can be there, where the input is in a domain: proven.
///
/// Layer by layer what interval arithmetic says and, where a neuron's slope is not known by that, what backward
/// substitution says, whichever is narrower. Where the input may be anything the slopes are those that the functions
/// have anywhere, as in the papers: a layer behind saturated neurons has others, by a hair.
struct NeuronRanges {
  /// For each layer what its neurons see.
  private(set) var arguments: [[Interval]] = []
  /// For each layer the slopes that its neurons can have there.
  private(set) var slopes: [[Interval]] = []

  /// So many multiplications are spent on backward substitution; what would go beyond is left to interval arithmetic.
  private static let mostWork = 1e11

  init(of graph: NeuronGraph, on domain: Domain, monitor: Monitor) throws {
    try self.init(of: graph, on: Region(domain, inputs: graph.inputs), monitor: monitor)
  }

  init(of graph: NeuronGraph, on region: Region, monitor: Monitor) throws {
    guard region.box.contains(where: { $0 != .everything }) else {
      arguments = graph.layers.map { Array(repeating: .everything, count: $0.count) }
      slopes = graph.slopes
      return
    }
    var substitution = BackwardSubstitution(on: region)
    var work = 0.0
    for (index, layer) in graph.layers.enumerated() {
      try monitor.step(index, of: graph.layers.count)
      var seen = layer.argument.enclosure(of: substitution.blocks)
      let open = seen.indices.filter {
        seen[$0].magnitude.isFinite && !seen[$0].isPoint && !layer.function.slopes(on: seen[$0]).isPoint
      }
      work += substitution.work(rows: open.count)
      if !open.isEmpty, region.box.allSatisfy(\.magnitude.isFinite), work <= Self.mostWork {
        let rows = open.count == seen.count ? layer.argument : layer.argument.rows(open)
        let closer = try substitution.enclosure(of: rows, monitor: monitor)
        for (neuron, range) in zip(open, closer) { seen[neuron] = seen[neuron].common(range) }
      }
      arguments.append(seen)
      slopes.append(seen.map(layer.function.slopes(on:)))
      substitution.append(layer, seeing: seen)
    }
  }
}

extension Interval {
  /// What is in both of two enclosures of the same numbers.
  func common(_ other: Interval) -> Interval {
    guard let both = intersection(other) else {
      preconditionFailure("\(self) and \(other) enclose the same numbers, but do not meet")
    }
    return both
  }
}
