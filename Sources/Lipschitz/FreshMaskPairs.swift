public import LinearAlgebra
public import Networks
import Parameters

/// Quotients of close points where each of the two passes draws its own masks of dropout.
///
/// Two masks make two functions, so the quotient is of no function: as the step shrinks it grows like 1/step.
public struct FreshMaskPairs: Sendable {
  public let samples: Int
  public let step: Double
  public let seed: UInt32

  public init(samples: Int, step: Double, seed: UInt32) {
    self.samples = samples
    self.step = step
    self.seed = seed
  }

  /// An estimate of nothing, to be shown as what it is.
  public func estimate(_ network: Network, batch: Int, norm: Norm, monitor: Monitor) throws -> LipschitzBound
  {
    var points = NumPyGenerator(seed: seed)
    var masks = Masks.drawn(RandomStream(seed: seed, generator: .numpy))
    var seen = RunningStatistics()
    let inputs = network.inputShape.count * batch
    do {
      for sample in 1...samples {
        let x = try points.randn(rows: inputs, columns: 1, monitor: monitor)
        let direction = try points.randn(rows: inputs, columns: 1, monitor: monitor)
        let y = x + step * direction
        let first = try network.training(batch: batch, masks: &masks).forward(x, monitor: monitor)
        let second = try network.training(batch: batch, masks: &masks).forward(y, monitor: monitor)
        seen.add((second - first).column(0).norm(norm) / (y - x).column(0).norm(norm))
        try monitor.step(sample, of: samples)
      }
    } catch is CancellationError {
      throw Interrupted(partial: nil)
    }
    let statistics = seen.result(seed: seed, step: step)
    return LipschitzBound(
      statistics.mean, .estimate, norm: norm, domain: .everywhere, method: PairSampling.name,
      isCertified: false, statistics: statistics,
      notes: [
        "two masks are two functions: this is no constant, and grows like 1/eps.  mask shared  takes one"
      ],
      because: Derivation(
        "mean of \(samples.counted("pair")), a mask each", value: statistics.mean, guarantee: .estimate,
        statement: "|f(x') - g(x)| / |x' - x|, with f and g the same network under two masks"))
  }
}
