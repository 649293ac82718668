import LinearAlgebra
import Networks
import Parameters

/// When a search that branches climbs again, and how far.
///
/// Each climb has four times the points of the one before, and the last is the one of `estimate method ascent`. Where
/// branching closes soon, a short climb is enough; where it closes late or never, only long ones find what is steep. So
/// a climb comes when branching has cost as much as the climb will; as long as climbs find more, a part of that may do.
/// Costs are counted from sizes, never from time.
struct ClimbingSchedule {
  /// Which part of a climb's cost branching must have had before it, where the one before found more.
  var patience = 1.0
  /// How many points the next climb visits; nil after the last.
  private(set) var points: Int?
  /// What a point costs, in multiplications.
  private let pointCost: Double
  private let mostPoints: Int
  private var foundMore = true

  /// The first climb, which comes before any branching.
  private static let first = 300

  init(_ network: Network) {
    mostPoints = network.usualVisits
    pointCost = 2 * network.passCost
    points = Self.first
  }

  /// Whether the next climb comes before more branching, after what branching has cost by now.
  func isDue(after cost: Double) -> Bool {
    guard let points, points > Self.first else { return points != nil }
    return cost >= Double(points) * pointCost * (foundMore ? patience : 1)
  }

  /// The climb, if any is left.
  var ascent: JacobianAscent? {
    points.map { points in
      var ascent = JacobianAscent()
      ascent.samples = Count(integerLiteral: points)
      return ascent
    }
  }

  /// Goes on to the climb after it.
  mutating func finish(foundMore: Bool) {
    guard let done = points else { return }
    self.foundMore = foundMore
    let next = 4 * done
    points = done >= mostPoints ? nil : 2 * next > mostPoints ? mostPoints : next
  }
}

extension BranchAndBound {
  /// Climbs as often as is due by now, while the two sides are further apart than `tolerance`.
  ///
  /// - Throws: `CancellationError` when the monitor stops it; what was found by then is kept.
  mutating func climbIfDue(tolerance: Double, monitor: Monitor) throws {
    while !isClosed(to: tolerance), climbing.isDue(after: Double(nodes) * cellCost) {
      try climb(monitor: monitor)
    }
  }

  /// The next climb; false if all were done.
  ///
  /// - Throws: `CancellationError` when the monitor stops it; what was found by then is kept.
  @discardableResult
  mutating func climb(monitor: Monitor) throws -> Bool {
    guard let ascent = climbing.ascent else { return false }
    let before = lower
    // What is shown is the progress of the whole search.
    let (nodes, upper) = (nodes, upper)
    let polling = Monitor { step in
      (try? monitor.step(nodes, best: max(before, step.best ?? 0), ceiling: upper)) != nil
    }
    do {
      let found = try ascent.bound(network, norm: norm, on: domain, monitor: polling)
      take(found)
      if case .tangent(let x, _)? = found.witness { try visit(x, monitor: monitor) }
    } catch let interrupted as Interrupted {
      if let partial = interrupted.partial { take(partial) }
      throw CancellationError()
    }
    climbing.finish(foundMore: lower > before * (1 + 1e-9))
    return true
  }
}
