import LinearAlgebra

/// LipSDP of a chain by descent, for chains whose Newton steps would be too large: any number of neurons.
///
/// `ChainObjective` is minimised by limited-memory BFGS, smoothed less and less. What it finds is proven now and then by
/// `Chain.proven`, so that work which is stopped keeps the last bound that was.
///
/// - Complexity: about as much as two ECLipsE-Fast bounds a step, and some hundred steps.
struct ChainDescent {
  private let chain: Chain
  private let objective: ChainObjective
  /// How many steps at most.
  private let limit: Int

  /// A proven bound.
  struct Bound {
    let multipliers: SlopeCertificate.Multipliers
    let steps: Int
  }

  /// Work that was stopped, with what had been proven by then.
  struct Interruption: Error { let bound: Bound? }

  init(_ chain: Chain, groups: MultiplierGroups, limit: Int) throws {
    self.chain = chain
    self.limit = limit
    objective = try ChainObjective(chain, isByLayer: groups == .layer)
  }

  /// From a smooth problem to almost the true one; the barrier's weight is shared by the neurons.
  private static let smoothings = [
    (8, 1e-1), (32, 1e-2), (128, 1e-3), (512, 1e-4), (2048, 1e-5), (2048, 1e-6),
  ].map { ChainObjective.Smoothing(power: $0, barrier: $1) }

  /// What is better by less is not worth another proof, or another stage.
  private static let worthProof = 0.02
  private static let worthStage = 1e-6

  /// Nil, if no start was found or nothing could be proven.
  func bound(monitor: Monitor) throws -> Bound? {
    guard var point = try objective.start(monitor: monitor) else { return nil }
    var proven: Bound?
    var steps = 0
    do {
      let neurons = Double(objective.count)
      for smoothing in Self.smoothings {
        let stage = ChainObjective.Smoothing(
          power: smoothing.power, barrier: smoothing.barrier / neurons)
        guard var here = try objective.value(at: point, stage, monitor: monitor) else { break }
        let before = here.square
        var memory = LimitedMemory()
        let last = min(limit, steps + max(1, limit / 5))
        while steps < last {
          guard let next = try step(from: &point, here, stage, &memory, monitor) else { break }
          here = next
          steps += 1
          try monitor.step(steps, of: limit, best: here.square.squareRoot())
          let isWorthProof =
            proven.map { here.square < $0.multipliers.square * (1 - Self.worthProof) } ?? true
          if isWorthProof, steps.isMultiple(of: 10) {
            proven = try better(here, than: proven, steps, monitor)
          }
        }
        proven = try better(here, than: proven, steps, monitor)
        let isSettled = stage.power > 1000 && before - here.square < Self.worthStage * here.square
        if steps >= limit || isSettled { break }
      }
    } catch is CancellationError {
      throw Interruption(bound: proven)
    }
    return proven
  }

  /// The value after one step down from a point, which moves; nil, if there is no way down.
  private func step(
    from point: inout Vector, _ here: ChainObjective.Value, _ smoothing: ChainObjective.Smoothing,
    _ memory: inout LimitedMemory, _ monitor: Monitor
  ) throws -> ChainObjective.Value? {
    while true {
      let direction = memory.direction(here.gradient)
      let slope = here.gradient.dot(direction)
      if slope < -1e-9 {
        var share = min(1, 2 / direction.largest)
        for _ in 0..<40 {
          let step = share * direction
          if let next = try objective.value(at: point + step, smoothing, monitor: monitor),
            next.value <= here.value + 1e-4 * share * slope
          {
            memory.add(step: step, change: next.gradient - here.gradient)
            point = point + step
            return next
          }
          share *= 0.5
        }
      } else if slope < 0 {
        return nil
      }
      // What was learnt of the curvature may mislead.
      guard !memory.isEmpty else { return nil }
      memory.forget()
    }
  }

  /// The bound of a point, if it can be proven and is better.
  private func better(
    _ value: ChainObjective.Value, than best: Bound?, _ steps: Int, _ monitor: Monitor
  ) throws -> Bound? {
    let found = SlopeCertificate.Multipliers(
      square: value.square, neurons: value.multipliers.map { $0.map { value.square * $0 } })
    guard let proven = try chain.proven(found, monitor: monitor.withoutSteps),
      proven.square < best?.multipliers.square ?? .infinity
    else { return best }
    return Bound(multipliers: proven, steps: steps)
  }
}
