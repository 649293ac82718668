import LinearAlgebra
import Networks
import RealModule

extension Domain {
  /// How far the n-th climb starts and goes: exact maxima sit near as well as far out, so everywhere scales go round
  /// from 0.3 to 30; in a region it is half its width.
  func reach(number: Int) -> Double {
    switch self {
    case .everywhere: 0.3 * Double.pow(10, 0.5 * Double(number % 5))
    case .box(let lower, let upper): min(0.5 * upper - 0.5 * lower, 1e100)
    case .ball(_, _, let radius, _): radius
    }
  }

  /// The deviation of the largest random steps from a point.
  func spread(at x: Vector) -> Double {
    let reach = self == .everywhere ? max(1, x.norm(.two)) : self.reach(number: 0)
    return reach / Double(x.count).squareRoot()
  }

  /// Every column moved to the nearest point inside.
  func nearest(toColumns points: Matrix) -> Matrix {
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
  func start(
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
