public import LinearAlgebra

/// What bound methods ask of a recurrence.
///
/// Its Jacobian has the blocks `∂hₜ/∂xₛ = Dₜ W_hh Dₜ₋₁ W_hh ⋯ Dₛ W_ih` for s ≤ t, with the slopes of tanh in the
/// diagonals D, which on a box are between 0 and the largest slopes of the units in Sₜ; nowhere are they above 1.
///
/// - **Norm 2.** `|Dₜ W| ≤ |Sₜ W|`, since D is S times a diagonal without an entry above 1. So a block is at most
///   `Cₜₛ = |Sₜ W_hh| ⋯ |Sₛ₊₁ W_hh| |Sₛ W_ih|`, and `|dhₜ| ≤ Σₛ Cₜₛ |dxₛ|`: all states together move by at most the norm
///   of C (it is applied to the sizes of the steps), the last one by at most the length of C's last row (Cauchy and
///   Schwarz), which is `|W_ih| √(1 + |W_hh|² + |W_hh|⁴ + ⋯)` where S is 1.
/// - **Norms 1 and ∞.** Entry by entry `|∂hₜ/∂xₛ| ≤ Sₜ |W_hh| Sₜ₋₁ ⋯ Sₛ |W_ih|` with magnitudes of
///   the entries: the sum over all paths. Its row and column sums bound the Jacobian's, and the root of the product of
///   both bounds its norm 2.
extension Recurrent: OpaqueMap {
  public func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain {
    let slopes = try slopes(on: box, monitor: monitor).map { $0.map(\.upper) }
    let bound =
      norm == .two
      ? try spectralBound(slopes, monitor: monitor) : try pathGain(norm, slopes, monitor: monitor)
    let upper = bound.enclosure.upper
    let lower = min(try linearNorm(norm, on: box, monitor: monitor), upper)
    let isReached = upper > 0 && upper.isFinite && upper - lower <= 1e-9 * upper
    return Gain(
      Interval(lower, upper), because: bound.reason + (isReached ? ", reached where every tanh is at 0" : ""),
      factors: bound.factors, source: bound.source)
  }

  // MARK: Norm 2

  /// How much a step may stretch what it gets from the input and from the state before: `|Sₜ W_ih|`, `|Sₜ W_hh|`.
  private struct StepSizes {
    var input: [Double]
    var hidden: [Double]
  }

  private func spectralBound(_ slopes: [[Double]], monitor: Monitor) throws -> Gain {
    let isSteep = slopes.allSatisfy { $0.allSatisfy { $0 == 1 } }
    let sizes = StepSizes(
      input: try Self.norms(of: input.weights, slopes, monitor: monitor),
      hidden: try Self.norms(of: hidden.weights, slopes, monitor: monitor))
    let product = states == .last ? lastRow(sizes) : try triangle(sizes, monitor: monitor)
    let paths = try spectralPathBound(slopes, monitor: monitor)
    guard product <= paths else {
      return Gain(
        Interval(0, paths),
        because: "root of the sums of |W_hh|^k |W_ih| over rows and over columns (\(duration))",
        source: "|A|_2^2 <= |A|_1 |A|_inf")
    }
    let (outer, inner) = ("\(units)x\(input.weights.columns)", "\(units)x\(units)")
    var factors =
      isSteep
      ? [
        Gain.Factor("|W_ih|", [sizes.input[0]], note: "norm of \(outer)"),
        Gain.Factor("|W_hh|", [sizes.hidden[0]], note: "norm of \(inner)"),
      ]
      : [
        Gain.Factor("|S W_ih|", sizes.input, note: "norm of \(outer) at each step"),
        Gain.Factor("|S W_hh|", sizes.hidden, note: "norm of \(inner) at each step"),
      ]
    if steps == 1 { factors.removeLast() }
    return Gain(
      Interval(0, product), because: isSteep ? reason : localReason, factors: factors,
      source: "chain rule, tanh' <= 1")
  }

  /// `|W_ih| sqrt(1 + |W_hh|^2 + ... + |W_hh|^28) (15 steps)`.
  private var reason: String {
    switch (steps, states) {
    case (1, _): "|W_ih| (1 step)"
    case (_, .all): "|W_ih| times the norm of the triangle of |W_hh|^(t - s), s <= t (\(duration))"
    case (2, .last): "|W_ih| sqrt(1 + |W_hh|^2) (2 steps)"
    case (3, .last): "|W_ih| sqrt(1 + |W_hh|^2 + |W_hh|^4) (3 steps)"
    case (_, .last): "|W_ih| sqrt(1 + |W_hh|^2 + ... + |W_hh|^\(2 * (steps - 1))) (\(duration))"
    }
  }

  /// With the steepest slopes of the units at each step as S.
  private var localReason: String {
    let products = "|S_t W_hh| ... |S_s W_ih| with the steepest slopes S of tanh in the box"
    return switch (steps, states) {
    case (1, _): "|S W_ih| with the steepest slopes S of tanh in the box (1 step)"
    case (_, .all): "norm of the triangle of \(products) (\(duration))"
    case (_, .last): "root of the sum over s of the squares of \(products) (\(duration))"
    }
  }

  private var duration: String { steps == 1 ? "1 step" : "\(steps) steps" }

  /// More than this many products are not worth what the norms of every step may gain on a box.
  private static let normLimit = 1 << 25

  /// `|S A|` for the slopes S of every step, rounded up: at most the steepest of them times `|A|`.
  private static func norms(of matrix: Matrix, _ slopes: [[Double]], monitor: Monitor) throws -> [Double] {
    let whole = try norm(of: matrix, monitor: monitor)
    let work = slopes.count.multipliedReportingOverflow(by: matrix.rows * matrix.rows * matrix.columns)
    return try slopes.map(polling: monitor, every: 16) { slopes in
      let simple = Rounding.productUp(slopes.reduce(0, max), whole)
      guard !work.overflow, work.partialValue <= normLimit, slopes.contains(where: { $0 < 1 }) else {
        return simple
      }
      var scaled = matrix
      for column in 0..<matrix.columns {
        for row in 0..<matrix.rows { scaled[row, column] *= slopes[row] }
      }
      guard let size = try? scaled.certifiedFrobenius().upper else { return simple }
      // Every product is rounded by at most one unit of itself, or by the smallest number.
      let rounding = Rounding.sumUp(
        Rounding.productUp(2 * Rounding.unit, size), Double(matrix.elements.count) * 0x1p-1074)
      return min(simple, Rounding.sumUp(try norm(of: scaled, monitor: monitor), rounding))
    }
  }

  /// The length of the last row of C, rounded up.
  private func lastRow(_ sizes: StepSizes) -> Double {
    var (chain, sum) = (1.0, 0.0)
    for (input, hidden) in zip(sizes.input, sizes.hidden).reversed() {
      let factor = Rounding.productUp(chain, input)
      sum = Rounding.sumUp(sum, Rounding.productUp(factor, factor))
      chain = Rounding.productUp(chain, hidden)
    }
    return Rounding.squareRootUp(sum)
  }

  /// Up to this many steps C is written out for its norm.
  private static let triangleLimit = 128

  /// The norm of C, rounded up; beyond the limit of steps, or of doubles, the root of its largest sums of a row and of
  /// a column.
  private func triangle(_ sizes: StepSizes, monitor: Monitor) throws -> Double {
    var (row, rows) = (0.0, 0.0)
    for (input, hidden) in zip(sizes.input, sizes.hidden) {
      row = Rounding.sumUp(input, Rounding.productUp(hidden, row))
      rows = max(rows, row)
    }
    var (chains, columns) = (1.0, 0.0)
    for (input, hidden) in zip(sizes.input, sizes.hidden).reversed() {
      columns = max(columns, Rounding.productUp(input, chains))
      chains = Rounding.sumUp(1, Rounding.productUp(hidden, chains))
    }
    let sums = Rounding.squareRootUp(Rounding.productUp(rows, columns))
    guard steps <= Self.triangleLimit, rows < .infinity else { return sums }
    var matrix = Matrix(rows: steps, columns: steps)
    for first in 0..<steps {
      var factor = sizes.input[first]
      matrix[first, first] = factor
      for last in first + 1..<max(first + 1, steps) {
        factor = Rounding.productUp(factor, sizes.hidden[last])
        matrix[last, first] = factor
      }
    }
    return min(sums, try Self.norm(of: matrix, monitor: monitor))
  }

  /// The norm 2, rounded up; infinite for a matrix that is not finite.
  private static func norm(of matrix: Matrix, monitor: Monitor) throws -> Double {
    do {
      return try matrix.certifiedNorm(.two, monitor: monitor).enclosure.upper
    } catch is LinearAlgebraError {
      return .infinity
    }
  }

  // MARK: Sums over paths

  /// More products than this are not worth what the sums over paths may gain in norm 2.
  private static let pathLimit = 1 << 24

  private func spectralPathBound(_ slopes: [[Double]], monitor: Monitor) throws -> Double {
    let (products, overflows) = steps.multipliedReportingOverflow(by: units * (units + input.weights.columns))
    guard !overflows, products <= Self.pathLimit else { return .infinity }
    let rows = try largestRowSum(slopes, monitor: monitor)
    return Rounding.squareRootUp(
      Rounding.productUp(rows, try largestColumnSum(slopes, monitor: monitor)))
  }

  private func pathGain(_ norm: Norm, _ slopes: [[Double]], monitor: Monitor) throws -> Gain {
    let upper =
      norm == .one
      ? try largestColumnSum(slopes, monitor: monitor) : try largestRowSum(slopes, monitor: monitor)
    let sums = norm == .one ? "column" : "row"
    return Gain(
      Interval(0, upper), because: "largest \(sums) sum of |W_hh|^k |W_ih|, k < \(steps), over all paths",
      source: "chain rule, tanh' <= 1")
  }

  /// How far a state can move when no number of the input moves by more than 1.
  private func largestRowSum(_ slopes: [[Double]], monitor: Monitor) throws -> Double {
    let outer = Self.sums(input.weights, Array(repeating: 1, count: input.weights.columns))
    var state = Array(repeating: 0.0, count: units)
    var largest = 0.0
    for (step, slopes) in slopes.enumerated() {
      try monitor.poll()
      let inner = Self.sums(hidden.weights, state)
      state = (0..<units).map { Rounding.productUp(slopes[$0], Rounding.sumUp(outer[$0], inner[$0])) }
      if states == .all || step == steps - 1 { largest = state.reduce(largest, max) }
    }
    return largest
  }

  /// How far all that comes out can move together when one number of the input moves by 1.
  private func largestColumnSum(_ slopes: [[Double]], monitor: Monitor) throws -> Double {
    let (outer, inner) = (input.weights.transposed, hidden.weights.transposed)
    var later = Array(repeating: 0.0, count: units)
    var largest = 0.0
    for (step, slopes) in slopes.enumerated().reversed() {
      try monitor.poll()
      let own: Double = states == .all || step == steps - 1 ? 1 : 0
      let sums = Self.sums(inner, later)
      later = (0..<units).map { Rounding.productUp(slopes[$0], Rounding.sumUp(own, sums[$0])) }
      largest = Self.sums(outer, later).reduce(largest, max)
    }
    return largest
  }

  /// `|A| x`, rounded up; infinite entries count only where the matrix is not 0.
  private static func sums(_ matrix: Matrix, _ x: [Double]) -> [Double] {
    var sums = Array(repeating: 0.0, count: matrix.rows)
    for (column, factor) in x.enumerated() where factor > 0 {
      for row in sums.indices {
        sums[row] = Rounding.sumUp(sums[row], Rounding.productUp(matrix[row, column].magnitude, factor))
      }
    }
    return sums
  }

  // MARK: The recurrence where tanh is steepest

  /// At most the norm of the Jacobian where every argument of tanh is 0, if that can be in the box; else 0.
  ///
  /// There every slope is 1, and the Jacobian is that of `hₜ = W_ih xₜ + W_hh hₜ₋₁`. If the rows of W_ih are
  /// independent, inputs can be chosen step after step so that every argument vanishes.
  private func linearNorm(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Double {
    let isCentred = zip(input.bias.elements, hidden.bias.elements).allSatisfy { $0 == -$1 }
    let holdsZero = isCentred && box.allSatisfy { $0.contains(0) }
    let isEverywhere = box.allSatisfy { $0 == .everything }
    guard try holdsZero || (isEverywhere && hasIndependentRows(monitor: monitor)) else { return 0 }
    let size = outputShape.count.multipliedReportingOverflow(by: inputShape.count)
    guard !size.overflow, size.partialValue <= Self.linearLimit else { return 0 }
    let direction: Vector
    do {
      direction = try linearJacobian.certifiedNorm(norm, monitor: monitor).direction
    } catch is LinearAlgebraError {
      return 0
    }
    let ones = Array(repeating: Array(repeating: Interval(1), count: units), count: steps)
    let moved = try pushed(direction.elements.map { Interval($0) }, slopes: ones, monitor: monitor)
    return max(0, (LinearAlgebra.norm(of: moved, norm) / direction.normEnclosure(norm)).lower)
  }

  /// The Jacobian of the linear recurrence is written out up to this many entries.
  private static let linearLimit = 1 << 16

  private var linearJacobian: Matrix {
    var state = Matrix(rows: units, columns: inputShape.count)
    var moved: [Matrix] = []
    for step in Matrix(identity: inputShape.count).timeSteps(steps) {
      state = input.weights * step + hidden.weights * state
      moved.append(state)
    }
    return states == .all ? Matrix(timeSteps: moved) : state
  }

  /// Whether the rows of W_ih are proven to be independent: `W_ih W_ihᵀ` less than what it is rounded by, and as much
  /// again, is positive semidefinite.
  private func hasIndependentRows(monitor: Monitor) throws -> Bool {
    let weights = input.weights
    guard weights.rows <= weights.columns, let size = try? weights.certifiedFrobenius() else { return false }
    let square = size.square.upper
    guard square > 0x1p-900, square < 0x1p900 else { return false }
    let rounding = Rounding.productUp(Rounding.slack(operations: weights.columns + 2), square)
    do {
      return try weights.gram(.rows)
        .isProvenSemidefinite(error: Rounding.productUp(2, rounding), monitor: monitor)
    } catch is LinearAlgebraError {
      return false
    }
  }

  // MARK: Boxes, step after step

  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    visible(try sums(on: x, monitor: monitor).map(polling: monitor) { $0.map(Tanh().enclosure) })
  }

  public func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws
    -> [Interval]
  {
    try pushed(dx, slopes: slopes(on: x, monitor: monitor), monitor: monitor)
  }

  /// Smooth everywhere, as tanh is.
  public func isSmooth(on _: [Interval], monitor _: Monitor) -> Bool { true }

  /// The arguments of tanh at every step.
  private func sums(on x: [Interval], monitor: Monitor) throws -> [[Interval]] {
    var state = Array(repeating: Interval.zero, count: units)
    return try timeSteps(x).map { step in
      let outer = try input.form.enclosure(of: step, monitor: monitor)
      let sums = zip(outer, try hidden.form.enclosure(of: state, monitor: monitor)).map { $0 + $1 }
      state = sums.map(Tanh().enclosure)
      return sums
    }
  }

  private func slopes(on x: [Interval], monitor: Monitor) throws -> [[Interval]] {
    try sums(on: x, monitor: monitor).map(polling: monitor) { $0.map(Tanh().slopes) }
  }

  /// The derivative along a direction with given slopes.
  private func pushed(_ dx: [Interval], slopes: [[Interval]], monitor: Monitor) throws -> [Interval] {
    var state = Array(repeating: Interval.zero, count: units)
    return visible(
      try zip(timeSteps(dx), slopes).map { step, slopes in
        try monitor.poll()
        let sums = zip(input.weights.enclosure(of: step), hidden.weights.enclosure(of: state)).map { $0 + $1 }
        state = zip(sums, slopes).map { $0 * $1 }
        return state
      })
  }

  private func timeSteps(_ x: [Interval]) -> [[Interval]] {
    let count = input.weights.columns
    return (0..<steps).map { Array(x[$0 * count..<($0 + 1) * count]) }
  }

  private func visible(_ steps: [[Interval]]) -> [Interval] {
    states == .all ? steps.flatMap { $0 } : steps[steps.count - 1]
  }
}
