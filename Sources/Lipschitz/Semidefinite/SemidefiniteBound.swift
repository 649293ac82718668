import LinearAlgebra

/// A certified bound on how much a slope model stretches, from LipSDP.
struct SemidefiniteBound: Hashable, Sendable {
  /// The constant is proven to be at most this.
  let value: Double
  /// The semidefinite program cannot do better than this, up to rounding; not certified; nil where that is not known.
  let optimum: Double?
  /// What proves the value; nil where it is the norm of a matrix.
  let multipliers: SlopeCertificate.Multipliers?
  let iterations: Int
}

/// How many multipliers there are.
enum MultiplierGroups: Hashable, Sendable { case neuron, layer }

extension SlopeModel {
  /// The bound of LipSDP, with a proof.
  ///
  /// What the method finds in floating point is moved towards its start until it is proven. If nothing passes, the bound
  /// is infinite, which is true as well. The tolerance says by what share the square of the value may
  /// be above the optimum; the search stops as soon as the value is below the target. Work that is stopped throws
  /// `InterruptedSemidefinite` with what was reached, which holds.
  func semidefiniteBound(
    tolerance: Double = 1e-7, stoppingBelow target: Double = 0, groups: MultiplierGroups = .neuron,
    iterationLimit: Int = 500, monitor: Monitor
  ) throws -> SemidefiniteBound {
    let program = try SemidefiniteProgram(self, monitor: monitor)
    guard let program, program.neuronCount > 0 else {
      // Without neurons the model is a matrix.
      let value = try linearNorm(monitor: monitor)
      return SemidefiniteBound(value: value, optimum: value, multipliers: nil, iterations: 0)
    }
    var method = BarrierMethod(program: program, groups: program.groups(groups))
    method.tolerance = tolerance
    method.iterationLimit = iterationLimit
    method.target = target > 0 ? (target / program.outputScale) * (target / program.outputScale) : 0
    guard let result = method.solve(monitor: monitor) else {
      return SemidefiniteBound(value: .infinity, optimum: nil, multipliers: nil, iterations: 0)
    }
    let optimum = program.outputScale * max(0, result.optimum).squareRoot()
    let proven = try SlopeCertificate(self).firstProven(
      of: result.candidates, program, monitor: result.isInterrupted ? .silent : monitor)
    let bound = SemidefiniteBound(
      value: proven.map { Rounding.squareRootUp($0.square) } ?? .infinity, optimum: optimum,
      multipliers: proven, iterations: result.iterations)
    if result.isInterrupted { throw InterruptedSemidefinite(bound: bound) }
    return bound
  }

  /// The bound of LipSDP by descent, for a model that is a chain.
  func descentBound(_ chain: Chain, groups: MultiplierGroups, iterationLimit: Int, monitor: Monitor) throws
    -> SemidefiniteBound
  {
    func bound(_ found: ChainDescent.Bound?) -> SemidefiniteBound {
      SemidefiniteBound(
        value: found.map { Rounding.squareRootUp($0.multipliers.square) } ?? .infinity, optimum: nil,
        multipliers: found.map {
          SlopeCertificate.Multipliers(
            square: $0.multipliers.square, neurons: neurons($0.multipliers.neurons))
        }, iterations: found?.steps ?? 0)
    }
    do {
      let descent = try ChainDescent(chain, groups: groups, limit: iterationLimit)
      return try bound(descent.bound(monitor: monitor))
    } catch let error as ChainDescent.Interruption {
      guard let found = error.bound else { throw CancellationError() }
      throw InterruptedSemidefinite(bound: bound(found))
    }
  }

  /// The norm of a model without neurons, or infinity if the numbers are beyond floating point.
  func linearNorm(monitor: Monitor) throws -> Double {
    guard let matrix = output.matrix(of: 0), output.terms.count == 1 else {
      return output.terms.isEmpty ? 0 : .infinity
    }
    return try matrix.norm(.two, monitor: monitor).upper
  }
}

/// Work that was stopped, with the bound that had been proven by then.
struct InterruptedSemidefinite: Error {
  let bound: SemidefiniteBound
}

extension BarrierMethod.Result {
  /// The point found, and points further and further towards the anchor, whose bounds are less sharp.
  fileprivate var candidates: [BarrierPoint] {
    [point] + [1e-3, 1e-2, 0.1, 0.5, 1].map { point.moved(towards: anchor, by: $0) }
      + [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.5, 1].map {
        anchor.moved(towards: start, by: $0)
      }
  }
}

extension SlopeCertificate {
  /// The first of the points that can be proven: in pieces, if the model is a chain, else the whole form at once.
  ///
  /// Pieces need less room for rounding where the form is nearly singular, as it is at the optimum.
  fileprivate func firstProven(of points: [BarrierPoint], _ program: SemidefiniteProgram, monitor: Monitor)
    throws
    -> Multipliers?
  {
    let chain = Chain(model)
    for point in points {
      let multipliers = program.unscaled(point, layerCount: model.layers.count)
      if let proven = try chain?.proven(multipliers, monitor: monitor),
        proven.square <= multipliers.square * (1 + 1e-7)
      {
        return proven
      }
      if try proves(multipliers, monitor: monitor) { return multipliers }
    }
    return nil
  }
}

extension SemidefiniteProgram {
  /// The group of each neuron.
  fileprivate func groups(_ groups: MultiplierGroups) -> [Int] {
    switch groups {
    case .neuron: Array(0..<neuronCount)
    case .layer: layers.enumerated().flatMap { Array(repeating: $0, count: $1.middle.count) }
    }
  }
}
