public import LinearAlgebra
public import Networks
import Parameters

/// The norm of a matrix of intervals that contains every Jacobian of the network in a region.
///
/// A network's constant on a convex region is the largest norm of its Jacobian there. What each neuron sees in the
/// region is enclosed, so its slope is, and the product of all matrices with such slopes has an interval for each
/// entry. Everywhere, with the slopes that a neuron can have at all, it is the sum over all paths through the network.
///
/// - Complexity: as many products as the network has layers, for each input and each output.
public struct IntervalJacobian: BoundMethod {
  public static let name = "interval"
  public static let summary = "the norm of an interval for each entry of the Jacobian"
  public static let source =
    "Zhang, Zhang and Hsieh 2019, arXiv:1810.11783 (RecurJac); ranges by Zhang et al. 2018, arXiv:1811.00866 (CROWN)"
  public static let idea = """
    In a region each neuron sees only numbers in a range, on which its slope is between two numbers; most slopes are \
    fixed or nearly so if the region is small. Multiplying matrices of such intervals encloses each entry of the \
    Jacobian, and no Jacobian has a larger norm than the largest magnitudes, or than the middles and the radii together.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "layer linear 4x2 seed 1", "activation tanh", "bound method interval box -1..1",
  ]
  public init() {}

  /// Beyond so many multiplications a direction is left out.
  private static let mostWork = 2e11

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    let derivation = try stoppable {
      network.isExpandable
        ? try multiplied(network, norm: norm, on: domain, monitor: monitor)
        : try pushed(network, norm: norm, on: domain, monitor: monitor)
    }
    return LipschitzBound(
      derivation.value, .upper, norm: norm, domain: domain, method: Self.name, isCertified: true,
      because: derivation)
  }

  /// For affine layers and neurons: all matrices, in several orders.
  private func multiplied(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> Derivation
  {
    let graph = try NeuronGraph(network, method: Self.name)
    let slopes = try NeuronRanges(of: graph, on: domain, monitor: monitor).slopes
    let neurons = slopes.joined()
    let settled = neurons.count { $0.isPoint }
    let facts: [Derivation.Fact] =
      neurons.isEmpty
      ? []
      : [
        .text(
          "\(settled) of \(neurons.count.counted("neuron")) \(settled == 1 || neurons.count == 1 ? "has" : "have") one slope"
            + domain.words)
      ]
    guard neurons.allSatisfy(\.magnitude.isFinite) else {
      return Derivation(
        "interval Jacobian", value: .infinity, guarantee: .upper,
        statement: "a slope grows without bound\(domain.words)", source: Self.source, facts: facts)
    }
    let enclosure = JacobianEnclosure(graph: graph, slopes: slopes, monitor: monitor)
    var found: [(words: String, matrix: EnclosedMatrix)] = []
    let work = JacobianEnclosure.workPerDirection(graph)
    let (inputs, outputs) = (Double(graph.inputs), Double(graph.output.count))
    if work * min(inputs, outputs) > Self.mostWork { throw Self.tooLarge }
    if work * inputs <= Self.mostWork {
      found.append(("from the input to the output", try enclosure.forward()))
    }
    if work * outputs <= Self.mostWork, found.isEmpty || !graph.layers.isEmpty {
      found.append(("from the output to the input", try enclosure.backward()))
    }
    if work * inputs * Double(graph.layers.count) <= Self.mostWork, neurons.contains(where: { !$0.isPoint }) {
      found.append(("around the middles of all slopes", try enclosure.centered()))
    }
    return try Self.derivation(found, norm: norm, facts: facts, monitor: monitor)
  }

  /// For any layers: what becomes of each unit vector.
  private func pushed(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> Derivation
  {
    let (inputs, outputs) = (network.inputShape.count, network.outputShape.count)
    guard inputs * inputs <= 1 << 20, inputs * outputs <= 1 << 22 else { throw Self.tooLarge }
    let box = domain.boundingBox(count: inputs)
    var entries: [Interval] = []
    for input in 0..<inputs {
      var direction = Array(repeating: Interval.zero, count: inputs)
      direction[input] = Interval(1)
      let column = try network.pushforwardEnclosure(of: direction, on: box, monitor: monitor)
      guard column.allSatisfy(\.magnitude.isFinite) else {
        return Derivation(
          "interval Jacobian", value: .infinity, guarantee: .upper,
          statement: "an entry grows without bound\(domain.words)", source: Self.source)
      }
      entries += column
      try monitor.step(input + 1, of: inputs)
    }
    let matrix = EnclosedMatrix(rows: outputs, columns: inputs, entries)
    return try Self.derivation(
      [("from the input to the output", matrix)], norm: norm, facts: [], monitor: monitor)
  }

  /// What follows from enclosures of the same Jacobians.
  private static func derivation(
    _ found: [(words: String, matrix: EnclosedMatrix)], norm: Norm, facts: [Derivation.Fact], monitor: Monitor
  ) throws -> Derivation {
    let values = try found.map { try $0.matrix.largestNorm(norm, monitor: monitor) }
    var value = values.reduce(Double.infinity) { min($0, $1) }
    var all = facts + zip(found, values).map { .numbers($0.words, [$1], note: "multiplied out so") }
    if found.count > 1 {
      let common = found.dropFirst().reduce(found[0].matrix) { $0.common($1.matrix) }
      value = min(value, try common.largestNorm(norm, monitor: monitor))
      all.append(.numbers("what is in all of these, entry by entry", [value], note: ""))
    }
    let statement =
      switch norm {
      case .one: "largest column sum of the entries' magnitudes"
      case .two: "norm of the entries' magnitudes, or of their middles plus that of their radii"
      case .infinity: "largest row sum of the entries' magnitudes"
      }
    return Derivation(
      "interval Jacobian", value: value, guarantee: .upper, statement: statement, source: source, facts: all)
  }

  private static var tooLarge: MethodError {
    .needs(
      "a Jacobian of a size that can be multiplied out", method: name,
      instead: "method product takes any size")
  }
}

extension Domain {
  /// Where, as the end of a sentence.
  fileprivate var words: String { self == .everywhere ? "" : " in the region" }
}
