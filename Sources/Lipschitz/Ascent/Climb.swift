import LinearAlgebra
import Networks
import RealModule

/// Points that climb side by side on ln |J| of the smoothed network by Adam.
struct Climb {
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
    let inputs = network.inputShape.count
    let scales = numbers.map { starts == nil ? domain.reach(number: $0) : domain.reach(number: 0) }
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
    let x = Matrix(rows: inputs, columns: numbers.count, elements: points)
    let directions = Matrix(
      rows: inputs, columns: numbers.count, elements: random.normal(count: points.count)
    ).steepestDirections(norm)
    self.init(
      network, norm, domain, from: x, along: directions, scales: scales, steps: length,
      best: (0..<x.columns).map {
        Place(stretch: 0, x: x.column($0), direction: directions.column($0))
      })
  }

  /// Goes on from the best places of others, a little moved and smoothed less.
  init(
    _ network: Network, _ norm: Norm, _ domain: Domain, numbers: Range<Int>, parents: [Place], reach: Double,
    from random: inout NumPyGenerator, steps length: Int
  ) {
    let inputs = network.inputShape.count
    let places = numbers.map { parents[$0 % parents.count] }
    let scales = places.map { reach * domain.spread(at: $0.x) }
    var points: [Double] = []
    for (place, scale) in zip(places, scales) {
      points += zip(place.x.elements, random.normal(count: inputs)).map { $0 + scale * $1 }
    }
    self.init(
      network, norm, domain,
      from: domain.nearest(toColumns: Matrix(rows: inputs, columns: places.count, elements: points)),
      along: Matrix(
        rows: inputs, columns: places.count, elements: places.flatMap(\.direction.elements)),
      scales: scales, steps: length, best: places)
  }

  private init(
    _ network: Network, _ norm: Norm, _ domain: Domain, from x: Matrix, along directions: Matrix,
    scales: [Double], steps length: Int, best: [Place]
  ) {
    (self.network, self.norm, self.domain, self.length) = (network, norm, domain, length)
    (self.x, self.directions, self.scales, self.best) = (x, directions, scales, best)
    // Far out, and where slopes change over long ways, the window is wider; in a region it is as wide as that.
    windows = scales.map { domain == .everywhere ? 2 * $0.squareRoot() : 2 * $0 }
    mean = Array(repeating: 0, count: x.elements.count)
    square = mean
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

extension [Climb.Place] {
  /// The best places, one of those that are on the same piece, or as good as.
  func differentBest(_ most: Int) -> Self {
    var kept: Self = []
    for place in sorted(by: { $0.stretch > $1.stretch }) where kept.count < most {
      if let last = kept.last, place.stretch > last.stretch * (1 - 1e-6) { continue }
      kept.append(place)
    }
    return kept
  }
}
