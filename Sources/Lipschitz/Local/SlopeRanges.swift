import LinearAlgebra
import Networks

/// The slopes that each neuron of a graph can have where the input is in a domain, layer by layer: proven.
///
/// Everywhere they are the ones that the functions have anywhere; in a region the ones that they have on the ranges of
/// what the neurons see there.
func slopeRanges(of graph: NeuronGraph, on domain: Domain, monitor: Monitor) throws -> [[Interval]] {
  if case .everywhere = domain { return graph.slopes }
  return try NeuronRanges(of: graph, on: domain, monitor: monitor).slopes
}
