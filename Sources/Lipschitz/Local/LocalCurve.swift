public import LinearAlgebra
public import Networks
import Parameters

/// The constant of a network in balls of growing radius around a point, from both sides.
///
/// The constant grows with the ball, so a bound from above holds in every smaller ball too, and one from below in every
/// larger one.
public struct LocalCurve: Hashable, Sendable {
  /// One ball.
  public struct Row: Hashable, Sendable {
    public let radius: Double
    /// Proven to be at least the constant in the ball.
    public let upper: Double
    /// Proven to be at most it.
    public let lower: Double
  }

  /// By their radii, ascending.
  public let rows: [Row]
  /// Proven to be at least the constant everywhere; infinite if there is none, or none is known.
  public let everywhere: Double
  /// The words of the methods that gave the upper bounds, in the order in which they were first the best.
  public let methods: [String]

  /// The largest radius up to which the upper bound stays within a tenth of its value in the smallest ball.
  ///
  /// Beyond it, slopes begin to vary. Nil where the bound stays that near in all balls, and where it is infinite or 0.
  public var knee: Double? {
    guard let first = rows.first, first.upper.isFinite, first.upper > 0,
      let end = rows.firstIndex(where: { $0.upper > 1.1 * first.upper }), end > 0
    else { return nil }
    return rows[end - 1].radius
  }

  /// Up to so many neurons a semidefinite bound is cheap enough for each radius.
  private static let mostNeurons = 128

  /// - Precondition: the radii are positive and ascend.
  /// - Throws: `MethodError` for a point of another size; `Interrupted` when the monitor stops it.
  public init(
    of network: Network, around center: Vector, named name: String, radii: [Double], norm: Norm,
    monitor: Monitor
  ) throws {
    func ball(_ radius: Double) -> Domain { .ball(center: center, name: name, radius: radius, norm: norm) }
    var methods = [Methods.automatic(for: network, norm: norm)]
    if norm == .two, network.isExpandable,
      network.layers.count > 1, try NeuronGraph(network, method: "local").neuronCount <= Self.mostNeurons
    {
      methods.append(LipSDP())
    }
    let global = try methods[0].bound(network, norm: norm, on: .everywhere, monitor: monitor)
    everywhere = global.value
    var uppers: [Double] = []
    var lowers: [Double] = []
    var names: [String] = []
    for (index, radius) in radii.enumerated() {
      try stoppable { try monitor.step(index, of: radii.count) }
      var best = global
      for method in methods {
        guard let bound = try Self.bound(method, network, norm, ball(radius), monitor) else { continue }
        if bound.value < best.value { best = bound }
      }
      uppers.append(best.value)
      if !names.contains(best.method) { names.append(best.method) }
      lowers.append(max(lowers.last ?? 0, try Self.floor(network, norm, ball(radius), monitor)))
    }
    for index in uppers.indices.dropLast().reversed() {
      uppers[index] = min(uppers[index], uppers[index + 1])
    }
    rows = radii.indices.map { Row(radius: radii[$0], upper: uppers[$0], lower: lowers[$0]) }
    self.methods = names
  }

  /// What a method says, if it takes the network.
  private static func bound(
    _ method: any BoundMethod, _ network: Network, _ norm: Norm, _ domain: Domain, _ monitor: Monitor
  ) throws -> LipschitzBound? {
    do {
      return try method.bound(network, norm: norm, on: domain, monitor: monitor)
    } catch MethodError.needs {
      return nil
    }
  }

  /// A climb inside; of a network that is too wide for that, pairs.
  private static func floor(_ network: Network, _ norm: Norm, _ domain: Domain, _ monitor: Monitor) throws
    -> Double
  {
    var ascent = JacobianAscent()
    ascent.samples = 200
    if let climbed = try bound(ascent, network, norm, domain, monitor) { return climbed.value }
    return try PairSampling().bound(network, norm: norm, on: domain, monitor: monitor).value
  }
}
