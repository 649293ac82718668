public import LinearAlgebra
public import Networks
public import Parameters

/// The largest Jacobian norm at random points.
///
/// Where a network is differentiable, close points stretch by nearly the norm of its Jacobian, so that norm bounds
/// the constant from below. A point at a kink proves nothing and is passed over. The best norm is recomputed as the
/// stretch of one direction with its rounding subtracted.
public struct JacobianSampling: StartingMethod {
  public static let name = "jacobian"
  public static let summary = "the largest Jacobian norm at random points"
  public static let source = "Jordan and Dimakis 2020, arXiv:2003.01219, theorem 1"
  public static let idea = """
    Where f is differentiable, close points along the first singular vector of the Jacobian J stretch by nearly |J|, so \
    |J| at any such point bounds the constant from below. At a kink J need not be a derivative, so points there \
    count for nothing.
    """
  public static let guarantee = Guarantee.lower
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many points to try"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count = 1000
  public var seed: UInt32 = 0
  /// The points to look at, each once.
  public var starts: Starts?
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    try network.checkJacobian(norm, method: Self.name)
    var random = NumPyGenerator(seed: seed)
    var search = JacobianSearch(network, norm: norm, on: domain)
    let count = starts?.points.columns ?? samples.value
    do {
      for first in stride(from: 0, to: count, by: Self.batch) {
        let some = first..<min(first + Self.batch, count)
        let points =
          try starts.map { $0.points.columns(Array(some)) }
          ?? domain.samples(
            some.count, inputs: network.inputShape.count, from: &random, monitor: monitor)
        let norms =
          network.hasSmallJacobians
          ? try network.smallJacobianNorms(at: points, norm, monitor: monitor) : []
        for sample in some {
          let x = points.column(sample - first)
          if norms.isEmpty {
            try search.visit(x, monitor: monitor)
          } else {
            try search.visit(x, seenAs: norms[sample - first], monitor: monitor)
          }
          try monitor.step(sample + 1, of: count, best: search.quotient)
        }
      }
    } catch is CancellationError {
      throw Interrupted(partial: result(search))
    }
    return result(search)
  }

  /// How many points are looked at together.
  private static let batch = 64

  private func result(_ search: JacobianSearch) -> LipschitzBound {
    search.bound(
      method: Self.name, rule: "largest |J| at \(starts?.words ?? "a sampled point")", source: Self.source,
      seed: seed)
  }
}
