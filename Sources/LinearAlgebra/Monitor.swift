/// Where long work reports, and learns that it should stop.
///
/// Every loop that can take more than a few milliseconds calls `step`, and `poll` where one step is long itself. The
/// caller decides what that means: draw a progress line, stop at Ctrl-C or at a deadline, cancel after three steps in
/// a test.
public struct Monitor: Sendable {
  /// How far some work is.
  public struct Step: Hashable, Sendable {
    public let done: Int
    public let total: Int?
    /// The best value so far.
    public let best: Double?
    /// What no value can be above, if that closes in too.
    public let ceiling: Double?
    /// Whether this was asked on the way to the next step, and says nothing of how far the work is.
    public let isOnTheWay: Bool
  }

  private let onStep: @Sendable (Step) -> Bool

  /// A monitor that is asked at every step and answers whether to go on.
  public init(_ onStep: @escaping @Sendable (Step) -> Bool) {
    self.onStep = onStep
  }

  /// Nobody watches; the work runs to its end.
  public static let silent = Monitor { _ in true }

  /// For a part of work that reports its own steps: only asks whether to go on.
  public var withoutSteps: Monitor {
    Monitor { _ in
      onStep(Step(done: 0, total: nil, best: nil, ceiling: nil, isOnTheWay: true))
    }
  }

  /// Reports a step.
  ///
  /// - Throws: `CancellationError` when the work should stop.
  public func step(_ done: Int, of total: Int? = nil, best: Double? = nil, ceiling: Double? = nil)
    throws(CancellationError)
  {
    try ask(Step(done: done, total: total, best: best, ceiling: ceiling, isOnTheWay: false))
  }

  /// Asks whether to go on, within a step that is long.
  ///
  /// - Throws: `CancellationError` when the work should stop.
  public func poll() throws(CancellationError) {
    try ask(Step(done: 0, total: nil, best: nil, ceiling: nil, isOnTheWay: true))
  }

  private func ask(_ step: Step) throws(CancellationError) {
    guard onStep(step) else { throw CancellationError() }
  }
}

extension RandomAccessCollection where Index == Int {
  /// A function of every element, polling the monitor before each run of so many.
  ///
  /// Inlinable, for without its types it takes ten times as long as most functions of a number.
  @inlinable public func map<Result>(
    polling monitor: Monitor, every run: Int = 4096, _ transform: (Element) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(count)
    for first in stride(from: startIndex, to: endIndex, by: run) {
      try monitor.poll()
      for index in first..<Swift.min(first + run, endIndex) { results.append(try transform(self[index])) }
    }
    return results
  }
}

/// The result of work that only its monitor can stop, where nobody watches.
public func unwatched<Result>(_ work: (Monitor) throws -> Result) -> Result {
  do { return try work(.silent) } catch { preconditionFailure("work that nobody watches stopped: \(error)") }
}
