/// Where long work reports, and learns that it should stop.
///
/// Every loop that can take more than a few milliseconds calls `step`. The caller decides what that means: draw a
/// progress line, stop at Ctrl-C or at a deadline, cancel after three steps in a test.
public struct Monitor: Sendable {
  /// How far some work is.
  public struct Step: Hashable, Sendable {
    public let done: Int
    public let total: Int?
    /// The best value so far.
    public let best: Double?
    /// What no value can be above, if that closes in too.
    public let ceiling: Double?
  }

  private let onStep: @Sendable (Step) -> Bool

  /// A monitor that is asked at every step and answers whether to go on.
  public init(_ onStep: @escaping @Sendable (Step) -> Bool) {
    self.onStep = onStep
  }

  /// Nobody watches; the work runs to its end.
  public static let silent = Monitor { _ in true }

  /// Reports a step.
  ///
  /// - Throws: `CancellationError` when the work should stop.
  public func step(_ done: Int, of total: Int? = nil, best: Double? = nil, ceiling: Double? = nil)
    throws(CancellationError)
  {
    guard onStep(Step(done: done, total: total, best: best, ceiling: ceiling)) else {
      throw CancellationError()
    }
  }
}
