public import LinearAlgebra
public import Networks

/// How far a point can move before its class changes: what is proven, and the nearest point of another class that was
/// found.
///
/// The class is the largest output. The difference of its output to another one is a network too, whose last map is one
/// row; where its value at the point, the margin, is more than its Lipschitz constant times a distance, the other class
/// cannot win within that distance.
///
/// - Source: Tsuzuku et al. 2018, arXiv:1802.04034, with a constant for each pair of classes.
public struct Robustness: Sendable {
  /// How far the class wins over another one, and up to which distance.
  public struct Margin: Sendable {
    public let other: Int
    /// At most the difference of the two outputs at the point; 0 where the point may be of the other class.
    public let margin: Double
    /// A bound of the difference of the two outputs.
    public let bound: LipschitzBound
    /// The other class does not win closer than this.
    public let radius: Double
  }

  /// A point that is of another class, in exact arithmetic.
  public struct Attack: Sendable {
    public let other: Int
    public let point: Vector
    /// At least its distance.
    public let distance: Double
  }

  /// The class of the point; of a single output 1 where it is positive, else 0.
  public let winner: Int
  public let requested: Double
  public let norm: Norm
  /// For each other class, the nearest first.
  public let margins: [Margin]
  public let attack: Attack?

  /// No point closer than this is of another class.
  public var radius: Double { margins.reduce(.infinity) { min($0, $1.radius) } }
  /// Whether that is as far as was asked.
  public var isCertified: Bool { radius >= requested }

  /// What is known of the class of `x`, which is called `name` and asked to keep it within `radius`.
  ///
  /// - Throws: `MethodError` for a point of another size, or whose outputs are not finite; `Interrupted` or
  ///   `CancellationError` when the monitor stops it.
  public init(
    of network: Network, at x: Vector, named name: String, radius: Double, norm: Norm, monitor: Monitor
  ) throws {
    try network.checkDomain(.ball(center: x, name: name, radius: radius, norm: norm))
    let classes = Classes(network)
    let output = network.forward(Matrix(x)).column(0)
    guard output.elements.allSatisfy(\.isFinite) else {
      throw MethodError.needs("finite outputs", method: "robust", instead: "another point may have them")
    }
    let winner = classes.winner(output)
    (self.winner, requested, self.norm) = (winner, radius, norm)
    var margins: [Margin] = []
    for other in 0..<classes.count where other != winner {
      margins.append(
        try Margin(
          network, classes, winner: winner, other: other, x, named: name, radius: radius, norm, monitor))
      try monitor.step(margins.count, of: classes.count)
    }
    self.margins = margins.sorted { ($0.radius, $0.other) < ($1.radius, $1.other) }
    var search = AttackSearch(network, classes, winner: winner, from: x, norm: norm)
    try search.run(reach: radius, others: self.margins.prefix(10).map(\.other), monitor: monitor)
    attack = search.nearest
  }
}

extension Robustness.Margin {
  /// How often a smaller ball is tried, where the whole one is too large for a proof.
  private static let attempts = 6

  fileprivate init(
    _ network: Network, _ classes: Classes, winner: Int, other: Int, _ x: Vector, named name: String,
    radius requested: Double, _ norm: Norm, _ monitor: Monitor
  ) throws {
    let difference = try classes.difference(winner, other, of: network)
    let point = x.elements.map { Interval($0) }
    let value = try difference.enclosure(of: point, monitor: monitor)[0].lower
    let margin = max(0, value.isFinite ? value : 0)
    func bound(_ domain: Domain) throws -> LipschitzBound {
      try Methods.automatic(for: difference, norm: norm)
        .bound(difference, norm: norm, on: domain, monitor: monitor)
    }
    var best = try bound(.everywhere)
    var radius = Self.distance(margin, best)
    if radius < requested, margin > 0 {
      // In a ball the slopes of many neurons are known better. The largest ball that its own bound proves is sought.
      var (low, high) = (radius, requested)
      for attempt in 0..<Self.attempts {
        let size = attempt == 0 ? requested : 0.5 * low + 0.5 * high
        guard size > low else { break }
        let local = try bound(.ball(center: x, name: name, radius: size, norm: norm))
        let proven = min(size, Self.distance(margin, local))
        if proven > radius { (radius, best) = (proven, local) }
        if proven >= size {
          low = size
          if attempt == 0 { break }
        } else {
          (low, high) = (max(low, proven), size)
        }
      }
    }
    (self.other, self.margin, self.bound, self.radius) = (other, margin, best, radius)
  }

  /// Closer than this a difference that is positive stays so.
  private static func distance(_ margin: Double, _ bound: LipschitzBound) -> Double {
    let steepest = bound.enclosure?.upper ?? bound.value
    if margin == 0 { return 0 }
    if steepest == 0 { return .infinity }
    return max(0, Rounding.quotientDown(margin, steepest))
  }
}

/// The classes that a network's outputs stand for.
struct Classes {
  private let outputs: Int
  /// A single output tells two classes apart by its sign.
  var count: Int { max(2, outputs) }

  init(_ network: Network) { outputs = network.outputShape.count }

  /// The class of an output; the first of equals.
  func winner(_ output: Vector) -> Int {
    if outputs == 1 { return output[0] > 0 ? 1 : 0 }
    return output.elements.indices.reduce(0) { output[$1] > output[$0] ? $1 : $0 }
  }

  /// By how much one class wins over another, as a linear function of the outputs.
  func row(_ winner: Int, _ other: Int) -> Vector {
    if outputs == 1 { return [winner == 1 ? 1 : -1] }
    var row = Vector(repeating: 0, count: outputs)
    row[winner] = 1
    row[other] = -1
    return row
  }

  /// The network of that difference.
  func difference(_ winner: Int, _ other: Int, of network: Network) throws -> Network {
    var network = network
    if network.outputShape.dimensions.count > 1 { try network.append(Flatten(network.outputShape)) }
    try network.append(Dense(Matrix(row(winner, other)).transposed), named: "difference")
    return network
  }

  /// Whether a class other than the winner is larger for every output inside.
  func isCertainlyOther(than winner: Int, _ output: [Interval]) -> Int? {
    if outputs == 1 {
      let isOther = winner == 1 ? output[0].upper < 0 : output[0].lower > 0
      return isOther ? 1 - winner : nil
    }
    return output.indices.first { $0 != winner && output[$0].lower > output[winner].upper }
  }
}
