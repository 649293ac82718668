public import LinearAlgebra
public import Networks
public import Parameters
import RealModule

/// The largest Jacobian norm found by climbing from many starting points.
///
/// Climbs from many starts, near and far out, go side by side. Each follows the gradient of ln |J| for a smoothed network,
/// whose smoothing fades from step to step, by Adam, along with the direction that is stretched most. From around the
/// best points others climb, generation after generation, and nearer and nearer. Then the best points move by random
/// steps that are also taken downhill, ever less often (annealing), which crosses the kinks between the pieces of a
/// piecewise linear network. Every point visited counts with its true Jacobian, so the result is a lower bound as in
/// `jacobian`.
///
/// - Complexity: about six passes through the network a point.
public struct JacobianAscent: StartingMethod {
  public static let name = "ascent"
  public static let summary = "the largest Jacobian norm found by climbing from many starts"
  public static let source =
    "Kingma and Ba 2015, arXiv:1412.6980 (Adam); as `jacobian` for the claim"
  public static let idea = """
    Every point visited counts as in `jacobian`, so it does not matter for the claim how the points were found. They \
    are found by climbing on ln |J| of a network whose kinks are smoothed, less and less, since a piecewise \
    constant |J| has no slope to climb on; then by more climbs from around the best ones, and by random steps.
    """
  public static let guarantee = Guarantee.lower
  public static let parameters: [Parameter<Self>] = [
    Parameter("samples", \.samples, "how many points to visit (120000, in large networks fewer)"),
    Parameter("seed", \.seed, "where the random numbers start"),
  ]
  public var samples: Count?
  public var seed: UInt32 = 0
  /// Where climbs start.
  public var starts: Starts?
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try network.checkDomain(domain)
    var search = JacobianSearch(network, norm: norm, on: domain)
    do {
      try explore(network, norm, domain, &search, monitor)
      try search.settle(monitor: monitor)
      if min(network.inputShape.count, network.outputShape.count) <= 100 {
        try search.sharpen(monitor: monitor)
      }
    } catch is CancellationError {
      throw Interrupted(partial: result(search))
    }
    return result(search)
  }

  private func explore(
    _ network: Network, _ norm: Norm, _ domain: Domain, _ search: inout JacobianSearch, _ monitor: Monitor
  ) throws {
    var random = NumPyGenerator(seed: seed)
    let total = samples?.value ?? network.usualVisits
    var best: [Climb.Place] = []
    var visited = 0
    for generation in Generation.all(of: total) {
      let climbing = max(1, total * generation.part / 40)
      // About as many climbs as each has steps; at most 250 steps.
      let steps = min(250, max(1, Int(Double(climbing).squareRoot())))
      let width = max(1, climbing / steps)
      // No more at once than memory takes easily.
      let wide = max(1, min(width, network.mostColumns))
      let parents = best
      for first in stride(from: 0, to: width, by: wide) {
        let numbers = first..<min(first + wide, width)
        var climb =
          if let reach = generation.reach {
            Climb(
              network, norm, domain, numbers: numbers, parents: parents, reach: reach, from: &random,
              steps: steps)
          } else {
            try Climb(
              network, norm, domain, numbers: numbers, starts: starts, from: &random, steps: steps,
              monitor: monitor)
          }
        for _ in 0..<steps {
          try climb.move(&search, monitor: monitor)
          visited += numbers.count
          try monitor.step(visited, of: total, best: search.quotient)
        }
        best = (best + climb.best).differentBest(Annealing.most)
      }
      guard best.contains(where: { $0.stretch > 0 }) else { break }
    }
    var annealing = Annealing(network, norm, domain, from: best, visits: total - visited)
    while visited < total, annealing.isUseful {
      visited += try annealing.move(from: &random, &search, monitor: monitor)
      try monitor.step(min(visited, total), of: total, best: search.quotient)
    }
  }

  private func result(_ search: JacobianSearch) -> LipschitzBound {
    search.bound(
      method: Self.name, rule: "largest |J| found by climbing\(starts.map { " from \($0.words)" } ?? "")",
      source: Self.source, seed: seed)
  }
}

extension Network {
  /// Multiplications of one pass, roughly.
  var passCost: Double {
    elements.reduce(0) { sum, element in
      let (inputs, outputs) = (element.layer.inputShape.count, element.layer.outputShape.count)
      // A function costs about as much as some dozen multiplications.
      if case .elementwise = element.layer.form { return sum + 20 * Double(inputs) }
      return sum + Double(inputs) * Double(outputs)
    }
  }

  /// How many points to visit where nobody says: many, unless that would take very long.
  var usualVisits: Int { max(500, Int(min(1.2e5, 2.5e9 / passCost))) }

  /// How many columns of the widest layer are a few megabytes.
  fileprivate var mostColumns: Int {
    let widest = elements.reduce(inputShape.count) { max($0, $1.layer.outputShape.count) }
    return max(1, min(256, 1 << 20 / max(1, widest)))
  }
}

/// A part of the points, and where its climbs start.
private struct Generation {
  /// In fortieths.
  let part: Int
  /// How far from the best places of those before, as a share of their own scale; nil for far and wide.
  let reach: Double?

  /// Few points are best spent far and wide; with many, each generation finds more than random steps would.
  static func all(of points: Int) -> [Generation] {
    let parts: [(Int, Double?)] =
      points < 20_000 ? [(24, nil)] : [(10, nil), (5, 1), (5, 1), (5, 0.3), (5, 0.3)]
    return parts.map { Generation(part: $0, reach: $1) }
  }
}

/// Points that climb side by side on ln |J| of the smoothed network by Adam.
private struct Climb {
  /// A point, a direction, and how far the Jacobian stretches it.
  struct Place {
    let stretch: Double
    let x: Vector
    let direction: Vector
  }

  private let network: Network
  private let norm: Norm
  private let domain: Domain
  private let scales: [Double]
  private let windows: [Double]
  private let length: Int
  private var x: Matrix
  private var directions: Matrix
  private var mean: [Double]
  private var square: [Double]
  private var steps = 0
  /// The best place of each climb.
  private(set) var best: [Place]

  init(
    _ network: Network, _ norm: Norm, _ domain: Domain, numbers: Range<Int>, starts: Starts?,
    from random: inout NumPyGenerator, steps length: Int, monitor: Monitor
  ) throws {
    (self.network, self.norm, self.domain, self.length) = (network, norm, domain, length)
    let inputs = network.inputShape.count
    scales = numbers.map { starts == nil ? domain.reach(number: $0) : domain.reach(number: 0) }
    // Far out, and where slopes change over long ways, the window is wider; in a region it is as wide as that.
    windows = scales.map { domain == .everywhere ? 2 * $0.squareRoot() : 2 * $0 }
    var points: [Double] = []
    for (number, scale) in zip(numbers, scales) {
      if let starts {
        points += starts.points.column(number % starts.points.columns).elements
      } else {
        points += try domain.start(
          scale, number: number, inputs: inputs, from: &random, monitor: monitor
        ).elements
      }
    }
    x = Matrix(rows: inputs, columns: numbers.count, elements: points)
    directions = Matrix(rows: inputs, columns: numbers.count, elements: random.normal(count: points.count))
      .steepestDirections(norm)
    mean = Array(repeating: 0, count: points.count)
    square = mean
    best = []
    for column in 0..<x.columns {
      best.append(Place(stretch: 0, x: x.column(column), direction: directions.column(column)))
    }
  }

  /// Goes on from the best places of others, a little moved and smoothed less.
  init(
    _ network: Network, _ norm: Norm, _ domain: Domain, numbers: Range<Int>, parents: [Place], reach: Double,
    from random: inout NumPyGenerator, steps length: Int
  ) {
    (self.network, self.norm, self.domain, self.length) = (network, norm, domain, length)
    let inputs = network.inputShape.count
    let places = numbers.map { parents[$0 % parents.count] }
    scales = places.map { reach * domain.spread(at: $0.x) }
    windows = scales.map { domain == .everywhere ? 2 * $0.squareRoot() : 2 * $0 }
    var points: [Double] = []
    for (place, scale) in zip(places, scales) {
      points += zip(place.x.elements, random.normal(count: inputs)).map { $0 + scale * $1 }
    }
    x = domain.nearest(toColumns: Matrix(rows: inputs, columns: places.count, elements: points))
    directions = Matrix(rows: inputs, columns: places.count, elements: places.flatMap(\.direction.elements))
    mean = Array(repeating: 0, count: points.count)
    square = mean
    best = places
  }

  /// Looks where the points are, and moves them on.
  mutating func move(_ search: inout JacobianSearch, monitor: Monitor) throws {
    let linearization = try network.linearization(at: x, monitor: monitor)
    try look(linearization, &search, monitor: monitor)
    // The smoothing fades to a two-thousandth.
    let share = 1 / Double.pow(2000, Double(steps) / Double(length))
    let smooth = try SmoothedNetwork(linearization, windows: windows.map { $0 * share }, monitor: monitor)
    // At first the directions have to turn to where the stretch is.
    for _ in 0..<(steps == 0 ? 2 : 0) {
      let left = try linearization.apply(directions, monitor: monitor).supports(norm)
      turn(to: try linearization.applyAdjoint(left, monitor: monitor).steepestDirections(norm))
    }
    let tangents = try smooth.tangents(of: directions, monitor: monitor)
    let stretches = tangents.output.columnNorms(norm)
    let (gradient, cotangent) = try smooth.pullback(
      left: tangents.output.supports(norm), tangents: tangents, monitor: monitor)
    steps += 1
    climb(gradient, stretches)
    turn(to: cotangent.steepestDirections(norm))
  }

  /// Takes the directions that are finite and not zero.
  private mutating func turn(to others: Matrix) {
    for column in 0..<others.columns {
      let range = column * others.rows..<(column + 1) * others.rows
      let size = others.elements[range].reduce(0) { $0 + $1.magnitude }
      if size > 0, size.isFinite { directions.elements.replaceSubrange(range, with: others.elements[range]) }
    }
  }

  private mutating func look(
    _ linearization: Linearization, _ search: inout JacobianSearch, monitor: Monitor
  ) throws {
    let stretches = try linearization.apply(directions, monitor: monitor).columnNorms(norm)
    try search.see(x, along: directions, stretches: stretches, monitor: monitor)
    for (column, stretch) in stretches.enumerated() where stretch.isFinite && stretch > best[column].stretch {
      let point = x.column(column)
      guard domain.contains(point) else { continue }
      best[column] = Place(stretch: stretch, x: point, direction: directions.column(column))
    }
  }

  private mutating func climb(_ gradient: Matrix, _ stretches: [Double]) {
    let (first, second) = (1 - Double.pow(0.9, Double(steps)), 1 - Double.pow(0.99, Double(steps)))
    for column in 0..<x.columns where stretches[column] > 0 && stretches[column].isFinite {
      let rate = 0.1 * scales[column]
      for index in column * x.rows..<(column + 1) * x.rows {
        let slope = gradient.elements[index] / stretches[column]
        guard slope.isFinite else { continue }
        mean[index] = 0.9 * mean[index] + 0.1 * slope
        square[index] = 0.99 * square[index] + 0.01 * slope * slope
        x.elements[index] += rate * (mean[index] / first) / ((square[index] / second).squareRoot() + 1e-12)
      }
    }
    x = domain.nearest(toColumns: x)
  }
}

/// Random steps from the best places, taken uphill always and downhill ever less often.
private struct Annealing {
  /// How many places move side by side.
  static let most = 32

  private let network: Network
  private let norm: Norm
  private let domain: Domain
  private var x: Matrix
  private var directions: Matrix
  private var stretches: [Double]
  private let spreads: [Double]
  private let rounds: Int
  private var round = 0

  init(_ network: Network, _ norm: Norm, _ domain: Domain, from places: [Climb.Place], visits: Int) {
    (self.network, self.norm, self.domain) = (network, norm, domain)
    let places = places.filter { $0.stretch > 0 }
    let inputs = network.inputShape.count
    x = Matrix(rows: inputs, columns: places.count, elements: places.flatMap(\.x.elements))
    directions = Matrix(rows: inputs, columns: places.count, elements: places.flatMap(\.direction.elements))
    stretches = places.map(\.stretch)
    spreads = places.map { domain.spread(at: $0.x) }
    rounds = max(1, visits / max(1, places.count))
  }

  /// Whether there is a place to start from.
  var isUseful: Bool { x.columns > 0 }

  /// One step from every place; how many that were.
  mutating func move(
    from random: inout NumPyGenerator, _ search: inout JacobianSearch, monitor: Monitor
  ) throws -> Int {
    let temperature = 0.02 * Double.pow(0.05, Double(round) / Double(rounds))
    round += 1
    var candidates = x
    for column in 0..<x.columns {
      // Steps of all sizes down to a thousandth.
      let spread = spreads[column] * Double.pow(10, -3 * random.uniform())
      for index in column * x.rows..<(column + 1) * x.rows {
        candidates.elements[index] += spread * random.normal()
      }
    }
    candidates = domain.nearest(toColumns: candidates)
    let linearization = try network.linearization(at: candidates, monitor: monitor)
    var turned = directions
    var pushed = try linearization.apply(turned, monitor: monitor)
    for _ in 0..<2 {
      turned = try linearization.applyAdjoint(pushed.supports(norm), monitor: monitor)
        .steepestDirections(norm)
      pushed = try linearization.apply(turned, monitor: monitor)
    }
    let found = pushed.columnNorms(norm)
    try search.see(candidates, along: turned, stretches: found, monitor: monitor)
    for (column, stretch) in found.enumerated() {
      let luck = Double.log(max(random.uniform(), .leastNormalMagnitude))
      guard stretch > 0, stretch.isFinite, Double.log(stretch / stretches[column]) > temperature * luck else {
        continue
      }
      let range = column * x.rows..<(column + 1) * x.rows
      stretches[column] = stretch
      x.elements.replaceSubrange(range, with: candidates.elements[range])
      directions.elements.replaceSubrange(range, with: turned.elements[range])
    }
    return x.columns
  }
}

extension [Climb.Place] {
  /// The best places, one of those that are on the same piece, or as good as.
  fileprivate func differentBest(_ most: Int) -> Self {
    var kept: Self = []
    for place in sorted(by: { $0.stretch > $1.stretch }) where kept.count < most {
      if let last = kept.last, place.stretch > last.stretch * (1 - 1e-6) { continue }
      kept.append(place)
    }
    return kept
  }
}

extension Domain {
  /// How far the n-th climb starts and goes: exact maxima sit near as well as far out, so everywhere scales go round
  /// from 0.3 to 30; in a region it is half its width.
  fileprivate func reach(number: Int) -> Double {
    switch self {
    case .everywhere: 0.3 * Double.pow(10, 0.5 * Double(number % 5))
    case .box(let lower, let upper): min(0.5 * upper - 0.5 * lower, 1e100)
    case .ball(_, _, let radius, _): radius
    }
  }

  /// The deviation of the largest random steps from a point.
  fileprivate func spread(at x: Vector) -> Double {
    let reach = self == .everywhere ? max(1, x.norm(.two)) : self.reach(number: 0)
    return reach / Double(x.count).squareRoot()
  }

  /// The nearest points inside, column by column.
  fileprivate func nearest(toColumns points: Matrix) -> Matrix {
    switch self {
    case .everywhere: return points
    case .box(let lower, let upper): return points.mapped { min(max($0, lower), upper) }
    case .ball:
      var result = points
      for column in 0..<points.columns {
        let range = column * points.rows..<(column + 1) * points.rows
        result.elements.replaceSubrange(range, with: nearest(to: points.column(column)).elements)
      }
      return result
    }
  }

  /// A random starting point: of a given scale everywhere, else anywhere in the domain and, every other time, in a
  /// corner of a box, where maps that grow with their inputs are steepest.
  fileprivate func start(
    _ scale: Double, number: Int, inputs: Int, from random: inout NumPyGenerator, monitor: Monitor
  ) throws -> Vector {
    let sample = try samples(1, inputs: inputs, from: &random, monitor: monitor).column(0)
    switch self {
    case .everywhere: return Vector(sample.elements.map { scale * $0 })
    case .box(let lower, let upper) where number % 2 == 0:
      return Vector(sample.elements.map { $0 < 0.5 * lower + 0.5 * upper ? lower : upper })
    case .box, .ball: return sample
    }
  }
}
