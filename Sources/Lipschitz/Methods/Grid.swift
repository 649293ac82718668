public import LinearAlgebra
public import Networks
public import Parameters

/// The largest quotient of neighbours on an even grid, for functions of one variable.
///
/// The points are NumPy's `linspace`. Every quotient is at most the constant; the best is recomputed with the
/// rounding of both values subtracted.
public struct Grid: BoundMethod {
  public static let name = "grid"
  public static let summary = "the largest quotient of neighbours on a grid, for one input"
  public static let source = "definition of the constant"
  public static let idea = """
    The quotient of any two points is at most the constant, so the best of neighbours on a grid bounds it from below. \
    By the mean value theorem each quotient is a slope in between, so a finer grid comes close, but only a point at \
    the steepest place would reach it.
    """
  public static let guarantee = Guarantee.lower
  public static let example = ["estimate sigmoid method grid"]
  public static let parameters: [Parameter<Self>] = [
    Parameter("points", \.points, "how many points the grid has"),
    Parameter("from", \.from, "where the grid starts"),
    Parameter("to", \.to, "where the grid ends"),
  ]
  public var points: Count = 1000
  public var from: Double?
  public var to: Double?
  public init() {}

  /// As many take about a minute.
  private static let mostPoints = 100_000_000

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    guard network.inputShape.count == 1 else {
      throw MethodError.needs("one input", method: Self.name, instead: "method pairs takes any number")
    }
    let (start, end) = range(of: network, on: domain)
    guard points.value > 1, start < end else {
      throw MethodError.needs(
        "two points and a range that ascends", method: Self.name, instead: "from -5 to 5 points 1000")
    }
    guard points.value <= Self.mostPoints else {
      throw MethodError.tooManyPoints(points.value, most: Self.mostPoints)
    }
    var search = GridSearch(network: network, norm: norm)
    let seen = Domain.box(start, end)
    do {
      for index in 0..<points.value {
        try search.visit(place(index, start, end), monitor: monitor)
        if index % 32 == 0 { try monitor.step(index, of: points.value, best: search.quotient) }
      }
      try search.prove(monitor: monitor)
    } catch is CancellationError {
      throw Interrupted(partial: result(search, norm, seen))
    }
    return result(search, norm, seen)
  }

  private func range(of network: Network, on domain: Domain) -> (Double, Double) {
    let box = domain.boundingBox(count: 1)[0]
    let usual = Self.usualRange(of: network)
    return (
      from ?? (box.lower.isFinite ? box.lower : usual.lower),
      to ?? (box.upper.isFinite ? box.upper : usual.upper)
    )
  }

  /// Where a function is looked at if nobody says where: from -5 to 5, for sine and cosine from -10 to 10, and only
  /// where it is defined.
  public static func usualRange(of network: Network) -> Interval {
    guard let first = network.layers.first, case .elementwise(let function) = first.form else {
      return Interval(-5, 5)
    }
    return usualRange(of: function)
  }

  public static func usualRange(of function: any ScalarFunction) -> Interval {
    let isPeriodic = function is Sine || function is Cosine
    let usual = isPeriodic ? Interval(-10, 10) : Interval(-5, 5)
    return usual.intersection(function.domain) ?? usual
  }

  /// NumPy's `linspace`: start + i·step, and the end itself.
  private func place(_ index: Int, _ start: Double, _ end: Double) -> Double {
    index == points.value - 1 ? end : Double(index) * ((end - start) / Double(points.value - 1)) + start
  }

  private func result(_ search: GridSearch, _ norm: Norm, _ domain: Domain) -> LipschitzBound {
    LipschitzBound(
      search.quotient, .lower, norm: norm, domain: domain, method: Self.name, isCertified: true,
      witness: search.witness, statistics: search.statistics,
      because: Derivation(
        "steepest of \(search.statistics.count.counted("interval"))", value: search.quotient,
        guarantee: .lower,
        statement: "|f(x') - f(x)| / |x' - x| is at most L for every pair", source: Self.source,
        facts: search.witness?.facts ?? []))
  }
}

/// The steepest interval of a grid so far.
private struct GridSearch {
  let network: Network
  let norm: Norm
  var quotient = 0.0
  var witness: Witness?
  private var plain = 0.0
  private var last: (x: Double, y: Vector)?
  private var seen = RunningStatistics()
  /// Intervals as steep as the steepest: rounding hides which of them proves most.
  private var ties: [Witness] = []

  init(network: Network, norm: Norm) {
    self.network = network
    self.norm = norm
  }

  var statistics: Statistics { seen.result(seed: nil, step: nil) }

  mutating func visit(_ x: Double, monitor: Monitor) throws {
    let y = try network.forward(Matrix([[x]]), monitor: monitor).column(0)
    defer { last = (x, y) }
    guard let last, x > last.x else { return }
    let rise = Vector(zip(y.elements, last.y.elements).map { $0 - $1 })
    let slope = rise.norm(norm) / (x - last.x)
    guard slope.isFinite else { return }
    seen.add(slope)
    if slope > plain * (1 + 1e-12) { ties = [] }
    let isTie = slope >= plain * (1 - 1e-12) && ties.count < 64
    plain = max(plain, slope)
    guard isTie else { return }
    ties.append(.pair([last.x], [x]))
    if ties.count == 1 { try prove(monitor: monitor) }
  }

  /// Proves the steepest interval.
  mutating func prove(monitor: Monitor) throws {
    for tie in ties {
      let proven = try tie.quotient(of: network, norm: norm, monitor: monitor)
      if proven > quotient { (quotient, witness) = (proven, tie) }
    }
  }
}
