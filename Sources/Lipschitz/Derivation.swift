public import LinearAlgebra

/// Why a bound holds: a claim, what can be recomputed by hand, and the claims it follows from.
public struct Derivation: Hashable, Sendable {
  /// A line that supports a claim.
  public enum Fact: Hashable, Sendable {
    /// Words.
    case text(String)
    /// Numbers with the symbol that stands for them, and where they come from.
    case numbers(String, [Double], note: String)
    /// A direction or point.
    case vector(String, Vector)
    /// A number that was checked, with the check.
    case check(String, Double, note: String)
  }

  /// What the value belongs to: `linear1`, `product of 3 layers`.
  public let rule: String
  public let value: Double
  public let guarantee: Guarantee
  /// The formula or theorem in words.
  public let statement: String
  /// The paper or theorem.
  public let source: String?
  public let facts: [Fact]
  public let premises: [Derivation]

  public init(
    _ rule: String, value: Double, guarantee: Guarantee, statement: String = "", source: String? = nil,
    facts: [Fact] = [], premises: [Derivation] = []
  ) {
    self.rule = rule
    self.value = value
    self.guarantee = guarantee
    self.statement = statement
    self.source = source
    self.facts = facts
    self.premises = premises
  }

  /// Every source in the tree, once.
  public var sources: [String] {
    var all: [String] = []
    for item in [source].compactMap({ $0 }) + premises.flatMap(\.sources) where !all.contains(item) {
      all.append(item)
    }
    return all
  }
}
