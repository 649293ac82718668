/// What proves an upper bound, part by part: numbers that anybody can check against the weights.
public struct Proof: Hashable, Sendable {
  /// A part of the network: the layers `first ..< end`.
  public struct Part: Hashable, Sendable {
    public let first: Int
    public let end: Int
    public let content: Content
    public init(first: Int, end: Int, content: Content) {
      (self.first, self.end, self.content) = (first, end, content)
    }
  }

  public enum Content: Hashable, Sendable {
    /// A bound on each layer, which multiply.
    case gains([Double])
    /// ρ, and `2 t` for the neurons of each layer of neurons whose slopes are not fixed.
    case multipliers(square: Double, neurons: [[Double]])
    /// The norm of a matrix: no neuron is left.
    case matrix(Double)
  }

  public let parts: [Part]
  public init(_ parts: [Part]) { self.parts = parts }
}

extension SlopeModel {
  /// What a semidefinite bound has proven.
  func proof(_ bound: SemidefiniteBound) -> Proof.Content? {
    guard bound.value.isFinite else { return nil }
    guard let multipliers = bound.multipliers else { return .matrix(bound.value) }
    return .multipliers(square: multipliers.square, neurons: multipliers.neurons)
  }

  func proof(square: Double, neurons chosen: [[Double]]) -> Proof.Content {
    .multipliers(square: square, neurons: neurons(chosen))
  }

  /// Numbers of the layers that have neurons left, as numbers of all layers.
  func neurons(_ numbers: [[Double]]) -> [[Double]] {
    var rest = numbers[...]
    return layers.map { $0.neurons.isEmpty ? [] : rest.removeFirst() }
  }
}
