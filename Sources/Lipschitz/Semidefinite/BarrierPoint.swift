/// ρ and a multiplier for each neuron of a semidefinite program.
struct BarrierPoint: Hashable, Sendable {
  /// ρ, the square of the bound.
  var square: Double
  var multipliers: [Double]

  /// A point on the way from this one to another.
  func moved(towards other: BarrierPoint, by share: Double) -> BarrierPoint {
    BarrierPoint(
      square: square + share * (other.square - square),
      multipliers: zip(multipliers, other.multipliers).map { $0 + share * ($1 - $0) })
  }
}
