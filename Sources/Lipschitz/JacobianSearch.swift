import LinearAlgebra
import Networks

/// The best point seen so far in a search for a large Jacobian norm.
struct JacobianSearch {
  let network: Network
  let norm: Norm
  let domain: Domain
  private(set) var quotient = 0.0
  private(set) var witness: Witness?
  private var best = 0.0
  /// The best that was seen, not yet proven.
  private var pending: (stretch: Double, x: Vector, direction: Vector)?
  /// Whether some Jacobian was not zero.
  private var hasSeenStretch = false
  private var seen = RunningStatistics()

  init(_ network: Network, norm: Norm, on domain: Domain) {
    self.network = network
    self.norm = norm
    self.domain = domain
  }

  /// The norm of the Jacobian at a point, which becomes the witness if it is the largest and can be proven.
  @discardableResult
  mutating func visit(_ x: Vector, monitor: Monitor) throws -> Double {
    let linearization = try network.linearization(at: Matrix(x), monitor: monitor)
    guard linearization.output.elements.allSatisfy(\.isFinite) else { return 0 }
    guard let stretch = try Stretch(of: linearization, norm: norm, monitor: monitor) else { return 0 }
    seen.add(stretch.value)
    if stretch.value > 0 { hasSeenStretch = true }
    guard stretch.value > best, domain.contains(x) else { return stretch.value }
    try accept(.tangent(at: x, direction: stretch.direction), stretch: stretch.value, monitor: monitor)
    return stretch.value
  }

  /// A point where the norm of the Jacobian was computed already, up to rounding.
  mutating func visit(_ x: Vector, seenAs size: Double, monitor: Monitor) throws {
    guard size.isFinite else { return }
    guard size > best * (1 - 1e-9) else {
      seen.add(size)
      return
    }
    try visit(x, monitor: monitor)
  }

  /// A point and a direction for each column, and how far the Jacobian there stretches the direction.
  ///
  /// The best becomes the witness, if it can be proven; what is hardly better than the witness waits for `settle`.
  mutating func see(_ points: Matrix, along directions: Matrix, stretches: [Double], monitor: Monitor) throws
  {
    for (column, stretch) in stretches.enumerated() where stretch.isFinite {
      seen.add(stretch)
      if stretch > 0 { hasSeenStretch = true }
      guard stretch > max(best, pending?.stretch ?? 0) * (1 + 1e-9) else { continue }
      let x = points.column(column)
      guard domain.contains(x) else { continue }
      pending = (stretch, x, directions.column(column))
    }
    if let pending, pending.stretch > best * (1 + 1e-3) { try settle(monitor: monitor) }
  }

  /// Proves what was seen last, if it can be proven.
  mutating func settle(monitor: Monitor) throws {
    guard let (stretch, x, direction) = pending else { return }
    pending = nil
    try accept(.tangent(at: x, direction: direction.withPositivePeak), stretch: stretch, monitor: monitor)
  }

  /// Replaces the direction at the best point by the one that is stretched most there.
  mutating func sharpen(monitor: Monitor) throws {
    guard case .tangent(let x, _)? = witness else { return }
    let linearization = try network.linearization(at: Matrix(x), monitor: monitor)
    guard let stretch = try Stretch(of: linearization, norm: norm, monitor: monitor) else { return }
    // Of directions that are as good but for rounding, this one does not depend on the way to it.
    try accept(
      .tangent(at: x, direction: stretch.direction), stretch: stretch.value, orLess: 1e-12, monitor: monitor)
  }

  /// Takes over what another search of the same network has proven, if it is more.
  mutating func take(_ bound: LipschitzBound) {
    guard bound.value > quotient, let proven = bound.witness else { return }
    quotient = bound.value
    witness = proven
    best = max(best, quotient)
  }

  private mutating func accept(
    _ candidate: Witness, stretch: Double, orLess slack: Double = 0, monitor: Monitor
  ) throws {
    let proven = try candidate.quotient(of: network, norm: norm, monitor: monitor)
    guard proven > quotient * (1 - slack) else { return }
    quotient = proven
    witness = candidate
    best = stretch
  }

  func bound(method: String, rule: String, source: String, seed: UInt32) -> LipschitzBound {
    LipschitzBound(
      quotient, .lower, norm: norm, domain: domain, method: method, isCertified: true, witness: witness,
      statistics: seen.result(seed: seed, step: nil), notes: notes,
      because: Derivation(
        rule, value: quotient, guarantee: .lower,
        statement: "where f is differentiable, its constant is at least |J|", source: source,
        facts: witness?.facts ?? []))
  }

  private var notes: [String] {
    guard quotient == 0, hasSeenStretch else { return [] }
    return [
      "nothing is proven: the rounding of so many operations, or a kink at every point, hides what was seen"
    ]
  }
}

extension Network {
  /// The most numbers that a Jacobian which is written out may have: half a gibibyte.
  private static let mostEntries = 1 << 26

  /// - Throws: `MethodError` if directions of every input or output, whichever are fewer, are too many numbers where
  ///   the network is widest.
  func checkJacobian(_ norm: Norm, method: String) throws(MethodError) {
    guard !Stretch.isFoundWithout(inputs: inputShape.count, outputs: outputShape.count, norm) else { return }
    try checkDirections(min(inputShape.count, outputShape.count), method: method)
  }

  /// - Throws: `MethodError` if that many directions are too many numbers where the network is widest.
  func checkDirections(_ count: Int, method: String) throws(MethodError) {
    let widest = elements.reduce(inputShape.count) { max($0, $1.layer.outputShape.count) }
    let (entries, overflows) = widest.multipliedReportingOverflow(by: count)
    guard overflows || entries > Self.mostEntries else { return }
    throw .needs(
      "a Jacobian that is written out, and \(count) directions of \(widest) numbers are too many",
      method: method,
      instead: "method pairs takes any network")
  }
}

/// How far a matrix stretches at most, and where: `left` is the direction into which `direction` is stretched.
struct Stretch {
  let value: Double
  let direction: Vector
  /// `leftᵀ A direction` is the value.
  let left: Vector

  /// Up to this order a Jacobian is written out.
  private static let writtenOut = 400

  /// Up to how many numbers a basis of directions has between restarts: 128 MiB.
  private static let mostBasisNumbers = 1 << 24

  /// Whether the norm of a Jacobian is found without writing it out.
  static func isFoundWithout(inputs: Int, outputs: Int, _ norm: Norm) -> Bool {
    norm == .two && min(inputs, outputs) > writtenOut
  }

  /// The norm of a Jacobian with the directions that attain it; nil if it is not finite.
  ///
  /// A large one is not written out in the norm 2.
  init?(of jacobian: Linearization, norm: Norm, monitor: Monitor) throws {
    let size = jacobian.size
    guard Self.isFoundWithout(inputs: size.inputs, outputs: size.outputs, norm) else {
      let matrix = try jacobian.jacobian(monitor: monitor)
      guard matrix.elements.allSatisfy(\.isFinite) else { return nil }
      try self.init(of: matrix, norm: norm, monitor: monitor)
      return
    }
    let basis = min(200, max(8, Self.mostBasisNumbers / max(size.inputs, size.outputs)))
    let triplet = try jacobian.largestSingularTriplet(basis: basis, monitor: monitor)
    guard triplet.value.isFinite else { return nil }
    self.init(value: triplet.value, direction: triplet.right, left: triplet.left)
  }

  /// The two directions have a sign in common only; the one is taken whose largest entry is positive.
  private init(value: Double, direction: Vector, left: Vector) {
    self.value = value
    self.direction = direction.withPositivePeak
    self.left = self.direction == direction ? left : -1 * left
  }

  /// The norm of a matrix with the directions that attain it, in floating point.
  ///
  /// For norm 1 the direction is the heaviest column's unit vector, for norm ∞ the signs of the heaviest row.
  init(of matrix: Matrix, norm: Norm, monitor: Monitor) throws {
    switch norm {
    case .two:
      if min(matrix.rows, matrix.columns) <= 100 {
        let decomposition = try matrix.singularValueDecomposition()
        self.init(
          value: decomposition.values.first ?? 0, direction: decomposition.v.column(0),
          left: decomposition.u.column(0))
      } else {
        let triplet = try matrix.largestSingularTriplet(monitor: monitor)
        self.init(value: triplet.value, direction: triplet.right, left: triplet.left)
      }
    case .one:
      let sums = matrix.columnSums
      let column = sums.indices.max { sums[$0] < sums[$1] } ?? 0
      self.init(
        value: sums[column], direction: Vector(sums.indices.map { $0 == column ? 1 : 0 }),
        left: Vector(matrix.column(column).elements.map { $0 < 0 ? -1 : 1 }))
    case .infinity:
      let sums = matrix.transposed.columnSums
      let row = sums.indices.max { sums[$0] < sums[$1] } ?? 0
      self.init(
        value: sums[row], direction: Vector(matrix.row(row).elements.map { $0 < 0 ? -1 : 1 }),
        left: Vector(sums.indices.map { $0 == row ? 1 : 0 }))
    }
  }
}

extension Witness {
  /// The witness as facts of a derivation.
  var facts: [Derivation.Fact] {
    switch self {
    case .pair(let x, let y): [.vector("x", x), .vector("x'", y)]
    case .tangent(let x, let direction): [.vector("at x", x), .vector("along", direction)]
    }
  }
}
