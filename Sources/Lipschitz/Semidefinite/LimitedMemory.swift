import LinearAlgebra

/// What the last steps of a minimisation tell of the curvature: limited-memory BFGS.
///
/// - Source: Nocedal and Wright 2006, Numerical Optimization, algorithm 7.4.
struct LimitedMemory {
  private struct Pair {
    let step: Vector
    let change: Vector
    /// Their product, which is positive.
    let product: Double
  }

  private static let longest = 20
  private var pairs: [Pair] = []

  var isEmpty: Bool { pairs.isEmpty }

  /// Keeps a step and how the gradient changed along it, unless it tells of no curvature.
  mutating func add(step: Vector, change: Vector) {
    let product = step.dot(change)
    guard product > 1e-10 * (step.dot(step) * change.dot(change)).squareRoot() else { return }
    pairs.append(Pair(step: step, change: change, product: product))
    if pairs.count > Self.longest { pairs.removeFirst() }
  }

  mutating func forget() { pairs = [] }

  /// The direction in which to go down.
  func direction(_ gradient: Vector) -> Vector {
    var direction = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.step.dot(direction) / pair.product
      shares.append(share)
      direction = direction - share * pair.change
    }
    direction =
      (pairs.last.map { $0.product / $0.change.dot($0.change) } ?? min(1, 0.1 / gradient.largest))
      * direction
    for (pair, share) in zip(pairs, shares.reversed()) {
      direction = direction + (share - pair.change.dot(direction) / pair.product) * pair.step
    }
    return -1 * direction
  }
}

extension Vector {
  /// The largest magnitude.
  var largest: Double { elements.reduce(0) { max($0, $1.magnitude) } }
}
