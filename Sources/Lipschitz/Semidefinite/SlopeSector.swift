/// The slopes that all neurons of a layer have in common.
struct SlopeSector {
  let lower: Double
  let upper: Double
  var hasBothSigns: Bool { lower < 0 && upper > 0 }

  /// The t for which `t − m² t² s / (1 + αβ t s)` is largest, where s is the square of a norm: the least eigenvalue of
  /// what elimination leaves of a layer.
  func bestMultiplier(norm: Double) -> Double {
    guard norm > 0 else { return 1 }
    let middle = 0.5 * (lower + upper)
    let square = middle * middle
    let product = -lower * upper
    // The smaller root of (g² + m² g) u² − 2 (g + m²) u + 1, for u = t s and g = −αβ, in a form without cancellation.
    let sum = product + square
    let root = max(0, sum * sum - product * sum).squareRoot()
    let share = sum + root > 0 ? 1 / (sum + root) : 1
    return share / (norm * norm)
  }

  /// How much of the best multipliers to take: with slopes of both signs they may leave nothing, and a proof needs a
  /// little.
  var provableShare: Double { hasBothSigns ? 1 - 1e-8 : 1 }

  /// A multiplier that is nearly as good, and strictly feasible: with slopes of both signs the best may leave nothing.
  func innerMultiplier(norm: Double) -> Double {
    (hasBothSigns ? 0.9 : 1) * bestMultiplier(norm: norm)
  }
}
