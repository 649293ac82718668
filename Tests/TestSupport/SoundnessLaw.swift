public import LinearAlgebra
public import Lipschitz
public import Networks

/// What must hold of everything that is said of one network: no upper bound is below what is seen or proven from below.
public enum SoundnessLaw {
  /// Every way in which bounds of one network in one norm contradict each other, themselves, or pairs of points.
  ///
  /// The bounds are those that were asked for on the domain; empty, if all is well.
  public static func violations(
    of bounds: [LipschitzBound], _ network: Network, _ norm: Norm, _ domain: Domain,
    pairs: [(Vector, Vector)] = []
  ) throws -> [String] {
    var found: [String] = []
    for bound in bounds {
      if bound.ceiling != nil || bound.floor != nil {
        if !bound.isCertified { found.append("\(bound.method) claims without proof") }
        if bound.norm != norm { found.append("\(bound.method) answers in norm \(bound.norm)") }
      }
      if bound.guarantee == .exact, bound.enclosure?.contains(bound.value) != true {
        found.append("\(bound.method) \(bound.value) is not in its own enclosure")
      }
    }
    for lower in bounds {
      guard let floor = lower.floor else { continue }
      for upper in try rivals(of: lower, among: bounds, network, norm, domain) {
        guard let ceiling = upper.ceiling, !(floor <= ceiling) else { continue }
        found.append(
          "\(lower.method) \(floor) above \(upper.method) \(ceiling), norm \(norm.rawValue), \(domain)")
      }
      found += try contradictions(of: lower, network, norm)
    }
    for (x, y) in pairs where domain.holds(x) && domain.holds(y) && x != y {
      guard let quotient = Oracles.quotient(network, x, y, norm) else { break }
      for upper in bounds where upper.domain == domain || upper.domain == .everywhere {
        guard let ceiling = upper.ceiling, isClearlyAbove(quotient, ceiling) else { continue }
        found.append(
          "\(upper.method) \(ceiling) below the quotient \(quotient.high) of \(x.elements) and \(y.elements)")
      }
    }
    return found
  }

  /// The bounds that a lower one must not exceed.
  ///
  /// A grid may look at a part of the domain, or a hair around a ball, and says so.
  private static func rivals(
    of lower: LipschitzBound, among bounds: [LipschitzBound], _ network: Network, _ norm: Norm,
    _ domain: Domain
  ) throws -> [LipschitzBound] {
    guard lower.domain != domain else { return bounds }
    let there = try MethodCases.bounds(network, norm, on: lower.domain, samples: 1).filter {
      $0.ceiling != nil
    }
    return (domain == .everywhere ? bounds : bounds.filter { $0.domain == lower.domain }) + there
  }

  /// What is wrong with the witness, which shows the number, inside the domain, and more digits agree.
  private static func contradictions(of bound: LipschitzBound, _ network: Network, _ norm: Norm) throws
    -> [String]
  {
    guard bound.guarantee == .lower else { return [] }
    guard let witness = bound.witness else {
      return bound.value == 0 ? [] : ["\(bound.method) \(bound.value) without a witness"]
    }
    var found: [String] = []
    let again = try witness.quotient(of: network, norm: norm, monitor: .silent)
    if !(again >= bound.value) { found.append("\(bound.method) \(bound.value), but its witness \(again)") }
    switch witness {
    case .pair(let x, let y):
      if !bound.domain.holds(x) || !bound.domain.holds(y) { found.append("\(bound.method) looks outside") }
      if let exact = Oracles.quotient(network, x, y, norm),
        Extended(bound.value) > exact + exact * Extended(0x1p-90)
      {
        found.append("\(bound.method) \(bound.value) above its pair's quotient \(exact.high)")
      }
    case .tangent(let x, let direction):
      if !bound.domain.holds(x) { found.append("\(bound.method) looks outside") }
      if !network.isSmooth(on: x.elements.map { Interval($0) }) {
        found.append("\(bound.method) has its tangent at a kink")
      }
      let pushed = network.linearization(at: Matrix(x)).pushforward(Matrix(direction)).column(0)
      let stretch = pushed.norm(norm) / direction.norm(norm)
      // Among the smallest numbers few digits are left to agree.
      if stretch > 1e-290, !((stretch - bound.value).magnitude <= 1e-6 * stretch),
        try (stretch - bound.value).magnitude > 4 * doubt(at: x, stretch, network, norm)
      {
        found.append("\(bound.method) \(bound.value), but its tangent is stretched by \(stretch)")
      }
    }
    return found
  }

  /// By how much rounding can move the steepest stretch at a point, as in the cosine of a large number.
  private static func doubt(at x: Vector, _ stretch: Double, _ network: Network, _ norm: Norm) throws
    -> Double
  {
    let point = Domain.ball(center: x, name: "x", radius: 0, norm: norm)
    return try IntervalJacobian().bound(network, norm: norm, on: point, monitor: .silent).value - stretch
  }

  /// Whether a quotient is above a number by more than the rounding of twice the digits.
  private static func isClearlyAbove(_ quotient: Extended, _ ceiling: Double) -> Bool {
    quotient - quotient * Extended(0x1p-60) > Extended(ceiling)
  }
}
