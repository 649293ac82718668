public import LinearAlgebra
public import Networks
public import Parameters

/// CLEVER: where the largest Jacobian norms of many batches would end, by extreme value theory.
///
/// Random points are drawn in batches, and the largest Jacobian norm of each batch kept. If the norms have an end, such
/// maxima follow a reverse Weibull distribution, whose fitted location estimates the end. The fit can be far off on either
/// side: what was seen is proven by `jacobian`, this is not. Norms of piecewise linear networks have few values, to which
/// no such distribution fits; then, as wherever the fit is doubtful, the largest value that was seen is given and said
/// why.
public struct ExtremeValue: BoundMethod {
  public static let name = "clever"
  public static let summary = "CLEVER: where random Jacobian norms would end, by a fit; no bound"
  public static let source = "Weng et al. 2018, arXiv:1801.10578 (CLEVER)"
  public static let idea = """
    The largest of many random numbers with an end follows a reverse Weibull distribution, whose location is that end. \
    Fitted to the largest Jacobian norm of each of many batches of points, the location estimates the constant. It \
    promises nothing on either side, and where the fit is doubtful the largest norm seen is given instead.
    """
  public static let guarantee = Guarantee.estimate
  public static let example = [
    "model m: linear 9x4 seed 1, tanh, linear 3x9 seed 2", "estimate method clever",
  ]
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many points to try, in a hundred batches"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count = 20_000
  public var seed: UInt32 = 0
  public init() {}

  private static let batches = 100

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    try network.checkJacobian(norm, method: Self.name)
    return try stoppable {
      var random = NumPyGenerator(seed: seed)
      var seen = RunningStatistics()
      var maxima: [Double] = []
      let batches = min(Self.batches, samples.value)
      var visited = 0
      for batch in 0..<batches {
        var largest = 0.0
        // Batches differ by at most one point.
        let end = samples.value * (batch + 1) / batches
        while visited < end {
          let count = min(64, end - visited)
          let points = try domain.samples(
            count, inputs: network.inputShape.count, from: &random, monitor: monitor)
          for size in try network.norms(at: points, norm, monitor: monitor) where size.isFinite {
            seen.add(size)
            largest = max(largest, size)
          }
          visited += count
          try monitor.step(visited, of: samples.value, best: maxima.max())
        }
        maxima.append(largest)
      }
      return result(maxima, seen.result(seed: seed, step: nil), norm: norm, domain: domain)
    }
  }

  private func result(_ maxima: [Double], _ seen: Statistics, norm: Norm, domain: Domain) -> LipschitzBound {
    let largest = maxima.max() ?? 0
    let fit = ReverseWeibull(likeliestFor: maxima)
    let agreement = fit?.agreement(with: maxima)
    let doubt = Self.doubt(maxima, fit, agreement)
    let value = doubt == nil ? fit?.location ?? largest : largest
    var facts: [Derivation.Fact] = [
      .numbers("largest seen", [largest], note: "of \(seen.count) Jacobian norms"),
      .text("\(maxima.count) batches, \(Self.differentCount(maxima)) different maxima"),
    ]
    if let fit, let agreement {
      facts.append(
        .numbers(
          "location, scale, shape", [fit.location, fit.scale, fit.shape], note: "of the likeliest fit"))
      facts.append(.numbers("p", [agreement], note: "of Kolmogorov and Smirnov's test of the fit"))
    }
    let note =
      doubt.map { "\($0), so this is the largest norm that was seen" }
      ?? "a fit to what was seen, and no bound: the constant may be above or below"
    return LipschitzBound(
      value, .estimate, norm: norm, domain: domain, method: Self.name, isCertified: false, statistics: seen,
      notes: [note],
      because: Derivation(
        doubt == nil ? "location of a reverse Weibull fit" : "largest |J| seen", value: value,
        guarantee: .estimate, statement: "the largest norms of \(maxima.count) batches", source: Self.source,
        facts: facts))
  }

  /// How many values there are, but for rounding.
  private static func differentCount(_ maxima: [Double]) -> Int {
    guard let largest = maxima.max(), largest > 0 else { return 1 }
    return Set(maxima.map { ($0 / largest * 1e9).rounded() }).count
  }

  /// Why the fit is not to be trusted, if it is not.
  private static func doubt(_ maxima: [Double], _ fit: ReverseWeibull?, _ agreement: Double?) -> String? {
    let largest = maxima.max() ?? 0
    let different = differentCount(maxima)
    if different == 1 { return "the maxima are all the same" }
    if different < 10 { return "the maxima have only \(different) different values" }
    guard let fit, let agreement else { return "no reverse Weibull distribution fits the maxima" }
    if fit.location > 2 * largest { return "the fit ends beyond twice what was seen" }
    return agreement < 0.05 ? "no reverse Weibull distribution fits the maxima well" : nil
  }
}

extension Network {
  /// The norms of the Jacobians at the columns, written out together where they are small.
  fileprivate func norms(at points: Matrix, _ norm: Norm, monitor: Monitor) throws -> [Double] {
    if hasSmallJacobians { return try smallJacobianNorms(at: points, norm, monitor: monitor) }
    return try (0..<points.columns).map { column in
      let stretch = try Stretch(
        of: linearization(at: Matrix(points.column(column))), norm: norm, monitor: monitor)
      return stretch?.value ?? .nan
    }
  }
}
