public import LinearAlgebra
public import Networks
public import Parameters

/// The largest Jacobian norm found by climbing from many starting points.
///
/// Climbs from many starts, near and far out, go side by side. Each follows the gradient of ln |J| for a smoothed network,
/// whose smoothing fades from step to step, by Adam, along with the direction that is stretched most. From around the
/// best points others climb, generation after generation, and nearer and nearer. Then the best points move by random
/// steps that are also taken downhill, ever less often (annealing), which crosses the kinks between the pieces of a
/// piecewise linear network. Every point visited counts with its true Jacobian, so the result is a lower bound as in
/// `jacobian`.
///
/// - Complexity: about six passes through the network a point.
public struct JacobianAscent: StartingMethod {
  public static let name = "ascent"
  public static let summary = "the largest Jacobian norm found by climbing from many starts"
  public static let source =
    "Kingma and Ba 2015, arXiv:1412.6980 (Adam); as `jacobian` for the claim"
  public static let idea = """
    Every point visited counts as in `jacobian`, so it does not matter for the claim how the points were found. They \
    are found by climbing on ln |J| of a network whose kinks are smoothed, less and less, since a piecewise \
    constant |J| has no slope to climb on; then by more climbs from around the best ones, and by random steps.
    """
  public static let guarantee = Guarantee.lower
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many points to visit (120000, in large networks fewer)"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count?
  public var seed: UInt32 = 0
  /// Where climbs start.
  public var starts: Starts?
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    var search = JacobianSearch(network, norm: norm, on: domain)
    do {
      try explore(network, norm, domain, &search, monitor)
      try search.settle(monitor: monitor)
      if min(network.inputShape.count, network.outputShape.count) <= 100 {
        try search.sharpen(monitor: monitor)
      }
    } catch is CancellationError {
      throw Interrupted(partial: result(search))
    }
    return result(search)
  }

  private func explore(
    _ network: Network, _ norm: Norm, _ domain: Domain, _ search: inout JacobianSearch, _ monitor: Monitor
  ) throws {
    var random = NumPyGenerator(seed: seed)
    let total = samples?.value ?? network.usualVisits
    var best: [Climb.Place] = []
    var visited = 0
    for generation in Generation.all(of: total) {
      let climbing = max(1, total * generation.part / 40)
      // About as many climbs as each has steps; at most 250 steps.
      let steps = min(250, max(1, Int(Double(climbing).squareRoot())))
      let width = max(1, climbing / steps)
      // No more at once than memory takes easily.
      let wide = max(1, min(width, network.mostColumns))
      let parents = best
      for first in stride(from: 0, to: width, by: wide) {
        let numbers = first..<min(first + wide, width)
        var climb =
          if let reach = generation.reach {
            Climb(
              network, norm, domain, numbers: numbers, parents: parents, reach: reach, from: &random,
              steps: steps)
          } else {
            try Climb(
              network, norm, domain, numbers: numbers, starts: starts, from: &random, steps: steps,
              monitor: monitor)
          }
        for _ in 0..<steps {
          try climb.move(&search, monitor: monitor)
          visited += numbers.count
          try monitor.step(visited, of: total, best: search.quotient)
        }
        best = (best + climb.best).differentBest(Annealing.most)
      }
      guard best.contains(where: { $0.stretch > 0 }) else { break }
    }
    var annealing = Annealing(network, norm, domain, from: best, visits: total - visited)
    while visited < total, annealing.isUseful {
      visited += try annealing.move(from: &random, &search, monitor: monitor)
      try monitor.step(min(visited, total), of: total, best: search.quotient)
    }
  }

  private func result(_ search: JacobianSearch) -> LipschitzBound {
    search.bound(
      method: Self.name, rule: "largest |J| found by climbing\(starts.map { " from \($0.words)" } ?? "")",
      source: Self.source, seed: seed)
  }
}

extension Network {
  /// Multiplications of one pass, roughly.
  var passCost: Double {
    elements.reduce(0) { sum, element in
      let (inputs, outputs) = (element.layer.inputShape.count, element.layer.outputShape.count)
      // A function costs about as much as some dozen multiplications.
      if case .elementwise = element.layer.form { return sum + 20 * Double(inputs) }
      return sum + Double(inputs) * Double(outputs)
    }
  }

  /// How many points to visit where nobody says: many, unless that would take very long.
  var usualVisits: Int { max(500, Int(min(1.2e5, 2.5e9 / passCost))) }

  /// How many columns of the widest layer are a few megabytes.
  fileprivate var mostColumns: Int {
    let widest = elements.reduce(inputShape.count) { max($0, $1.layer.outputShape.count) }
    return max(1, min(256, 1 << 20 / max(1, widest)))
  }
}

/// A part of the points, and where its climbs start.
private struct Generation {
  /// In fortieths.
  let part: Int
  /// How far from the best places of those before, as a share of their own scale; nil for far and wide.
  let reach: Double?

  /// Few points are best spent far and wide; with many, each generation finds more than random steps would.
  static func all(of points: Int) -> [Generation] {
    let parts: [(Int, Double?)] =
      points < 20_000 ? [(24, nil)] : [(10, nil), (5, 1), (5, 1), (5, 0.3), (5, 0.3)]
    return parts.map { Generation(part: $0, reach: $1) }
  }
}
