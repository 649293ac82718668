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

  /// Random points of the domain as columns: standard normal ones everywhere, even ones in a box.
  ///
  /// In a ball the direction is normal and the distance such that the volume is filled evenly.
  func samples(_ count: Int, inputs: Int, from random: inout some RandomSource) -> Matrix {
    var points = Matrix(rows: inputs, columns: count)
    for column in 0..<count {
      switch self {
      case .everywhere:
        for row in 0..<inputs { points[row, column] = random.normal() }
      case .box(let lower, let upper):
        for row in 0..<inputs {
          points[row, column] = min(max(lower + (upper - lower) * random.uniform(), lower), upper)
        }
      case .ball(let center, _, let radius, let norm):
        let offset = ballPoint(inputs, norm: norm, from: &random)
        for row in 0..<inputs { points[row, column] = center[row] + radius * offset[row] }
      }
    }
    return points
  }

  private func ballPoint(_ inputs: Int, norm: Norm, from random: inout some RandomSource) -> Vector {
    var offset = Vector(repeating: 0, count: inputs)
    if norm == .infinity {
      for row in 0..<inputs { offset[row] = 2 * random.uniform() - 1 }
      return offset
    }
    for row in 0..<inputs { offset[row] = random.normal() }
    let length = offset.norm(norm)
    let share = Double.pow(random.uniform(), 1 / Double(inputs))
    for row in 0..<inputs { offset[row] *= length == 0 ? 0 : share / length }
    return offset
  }
}
