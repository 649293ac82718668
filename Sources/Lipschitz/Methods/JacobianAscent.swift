public import LinearAlgebra
public import Networks
public import Parameters
import RealModule

/// The largest Jacobian norm found by climbing from many starting points.
///
/// Each climb follows the gradient of ln |J| for a smoothed network, whose slopes are averaged over a window that
/// narrows from step to step, by Adam; the last fifth of the points searches around the best. Every point visited
/// counts with its true Jacobian, so the result is a lower bound as in `jacobian`.
///
/// - Complexity: two Jacobians a point.
public struct JacobianAscent: StartingMethod {
  public static let name = "ascent"
  public static let summary = "the largest Jacobian norm found by climbing from many starts"
  public static let source = "Kingma and Ba 2015, arXiv:1412.6980 (Adam); as `jacobian` for the claim"
  public static let idea = """
    Every point visited counts as in `jacobian`, so it does not matter for the claim how the points were found. They \
    are found by climbing on ln |J| of a network whose kinks are smoothed, less and less, since a piecewise \
    constant |J| has no slope to climb on.
    """
  public static let guarantee = Guarantee.lower
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many points to visit in all"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count = 2000
  public var seed: UInt32 = 0
  /// Where climbs start, one point after another.
  public var starts: Starts?
  public init() {}

  private static let climbLength = 100

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    // The smoothed Jacobian is written out in every norm.
    try network.checkDirections(network.inputShape.count, method: Self.name)
    var search = JacobianSearch(network, norm: norm, on: domain)
    do {
      try explore(network, norm, domain, &search, monitor)
    } catch is CancellationError {
      throw Interrupted(partial: result(search))
    }
    return result(search)
  }

  private func explore(
    _ network: Network, _ norm: Norm, _ domain: Domain, _ search: inout JacobianSearch, _ monitor: Monitor
  ) throws {
    var random = NumPyGenerator(seed: seed)
    let total = samples.value
    let climbing = max(1, total - total / 5)
    var visited = 0
    var start = 0
    while visited < climbing {
      // Exact maxima sit near as well as far out: start scales go round from 0.3 to 30.
      let scale = 0.3 * Double.pow(10, 0.5 * Double(start % 5))
      start += 1
      var climb = Climb(
        from: domain.start(scale, number: start, inputs: network.inputShape.count, from: &random),
        scale: scale)
      let length = min(Self.climbLength, climbing - visited)
      for step in 0..<length {
        try search.visit(climb.x, monitor: monitor)
        visited += 1
        try monitor.step(visited, of: total, best: search.quotient)
        try climb.move(
          in: network, norm: norm, progress: Double(step) / Double(length), domain: domain, monitor: monitor)
      }
    }
    try polish(network, domain, &search, &random, visited: visited, monitor)
  }

  /// Normal steps around the best point, wider after a success and narrower after a failure.
  private func polish(
    _ network: Network, _ domain: Domain, _ search: inout JacobianSearch, _ random: inout NumPyGenerator,
    visited: Int, _ monitor: Monitor
  ) throws {
    guard case .tangent(var best, _)? = search.witness else { return }
    var spread = 0.3 * max(1, best.norm(.two)) / Double(best.count).squareRoot()
    for visit in visited..<max(visited, samples.value) {
      let before = search.quotient
      let candidate = Vector(best.elements.map { $0 + spread * random.normal() })
      let x = domain.nearest(to: candidate)
      try search.visit(x, monitor: monitor)
      if search.quotient > before {
        best = x
        spread *= 1.5
      } else {
        spread *= 0.97
      }
      try monitor.step(visit + 1, of: samples.value, best: search.quotient)
    }
  }

  private func result(_ search: JacobianSearch) -> LipschitzBound {
    search.bound(
      method: Self.name, rule: "largest |J| found by climbing\(starts.map { " from \($0.words)" } ?? "")",
      source: Self.source, seed: seed)
  }
}

/// A point that climbs on ln |J| of the smoothed network by Adam.
private struct Climb {
  private(set) var x: Vector
  private let rate: Double
  private var mean: [Double]
  private var square: [Double]
  private var steps = 0

  init(from x: Vector, scale: Double) {
    self.x = x
    rate = 0.05 * scale
    mean = Array(repeating: 0, count: x.count)
    square = mean
  }

  mutating func move(in network: Network, norm: Norm, progress: Double, domain: Domain, monitor: Monitor)
    throws
  {
    // The window narrows from 2 to 0.001.
    let window = 2 * Double.pow(10, -3.3 * progress)
    let smooth = SmoothedNetwork(network, at: x, window: window)
    let jacobian = smooth.jacobian(inputs: x.count)
    guard jacobian.elements.allSatisfy(\.isFinite) else { return }
    let stretch = try Stretch(of: jacobian, norm: norm, monitor: monitor)
    guard stretch.value > 0, stretch.value.isFinite else { return }
    let gradient = smooth.gradient(left: stretch.left, right: stretch.direction)
    steps += 1
    for index in x.elements.indices {
      let slope = gradient[index] / stretch.value
      guard slope.isFinite else { continue }
      mean[index] = 0.9 * mean[index] + 0.1 * slope
      square[index] = 0.99 * square[index] + 0.01 * slope * slope
      let up = mean[index] / (1 - Double.pow(0.9, Double(steps)))
      let size = (square[index] / (1 - Double.pow(0.99, Double(steps)))).squareRoot()
      x[index] += rate * up / (size + 1e-12)
    }
    x = domain.nearest(to: x)
  }
}

extension Domain {
  /// A random starting point: of a given scale everywhere, else anywhere in the domain and, every other time, in a
  /// corner of a box, where maps that grow with their inputs are steepest.
  fileprivate func start(
    _ scale: Double, number: Int, inputs: Int, from random: inout NumPyGenerator
  ) -> Vector {
    let sample = samples(1, inputs: inputs, from: &random).column(0)
    switch self {
    case .everywhere: return Vector(sample.elements.map { scale * $0 })
    case .box(let lower, let upper) where number % 2 == 0:
      return Vector(sample.elements.map { $0 < 0.5 * lower + 0.5 * upper ? lower : upper })
    case .box, .ball: return sample
    }
  }
}
