public import LinearAlgebra
public import Networks
import Parameters

/// The constant from both sides, until they are close.
///
/// A network that is linear in pieces goes through branch and bound, which closes in the end. For any other the
/// smallest of the upper bounds stands, and climbing with more and more points comes up to it as far as it can. Both
/// sides are certified at every moment, so a run that is stopped keeps what it has.
public struct Bracketing: Sendable {
  /// How far apart the sides may be: upper / lower − 1.
  public var gap = 0.01
  /// How many cells or points to look at, at most; nil for as many as are usual at the size of the network.
  public var steps: Int?
  public init() {}

  /// Why it ended.
  public enum Stop: String, Sendable { case gap, steps, cancelled }

  /// What was known after some steps.
  public struct Moment: Hashable, Sendable {
    public let steps: Int
    public let lower: Double
    public let upper: Double
  }

  public struct Result: Sendable {
    public let lower: LipschitzBound
    public let upper: LipschitzBound
    public let steps: Int
    /// What steps are: `cells` or `points`.
    public let unit: String
    public let stopped: Stop
    public let history: [Moment]
    /// Whether more steps may bring the sides closer.
    public let canGoOn: Bool
    /// Whether there is more than one moment to draw.
    public var hasCourse: Bool { Set(history.filter { $0.lower > 0 }.map(\.steps)).count > 1 }
    /// Upper / lower − 1; 0 if both are zero.
    public var gap: Double { Bracketing.gap(lower.value, upper.value) }
  }

  static func gap(_ lower: Double, _ upper: Double) -> Double {
    if upper <= lower { return 0 }
    return lower > 0 ? Rounding.sumUp(Rounding.quotientUp(upper, lower), -1) : .infinity
  }

  /// - Throws: `MethodError` for networks without an upper bound; `Interrupted` if it is stopped before there is one.
  public func run(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> Result {
    do {
      let search = try stoppable {
        try BranchAndBound(network, norm: norm, on: domain, method: ExactConstant.name, monitor: monitor)
      }
      return try split(search, monitor)
    } catch let error as MethodError {
      guard case .needs = error else { throw error }
      return try climb(network, norm, domain, monitor)
    }
  }

  // MARK: Linear in pieces

  private func split(_ search: BranchAndBound, _ monitor: Monitor) throws -> Result {
    var search = search
    // From below counts as much as from above, and climbing finds it sooner.
    search.climbing.patience = 0.25
    var history = History()
    history.add(search.nodes, search.lower, search.upper)
    var stop = Stop.steps
    let most = steps ?? search.usualNodes
    func isClosed() -> Bool { Self.gap(search.lower, search.upper) <= gap }
    do {
      repeat {
        try search.climbIfDue(tolerance: gap, monitor: monitor)
        history.add(search.nodes, search.lower, search.upper)
        guard !isClosed() else { break }
      } while try search.step(tolerance: min(gap, 1e-9), most: most, monitor: monitor)
      // Where branching has its usual time, climbing has its own.
      while steps == nil, !isClosed(), try search.climb(monitor: monitor) {}
      if isClosed() { stop = .gap }
    } catch {
      guard error is CancellationError || error is Interrupted else { throw error }
      stop = .cancelled
    }
    history.end(search.nodes, search.lower, search.upper)
    let both = search.bound(method: ExactConstant.name, tolerance: 1e-9, source: ExactConstant.source)
    return Result(
      lower: LipschitzBound(
        search.lower, .lower, norm: search.norm, domain: search.domain, method: ExactConstant.name,
        isCertified: true, witness: search.witness,
        because: Derivation(
          "the steepest point that was found", value: search.lower, guarantee: .lower,
          statement: "where f is differentiable, its constant is at least |J|", source: ExactConstant.source,
          facts: search.witness?.facts ?? [])),
      upper: LipschitzBound(
        search.upper, .upper, norm: search.norm, domain: search.domain, method: ExactConstant.name,
        isCertified: true, notes: both.notes, proof: both.proof, because: both.derivation),
      steps: search.nodes, unit: "cell", stopped: stop, history: history.moments,
      canGoOn: search.nodes >= most)
  }

  // MARK: Any other

  private func climb(_ network: Network, _ norm: Norm, _ domain: Domain, _ monitor: Monitor) throws -> Result
  {
    let upper = try Methods.smallest(of: network, norm: norm, on: domain, monitor: monitor)
    var best: LipschitzBound?
    var visited = 0
    var round: UInt32 = 0
    var stop = Stop.steps
    var history = History()
    let steps = steps ?? 20000
    do {
      while visited < steps {
        var ascent = JacobianAscent()
        let points = min(500 << min(Int(round), 12), steps - visited)
        ascent.samples = Count(integerLiteral: points)
        ascent.seed = round
        let start = visited
        let floor = best?.value ?? 0
        let reporting = Monitor { step in
          (try? monitor.step(start + step.done, best: max(floor, step.best ?? 0), ceiling: upper.value))
            != nil
        }
        let found = try ascent.bound(network, norm: norm, on: domain, monitor: reporting)
        if found.value > best?.value ?? -1 { best = found }
        visited += points
        round += 1
        history.add(visited, best?.value ?? 0, upper.value)
        if Self.gap(best?.value ?? 0, upper.value) <= gap {
          stop = .gap
          break
        }
      }
    } catch let interrupted as Interrupted {
      stop = .cancelled
      if let partial = interrupted.partial, partial.value > best?.value ?? -1 { best = partial }
    }
    guard let lower = best else { throw Interrupted(partial: upper) }
    history.end(visited, lower.value, upper.value)
    return Result(
      lower: lower, upper: upper, steps: visited, unit: "point", stopped: stop, history: history.moments,
      canGoOn: true)
  }
}

/// The moments at which one of the sides moved.
private struct History {
  private(set) var moments: [Bracketing.Moment] = []

  mutating func add(_ steps: Int, _ lower: Double, _ upper: Double) {
    if let last = moments.last, last.lower == lower, last.upper == upper { return }
    moments.append(Bracketing.Moment(steps: steps, lower: lower, upper: upper))
  }

  /// The last moment, also if nothing moved.
  mutating func end(_ steps: Int, _ lower: Double, _ upper: Double) {
    guard moments.last?.steps != steps || moments.last?.lower != lower || moments.last?.upper != upper else {
      return
    }
    moments.append(Bracketing.Moment(steps: steps, lower: lower, upper: upper))
  }
}

extension Methods {
  /// The smallest upper bound that takes little time for this network, also with the joint methods that `bound` alone
  /// does not try.
  static func smallest(of network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    var best = try automatic(for: network, norm: norm).bound(
      network, norm: norm, on: domain, monitor: monitor)
    for method in [LipSDP(), IntervalJacobian()] as [any BoundMethod] {
      guard network.neurons <= 400 else { break }
      do {
        let bound = try method.bound(network, norm: norm, on: domain, monitor: monitor)
        if bound.value < best.value { best = bound }
      } catch let error as MethodError {
        guard case .needs = error else { throw error }
      }
    }
    return best
  }
}

extension Network {
  /// How many numbers go through activations, or more.
  fileprivate var neurons: Int { layers.reduce(0) { $0 + $1.outputShape.count } }
}
