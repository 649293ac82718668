public import LinearAlgebra
public import Networks

/// Where anybody can recompute a lower bound.
public enum Witness: Hashable, Sendable {
  /// Two points, whose images are this much further apart than they are.
  case pair(Vector, Vector)
  /// A point at which the network is differentiable, and a direction that is stretched there.
  case tangent(at: Vector, direction: Vector)

  /// A number that the network's constant is not below, in exact arithmetic: the quotient at the witness with
  /// all rounding accounted for, and rounded down.
  ///
  /// Zero, if the witness proves nothing.
  ///
  /// A tangent proves something only where the network is differentiable for certain: at a kink, reverse mode can
  /// give a slope that no pair of points has (x − relu(x) + relu(−x) is 0).
  public func quotient(of network: Network, norm: Norm, monitor: Monitor) throws -> Double {
    switch self {
    case .pair(let x, let y):
      let fx = try network.enclosure(of: x.elements.map { Interval($0) }, monitor: monitor)
      let fy = try network.enclosure(of: y.elements.map { Interval($0) }, monitor: monitor)
      let rise = zip(fx, fy).map { $0 - $1 }
      let run = zip(x.elements, y.elements).map { Interval($0) - Interval($1) }
      return Witness.ratio(rise, run, norm)
    case .tangent(let x, let direction):
      let point = x.elements.map { Interval($0) }
      guard try network.isSmooth(on: point, monitor: monitor) else { return 0 }
      let run = direction.elements.map { Interval($0) }
      return Witness.ratio(
        try network.pushforwardEnclosure(of: run, on: point, monitor: monitor), run, norm)
    }
  }

  private static func ratio(_ rise: [Interval], _ run: [Interval], _ norm: Norm) -> Double {
    let above = LinearAlgebra.norm(of: rise, norm).lower
    let below = LinearAlgebra.norm(of: run, norm).upper
    guard below > 0, above.isFinite, below.isFinite else { return 0 }
    return max(0, Rounding.quotientDown(above, below))
  }
}
