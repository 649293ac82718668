/// A function of one variable as points: denser where it bends, broken where it jumps.
///
/// About 128 intervals are halved, up to eight times, where the function leaves the chord by more than 0.2 % of
/// the range seen. Neighbours that are still far apart are bisected: if they do not come together, the line is
/// broken there. Where the function is not a number, nothing is drawn up to the very edge of its domain.
struct Samples {
  /// A place where the line stops and goes on at another height.
  struct Jump: Hashable {
    var left: Point
    var right: Point
    /// The value at the place itself.
    var value: Point
  }

  private(set) var points: [Point] = []
  private(set) var jumps: [Jump] = []

  static let intervals = 128
  static let depth = 8

  init(_ function: @escaping (Double) -> Double, kinks: [Double], on domain: ClosedRange<Double>) {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    guard low.isFinite, high.isFinite, low < high else {
      points = low.isFinite ? [Point(low, function(low))] : []
      return
    }
    var places = (0...Self.intervals).map { index in
      let t = Double(index) / Double(Self.intervals)
      return low * (1 - t) + high * t
    }
    // Sums of rounded parts miss 0, where kinks are, by rounding errors.
    let grain = (high / 2 - low / 2) * 1e-12
    places = places.map { abs($0) < grain ? 0 : $0 }
    let inner = kinks.filter { $0 > low && $0 < high }
    places = Array(Set(places + inner)).sorted()
    let first = places.map { Point($0, function($0)) }
    let limits = Limits.of(first.map(\.y), isLog: false)
    let visible = limits.upperBound - limits.lowerBound
    let refinement = Refinement(function: function, tolerance: 0.002 * visible, least: (high - low) * 1e-13)
    for (left, right) in zip(first, first.dropFirst()) {
      points.append(left)
      let part = refinement.between(left, right, kinks: Set(inner), depth: Self.depth)
      points += part.points
      jumps += part.jumps
    }
    if let last = first.last { points.append(last) }
    addKnownJumps(function, at: inner, least: refinement.tolerance * 5, width: high - low)
  }

  /// Jumps of a series as ends, and its points as a line.
  func marks(_ series: Series) -> [Mark] {
    var marks: [Mark] = [.line(points, series)]
    for jump in jumps {
      for end in [jump.left, jump.right] {
        marks.append(.end(end, closed: end.y == jump.value.y, series))
      }
      if jump.value.y.isFinite, jump.value.y != jump.left.y, jump.value.y != jump.right.y {
        marks.append(.end(jump.value, closed: true, series))
      }
    }
    return marks
  }

  /// At a kink the value is that of one side, or of neither: the jump is there and nowhere else.
  private mutating func addKnownJumps(
    _ function: (Double) -> Double, at kinks: [Double], least: Double, width: Double
  ) {
    for kink in Set(kinks).sorted() {
      let step = max(abs(kink) * 1e-12, width * 1e-13)
      let (left, right) = (function(kink - step), function(kink + step))
      guard left.isFinite, right.isFinite, abs(left - right) > least else { continue }
      jumps.removeAll { abs($0.value.x - kink) <= 4 * step }
      let value = function(kink)
      jumps.append(Jump(left: Point(kink, left), right: Point(kink, right), value: Point(kink, value)))
      // The line ends on the left and begins again on the right of the kink.
      guard let place = points.firstIndex(where: { $0.x >= kink - 2 * step }) else { continue }
      let rest = points[place...].firstIndex { $0.x > kink + 2 * step } ?? points.endIndex
      points.replaceSubrange(place..<rest, with: [Point(kink, left), Point(kink, .nan), Point(kink, right)])
    }
    jumps.sort { $0.left.x < $1.left.x }
  }
}

/// Points between two samples, where there is something to see.
struct Refinement {
  let function: (Double) -> Double
  let tolerance: Double
  /// The width below which a gap counts as a jump.
  let least: Double

  func between(
    _ left: Point, _ right: Point, kinks: Set<Double>, depth: Int
  ) -> (points: [Point], jumps: [Samples.Jump]) {
    let x = left.x / 2 + right.x / 2
    guard x > left.x, x < right.x else { return ([], []) }
    let middle = Point(x, function(x))
    guard left.y.isFinite, right.y.isFinite else {
      return left.y.isNaN == right.y.isNaN ? ([], []) : (edge(left, right), [])
    }
    let deviation = abs(middle.y - (left.y / 2 + right.y / 2))
    let isFlat = deviation <= tolerance
    if isFlat && depth < Samples.depth { return ([], []) }
    if isFlat {
      // A symmetric bend can meet the chord at its middle: look at the quarters too, once.
      let quarters = [left.x * 0.75 + right.x * 0.25, left.x * 0.25 + right.x * 0.75]
      let heights = [left.y * 0.75 + right.y * 0.25, left.y * 0.25 + right.y * 0.75]
      if zip(quarters, heights).allSatisfy({ abs(function($0) - $1) <= tolerance }) { return ([], []) }
    }
    guard depth > 0 else {
      return abs(left.y - right.y) > 5 * tolerance ? jump(left, right, kinks: kinks) : ([middle], [])
    }
    let before = between(left, middle, kinks: kinks, depth: depth - 1)
    let after = between(middle, right, kinks: kinks, depth: depth - 1)
    return (before.points + [middle] + after.points, before.jumps + after.jumps)
  }

  /// Bisects towards the larger rise; what stays apart is a jump.
  private func jump(_ left: Point, _ right: Point, kinks: Set<Double>) -> (
    points: [Point], jumps: [Samples.Jump]
  ) {
    var (a, b) = (left, right)
    while b.x - a.x > least {
      let x = a.x / 2 + b.x / 2
      guard x > a.x, x < b.x else { break }
      let middle = Point(x, function(x))
      guard middle.y.isFinite else { break }
      if abs(middle.y - a.y) > abs(b.y - middle.y) { b = middle } else { a = middle }
    }
    guard abs(a.y - b.y) > 0.5 * abs(left.y - right.y) else { return ([a, b], []) }
    // The rounder of the two neighbours is the place of the jump: 0 rather than 1e-14.
    let isLeft = kinks.contains(a.x) || (!kinks.contains(b.x) && Self.roundness(a.x) >= Self.roundness(b.x))
    let value = isLeft ? a : b
    return ([a, Point(value.x, .nan), b], [Samples.Jump(left: a, right: b, value: value)])
  }

  private static func roundness(_ x: Double) -> Int {
    x == 0 ? 64 : x.significandBitPattern.trailingZeroBitCount
  }

  /// The last number before the function has no value.
  private func edge(_ left: Point, _ right: Point) -> [Point] {
    var (number, other) = left.y.isFinite ? (left, right) : (right, left)
    guard number.y.isFinite else { return [] }
    for _ in 0..<60 {
      let x = number.x / 2 + other.x / 2
      guard x != number.x, x != other.x else { break }
      let middle = Point(x, function(x))
      if middle.y.isFinite { number = middle } else { other = middle }
    }
    return [number]
  }
}
