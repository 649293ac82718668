import LinearAlgebra
import Networks

/// The search for the nearest point of another class.
///
/// A walk goes to where the linearised difference to another class vanishes, again and again until the class changes; then
/// along the border, from each point to where the linearised border is nearest to the start. Points count only if
/// interval arithmetic proves their class.
///
/// - Source: Moosavi-Dezfooli et al. 2016, arXiv:1511.04599 (DeepFool); Croce and Hein 2020, arXiv:1907.02044 (FAB).
struct AttackSearch {
  private let network: Network
  private let classes: Classes
  private let winner: Int
  private let start: Vector
  private let norm: Norm
  private(set) var nearest: Robustness.Attack?

  private static let walkLength = 50
  private static let borderSteps = 20
  private static let restarts = 10

  init(_ network: Network, _ classes: Classes, winner: Int, from start: Vector, norm: Norm) {
    (self.network, self.classes, self.winner, self.start, self.norm) = (network, classes, winner, start, norm)
  }

  mutating func run(reach: Double, others: [Int], monitor: Monitor) throws {
    var random = NumPyGenerator(seed: 0)
    var done = 0
    for other in others {
      for restart in 0..<Self.restarts {
        // The first walk starts at the point itself, the others somewhere around, not further out than the nearest.
        let offset = Vector(random.normal(count: start.count))
        let distance = random.uniform() * (nearest?.distance ?? reach)
        let shift = restart == 0 ? 0 : distance / max(offset.norm(norm), .leastNormalMagnitude)
        if let found = walk(from: start + shift * offset, to: other) { try follow(found, monitor: monitor) }
        done += 1
        try monitor.step(done, of: others.count * Self.restarts, best: nearest?.distance)
      }
    }
  }

  /// The difference to a class at a point, and its gradient.
  private func difference(_ x: Vector, _ other: Int) -> (value: Double, gradient: Vector) {
    let linearization = network.linearization(at: Matrix(x))
    let row = classes.row(winner, other)
    return (
      row.dot(linearization.output.column(0)), linearization.pullback(Matrix(row)).column(0)
    )
  }

  private func isOther(_ x: Vector) -> Bool {
    let output = network.forward(Matrix(x)).column(0)
    return output.elements.allSatisfy(\.isFinite) && classes.winner(output) != winner
  }

  /// A point of another class, by steps to where the linearised difference vanishes.
  private func walk(from start: Vector, to other: Int) -> Vector? {
    var x = start
    for _ in 0..<Self.walkLength {
      if isOther(x) { return x }
      let (value, gradient) = difference(x, other)
      guard let step = step(value, gradient) else { return nil }
      x = x - 1.02 * step
      guard x.elements.allSatisfy(\.isFinite) else { return nil }
    }
    return isOther(x) ? x : nil
  }

  /// The shortest step that takes off so much of a linear function with this gradient; nil, if none does.
  private func step(_ value: Double, _ gradient: Vector) -> Vector? {
    let direction = Matrix(gradient).steepestDirections(norm).column(0)
    let steepness = gradient.dot(direction)
    guard steepness > 0, steepness.isFinite, value.isFinite else { return nil }
    return (value / steepness) * direction
  }

  /// From a point of another class to the border, and along it towards the start.
  private mutating func follow(_ found: Vector, monitor: Monitor) throws {
    var border = nearestOther(towards: found)
    try accept(border, monitor: monitor)
    for _ in 0..<Self.borderSteps {
      let output = network.forward(Matrix(border)).column(0)
      let other = classes.winner(output)
      guard other != winner else { return }
      let (value, gradient) = difference(border, other)
      // The difference is linear near the border: value + gradient · (x − border).
      let atStart = value + gradient.dot(start - border)
      guard let step = step(atStart, gradient) else { return }
      let projected = start - 1.001 * step
      let candidates = [projected, 0.5 * projected + 0.5 * border]
      guard
        let next = candidates.filter({ $0.elements.allSatisfy(\.isFinite) && isOther($0) })
          .map(nearestOther(towards:)).min(by: { distance($0) < distance($1) }),
        distance(next) < distance(border)
      else { return }
      border = next
      try accept(border, monitor: monitor)
    }
  }

  private func distance(_ x: Vector) -> Double { (x - start).norm(norm) }

  /// The last point of another class on the way from one to the start, by bisection.
  private func nearestOther(towards found: Vector) -> Vector {
    var (inside, outside) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = 0.5 * inside + 0.5 * outside
      if isOther(point(middle, towards: found)) { outside = middle } else { inside = middle }
    }
    return point(outside, towards: found)
  }

  private func point(_ share: Double, towards found: Vector) -> Vector {
    share == 1 ? found : start + share * (found - start)
  }

  /// Keeps a point, or one a hair further out, if it is proven to be of another class and nearer than the nearest.
  private mutating func accept(_ x: Vector, monitor: Monitor) throws {
    guard distance(x) < nearest?.distance ?? .infinity else { return }
    for beyond in [0, 1e-12, 1e-9, 1e-6, 1e-3] {
      let point = start + (1 + beyond) * (x - start)
      guard
        let other = classes.isCertainlyOther(
          than: winner, try network.enclosure(of: point.elements.map { Interval($0) }, monitor: monitor))
      else { continue }
      let offset = zip(point.elements, start.elements).map { Interval($0) - Interval($1) }
      let distance = LinearAlgebra.norm(of: offset, norm).upper
      if distance < nearest?.distance ?? .infinity {
        nearest = Robustness.Attack(other: other, point: point, distance: distance)
      }
      return
    }
  }
}
