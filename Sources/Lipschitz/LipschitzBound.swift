public import LinearAlgebra

/// A claim about a Lipschitz constant, with its reason.
public struct LipschitzBound: Hashable, Sendable {
  /// The number: for an upper bound already rounded up, for a lower bound down, else the nearest that is known.
  public let value: Double
  public let guarantee: Guarantee
  public let norm: Norm
  public let domain: Domain
  /// The word of the method that found it.
  public let method: String
  /// Whether the claim holds in exact arithmetic for the network as stored.
  public let isCertified: Bool
  /// Two numbers between which an exact value lies for certain.
  public let enclosure: Interval?
  /// Where a lower bound can be recomputed.
  public let witness: Witness?
  public let derivation: Derivation
  /// What proves an upper bound, where that can be written down.
  public let proof: Proof?
  /// What was seen on the way to an estimate.
  public let statistics: Statistics?
  /// What the reader should know about the computation.
  public let notes: [String]

  public init(
    _ value: Double, _ guarantee: Guarantee, norm: Norm, domain: Domain, method: String, isCertified: Bool,
    enclosure: Interval? = nil, witness: Witness? = nil, statistics: Statistics? = nil, notes: [String] = [],
    proof: Proof? = nil, because derivation: Derivation
  ) {
    self.value = value
    self.guarantee = guarantee
    self.norm = norm
    self.domain = domain
    self.method = method
    self.isCertified = isCertified
    self.enclosure = enclosure
    self.witness = witness
    self.statistics = statistics
    self.notes = notes
    self.proof = proof
    self.derivation = derivation
  }
}

/// The quotients that an estimate has seen.
public struct Statistics: Hashable, Sendable {
  /// How many points or pairs were tried.
  public let count: Int
  public let mean: Double
  /// The sample standard deviation; 0 for one value.
  public let deviation: Double
  public let seed: UInt32?
  /// The step between the points of a pair.
  public let step: Double?
  /// The values, as many as are kept for a histogram.
  public let values: [Double]

  public init(_ values: [Double], seed: UInt32? = nil, step: Double? = nil) {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(
      count: values.count, mean: mean,
      deviation: values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0, seed: seed,
      step: step, values: values)
  }

  init(count: Int, mean: Double, deviation: Double, seed: UInt32?, step: Double?, values: [Double]) {
    self.count = count
    self.mean = mean
    self.deviation = deviation
    self.seed = seed
    self.step = step
    self.values = values
  }
}
