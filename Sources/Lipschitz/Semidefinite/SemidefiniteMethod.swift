import LinearAlgebra
import Networks

/// What the semidefinite methods have in common: from a network to a bound with its reason.
struct SemidefiniteMethod {
  let name: String
  let rule: String
  let source: String
  let groups: MultiplierGroups
  let iterations: Int
  let tolerance: Double

  /// - Throws: `MethodError` for other norms and for layers without slopes between finite numbers.
  func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> LipschitzBound {
    let model = try SlopeModel(network, norm: norm, on: domain, method: name, monitor: monitor)
    guard model.dimension <= Self.largest else {
      throw MethodError.needs(
        "at most \(Self.largest) inputs and neurons, and here are \(model.dimension)", method: name,
        instead: "method product takes any size")
    }
    func result(_ bound: SemidefiniteBound) -> LipschitzBound {
      LipschitzBound(
        bound.value, .upper, norm: norm, domain: domain, method: name, isCertified: true,
        notes: notes(bound), because: derivation(bound, model))
    }
    do {
      return result(
        try model.semidefiniteBound(
          tolerance: tolerance, groups: groups, iterationLimit: iterations, monitor: monitor))
    } catch let error as InterruptedSemidefinite {
      throw Interrupted(partial: result(error.bound))
    } catch is CancellationError {
      throw Interrupted(partial: nil)
    }
  }

  /// More coordinates would need more memory than a bound should.
  private static let largest = 8000

  private func notes(_ bound: SemidefiniteBound) -> [String] {
    guard bound.optimum > 0, bound.multipliers != nil, bound.value > bound.optimum * (1 + 1e-5) else {
      return []
    }
    return ["stopped early: more iterations could still bring it down to \(bound.optimum)"]
  }

  private func derivation(_ bound: SemidefiniteBound, _ model: SlopeModel) -> Derivation {
    var facts: [Derivation.Fact] = []
    if let multipliers = bound.multipliers {
      facts.append(.numbers("rho", [multipliers.square], note: "L is at most its root"))
      for (layer, numbers) in zip(model.layers, multipliers.neurons) where !numbers.isEmpty {
        let name = "t of \(layer.neurons.count) neurons"
        facts.append(.numbers(name, numbers, note: "the weight of each neuron's inequality"))
      }
      facts.append(
        .check(
          "Cholesky factorisation of order \(model.dimension)", 1,
          note: "runs to its end with all rounding subtracted (certified)"))
    }
    return Derivation(
      rule, value: bound.value, guarantee: .upper,
      statement: "rho |dx|^2 - |dy|^2 - sum of t (phi - alpha z)(beta z - phi) is nowhere negative",
      source: source,
      facts: facts)
  }
}

extension SlopeModel {
  /// What is known of a network on a domain: the slopes that its neurons can have there.
  ///
  /// - Throws: `MethodError` for other norms than 2, and for layers without slopes between finite numbers.
  init(_ network: Network, norm: Norm, on domain: Domain, method: String, monitor: Monitor) throws {
    try network.checkDomain(domain)
    guard norm == .two else {
      throw MethodError.needs("norm 2", method: method, instead: "method product takes every norm")
    }
    let graph = try NeuronGraph(network, method: method)
    let slopes = try stoppable { try slopeRanges(of: graph, on: domain, monitor: monitor) }
    if let place = slopes.firstIndex(where: { $0.contains { !$0.magnitude.isFinite } }) {
      let function = type(of: graph.layers[place].function).name
      throw MethodError.needs(
        "slopes between finite numbers, and \(function) has none", method: method,
        instead: "box A..B   keeps its inputs in bounds")
    }
    self.init(graph, slopes: slopes)
  }
}
