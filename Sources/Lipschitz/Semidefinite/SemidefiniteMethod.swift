import LinearAlgebra
import Networks
import Parameters

/// What the semidefinite methods have in common: from a network to a bound with its reason and its proof.
struct SemidefiniteMethod {
  let name: String
  let rule: String
  let source: String
  let groups: MultiplierGroups
  let iterations: Int
  let tolerance: Double
  /// Nil for what suits the size.
  let solver: SemidefiniteSolver?

  /// More coordinates would need more memory than a bound should, and longer for Newton steps of a chain than descent.
  private static let largest = (chain: 4000, other: 8000)

  /// - Throws: `MethodError` for other norms and for layers without slopes between finite numbers.
  func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> LipschitzBound {
    try network.checkJoint(norm, domain, method: name)
    let segments = try stoppable { try Segments(network, on: domain, monitor: monitor) }
    var notes: [String] = []
    var reached: Proof.Content?
    do {
      let (derivation, proof) = try segments.product(norm, monitor: monitor) { run, region in
        let known = try BoundedRun(run, on: region, method: name, monitor: monitor)
        let model = known.model
        let bound: SemidefiniteBound
        do {
          bound = try self.bound(model, monitor: monitor)
        } catch let error as InterruptedSemidefinite {
          reached = model.proof(error.bound)
          throw error
        }
        notes += self.notes(bound)
        let loss = try known.productLoss(monitor: monitor)
        return (self.derivation(bound, model, [loss].compactMap { $0 }), model.proof(bound))
      }
      return LipschitzBound(
        derivation.value, .upper, norm: norm, domain: domain, method: name, isCertified: true, notes: notes,
        proof: proof, because: derivation)
    } catch let error as InterruptedSemidefinite {
      // Of several runs the bound of one says nothing of the whole.
      guard segments.all.count == 1, let reached else { throw Interrupted(partial: nil) }
      throw Interrupted(
        partial: LipschitzBound(
          error.bound.value, .upper, norm: norm, domain: domain, method: name, isCertified: true,
          notes: ["stopped early"], proof: Proof(reached, of: network),
          because: Derivation(
            rule, value: error.bound.value, guarantee: .upper, statement: Self.statement, source: source)))
    } catch is CancellationError {
      throw Interrupted(partial: nil)
    }
  }

  private func bound(_ model: SlopeModel, monitor: Monitor) throws -> SemidefiniteBound {
    let isLarge = model.dimension > Self.largest.chain
    if solver == .descent || solver == nil && isLarge, model.layers.contains(where: { !$0.neurons.isEmpty }) {
      if let chain = Chain(model) {
        return try model.descentBound(chain, groups: groups, iterationLimit: iterations, monitor: monitor)
      }
      guard solver == nil else {
        throw MethodError.needs(
          "a chain of layers for its descent, without skip connections or recurrences", method: name,
          instead: "solver newton takes them")
      }
    }
    guard model.dimension <= Self.largest.other else {
      throw MethodError.needs(
        "at most \(Self.largest.other) inputs and neurons, unless they are a chain, and here are \(model.dimension)",
        method: name, instead: "method product takes any size")
    }
    return try model.semidefiniteBound(
      tolerance: tolerance, groups: groups, iterationLimit: iterations, monitor: monitor)
  }

  private func notes(_ bound: SemidefiniteBound) -> [String] {
    guard let optimum = bound.optimum, optimum > 0, bound.multipliers != nil,
      bound.value > optimum * (1 + 1e-5)
    else { return [] }
    return ["stopped early: more iterations could bring it down, but not below \(optimum)"]
  }

  private static let statement =
    "rho |dx|^2 - |dy|^2 - sum of t (phi - alpha z)(beta z - phi) is nowhere negative"

  private func derivation(_ bound: SemidefiniteBound, _ model: SlopeModel, _ premises: [Derivation])
    -> Derivation
  {
    var facts: [Derivation.Fact] = []
    if let multipliers = bound.multipliers {
      facts.append(.numbers("rho", [multipliers.square], note: "L is at most its root"))
      for (place, (layer, numbers)) in zip(model.layers, multipliers.neurons).enumerated()
      where !numbers.isEmpty {
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
        facts.append(
          .numbers(
            "t", [least, most],
            note: "least and largest of \(layer.neurons.count.counted("neuron")), layer \(place + 1)"))
      }
      if bound.optimum == nil {
        facts.append(
          .text("multipliers from \(bound.iterations) steps of descent, which end near the best there are"))
        facts.append(.text("proven layer by layer, with all rounding subtracted (certified)"))
      } else {
        facts.append(
          .text(
            "the form of \(model.dimension) numbers is proven by Cholesky factors, with all rounding subtracted (certified)"
          ))
      }
    } else {
      facts.append(.text("no neuron is left: the norm of a matrix"))
    }
    return Derivation(
      rule, value: bound.value, guarantee: .upper, statement: Self.statement, source: source, facts: facts,
      premises: premises)
  }
}

extension Network {
  /// - Throws: `MethodError` for other norms than 2 and domains of another size.
  func checkJoint(_ norm: Norm, _ domain: Domain, method: String) throws(MethodError) {
    try checkDomain(domain)
    guard norm == .two else {
      throw .needs("norm 2", method: method, instead: "method product takes every norm")
    }
  }
}
