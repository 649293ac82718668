public import LinearAlgebra
public import Networks
public import Parameters

/// The largest quotient |f(x') − f(x)| / |x' − x| over random pairs of close points.
///
/// Every quotient is at most the constant. The points are those that were evaluated, after rounding, and the best
/// quotient is recomputed with the rounding of both forward passes subtracted, so that it stays below the constant
/// where a plain quotient may exceed it. If that costs more than 1 %, the step is enlarged.
public struct PairSampling: StartingMethod {
  public static let name = "pairs"
  public static let summary = "the largest quotient of random pairs of close points"
  public static let source = "definition of the constant; rounding: Higham 2002, chapter 3"
  public static let idea = """
    The constant is the largest quotient |f(x') - f(x)| / |x' - x| of all pairs, so every pair bounds it from below. \
    Rounding may lift a computed quotient above the constant, so the error of both forward passes is subtracted \
    first.
    """
  public static let guarantee = Guarantee.lower
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many pairs to try"),
    Parameter("eps", \.eps, "the step from one point of a pair to the other"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count = 1000
  public var eps: Positive = 1e-6
  public var seed: UInt32 = 0
  /// Whether a step that is too small is an error instead of being enlarged.
  public var isStrict = false
  /// Where pairs start, one point after another.
  public var starts: Starts?
  public init() {}

  /// The smallest step at which half of the digits of a quotient survive: √u.
  static let smallestUsefulStep = 1.5e-8

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    var step = eps.value
    var notes: [String] = []
    while true {
      let (plain, quotient, witness, statistics) = try search(network, norm, domain, step, monitor)
      // The rounding of the two forward passes may cost 1 %; more means that the step drowns in it.
      let isUseful = quotient >= 0.99 * plain && (plain > 0 || step >= Self.smallestUsefulStep)
      if quotient == 0, plain > 0, step >= 0.1 {
        notes = ["every difference drowns in the rounding of the forward passes, so nothing is proven"]
      }
      if isUseful || step >= 0.1 {
        return result(quotient, witness, statistics, norm: norm, domain: domain, notes: notes)
      }
      let next = Swift.max(Self.smallestUsefulStep, 10 * step)
      if isStrict { throw MethodError.stepTooSmall(step, useful: next) }
      notes = [
        "the step \(eps.value) drowns in the rounding of float64; using \(next).  set strict on  makes this an error"
      ]
      step = next
    }
  }

  private func result(
    _ quotient: Double, _ witness: Witness?, _ statistics: Statistics, norm: Norm, domain: Domain,
    notes: [String]
  ) -> LipschitzBound {
    LipschitzBound(
      quotient, .lower, norm: norm, domain: domain, method: Self.name, isCertified: true, witness: witness,
      statistics: statistics, notes: notes,
      because: Derivation(
        "best of \(statistics.count) \(statistics.count == 1 ? "pair" : "pairs")\(starts.map { " from \($0.words)" } ?? "")",
        value: quotient,
        guarantee: .lower,
        statement: "|f(x') - f(x)| / |x' - x| is at most L for every pair", source: Self.source,
        facts: witness?.facts ?? []))
  }

  private func search(
    _ network: Network, _ norm: Norm, _ domain: Domain, _ step: Double, _ monitor: Monitor
  ) throws -> (plain: Double, quotient: Double, witness: Witness?, statistics: Statistics) {
    var random = NumPyGenerator(seed: seed)
    var seen = RunningStatistics()
    var best = (plain: 0.0, quotient: 0.0, witness: Witness?.none)
    let inputs = network.inputShape.count
    let chunk = Swift.max(1, Swift.min(256, 65536 / Swift.max(inputs, network.outputShape.count)))
    var done = 0
    do {
      while done < samples.value {
        let count = Swift.min(chunk, samples.value - done)
        let x =
          try starts?.points.cycled(from: done, count: count)
          ?? domain.samples(count, inputs: inputs, from: &random, monitor: monitor)
        var y = try random.randn(rows: inputs, columns: count, monitor: monitor)
        for index in y.elements.indices { y.elements[index] = x.elements[index] + step * y.elements[index] }
        y = domain.nearest(toColumns: y)
        let rise = try network.forward(y, monitor: monitor) - network.forward(x, monitor: monitor)
        let run = y - x
        for column in 0..<count {
          let length = run.column(column).norm(norm)
          let quotient = length > 0 ? rise.column(column).norm(norm) / length : 0
          guard quotient.isFinite else { continue }
          seen.add(quotient)
          guard quotient > best.plain else { continue }
          let (start, end) = (x.column(column), y.column(column))
          guard domain.contains(start), domain.contains(end) else { continue }
          let witness = Witness.pair(start, end)
          best.plain = quotient
          let proven = try witness.quotient(of: network, norm: norm, monitor: monitor)
          if proven > best.quotient { (best.quotient, best.witness) = (proven, witness) }
        }
        done += count
        try monitor.step(done, of: samples.value, best: best.quotient)
      }
    } catch is CancellationError {
      let partial = result(
        best.quotient, best.witness, seen.result(seed: seed, step: step), norm: norm, domain: domain,
        notes: [])
      throw Interrupted(partial: done > 0 ? partial : nil)
    }
    return (best.plain, best.quotient, best.witness, seen.result(seed: seed, step: step))
  }
}

extension Matrix {
  /// `count` columns from a place on, starting again at the first after the last.
  fileprivate func cycled(from start: Int, count: Int) -> Matrix {
    Matrix(
      rows: rows, columns: count,
      elements: (start..<start + count).flatMap { column($0 % columns).elements })
  }
}
