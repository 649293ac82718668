import LinearAlgebra
import Networks
import RealModule

/// Random steps from the best places, taken uphill always and downhill ever less often.
struct Annealing {
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
