public import LinearAlgebra
import RealModule

/// The inputs for which a bound speaks.
public enum Domain: Hashable, Sendable {
  case everywhere
  /// Every coordinate between two numbers.
  case box(Double, Double)
  /// All points within a distance of one point, which has a name for the reader.
  case ball(center: Vector, name: String, radius: Double, norm: Norm)

  /// The smallest box around the domain, with an interval for each of `count` coordinates.
  public func boundingBox(count: Int) -> [Interval] {
    switch self {
    case .everywhere: Array(repeating: .everything, count: count)
    case .box(let lower, let upper): Array(repeating: Interval(lower, upper), count: count)
    case .ball(let center, _, let radius, _): center.elements.map { Interval($0, radius: radius) }
    }
  }

  /// A box inside the domain that reaches as far along every axis as doubles do: one point for a tiny ball around a
  /// large one.
  func innerBox(count: Int) -> [Interval] {
    guard case .ball(let center, _, let radius, _) = self else { return boundingBox(count: count) }
    return center.elements.map { Interval(Rounding.sumUp($0, -radius), Rounding.sumDown($0, radius)) }
  }

  /// Whether a point is inside, in exact arithmetic; false also for points too close to the border to tell.
  ///
  /// What is seen outside says nothing of the domain: a lower bound's witness lies inside.
  func contains(_ x: Vector) -> Bool {
    switch self {
    case .everywhere: return true
    case .box(let lower, let upper): return x.elements.allSatisfy { lower <= $0 && $0 <= upper }
    case .ball(let center, _, let radius, let norm):
      let offset = zip(x.elements, center.elements).map { Interval($0) - Interval($1) }
      return LinearAlgebra.norm(of: offset, norm).upper <= radius
    }
  }

  /// The point itself if it is inside, else one on the border on the way to the middle.
  func nearest(to x: Vector) -> Vector {
    switch self {
    case .everywhere: return x
    case .box(let lower, let upper): return Vector(x.elements.map { min(max($0, lower), upper) })
    case .ball(let center, _, let radius, let norm):
      if norm == .infinity {
        return Vector(zip(x.elements, innerBox(count: x.count)).map { $1.clamp($0) })
      }
      let offset = x - center
      let length = offset.norm(norm)
      // A hair inside, so that rounding does not leave the ball.
      let reach = radius * (1 - 0x1p-40)
      guard length > reach else { return x }
      return center + (reach / length) * offset
    }
  }

  /// Random points of the domain as columns: standard normal ones everywhere, even ones in a box.
  ///
  /// In a ball the direction is normal and the distance such that the volume is filled evenly.
  func samples(_ count: Int, inputs: Int, from random: inout some RandomSource, monitor: Monitor) throws
    -> Matrix
  {
    var points = Matrix(rows: inputs, columns: count)
    for column in 0..<count {
      switch self {
      case .everywhere:
        let numbers = try (0..<inputs).map(polling: monitor) { _ in random.normal() }
        for row in 0..<inputs { points[row, column] = numbers[row] }
      case .box(let lower, let upper):
        let numbers = try (0..<inputs).map(polling: monitor) { _ in random.uniform() }
        for row in 0..<inputs {
          points[row, column] = min(max(lower + (upper - lower) * numbers[row], lower), upper)
        }
      case .ball(let center, _, let radius, let norm):
        let offset = try ballPoint(inputs, norm: norm, from: &random, monitor: monitor)
        let point = nearest(to: center + radius * offset)
        for row in 0..<inputs { points[row, column] = point[row] }
      }
    }
    return points
  }

  private func ballPoint(
    _ inputs: Int, norm: Norm, from random: inout some RandomSource, monitor: Monitor
  ) throws -> Vector {
    if norm == .infinity {
      return Vector(try (0..<inputs).map(polling: monitor) { _ in 2 * random.uniform() - 1 })
    }
    var offset = Vector(try (0..<inputs).map(polling: monitor) { _ in random.normal() })
    let length = offset.norm(norm)
    let share = Double.pow(random.uniform(), 1 / Double(inputs))
    for row in 0..<inputs { offset[row] *= length == 0 ? 0 : share / length }
    return offset
  }
}
