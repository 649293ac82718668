import LinearAlgebra
import Networks

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

/// What proves the bound of a run of layers.
typealias SegmentProof = Proof.Content

extension SlopeModel {
  /// What a semidefinite bound has proven.
  func proof(_ bound: SemidefiniteBound) -> SegmentProof? {
    guard bound.value.isFinite else { return nil }
    guard let multipliers = bound.multipliers else { return .matrix(bound.value) }
    return .multipliers(square: multipliers.square, neurons: multipliers.neurons)
  }

  /// Multipliers by the layers that have neurons left.
  func proof(square: Double?, neurons: [[Double]]) -> SegmentProof? {
    guard let square else { return nil }
    var rest = neurons[...]
    let numbers = layers.map { $0.neurons.isEmpty ? [] : rest.removeFirst() }
    return .multipliers(square: square, neurons: numbers)
  }
}

extension Segments {
  /// The product of a joint bound for each run and of the gains of the other layers, with the proofs of all.
  func proven(
    _ norm: Norm, monitor: Monitor, joint: (Network, Region) throws -> (Derivation, SegmentProof?)
  ) throws -> (Derivation, Proof?) {
    var proofs: [SegmentProof?] = []
    let derivation = try product(norm, monitor: monitor) { run, region in
      let (derivation, proof) = try joint(run, region)
      proofs.append(proof)
      return derivation
    }
    var parts: [Proof.Part] = []
    var first = 0
    var runs = proofs[...]
    for (segment, premise) in zip(all, all.count == 1 ? [derivation] : derivation.premises) {
      switch segment {
      case .run(let run, _):
        guard let content = runs.removeFirst() else { return (derivation, nil) }
        parts.append(Proof.Part(first: first, end: first + run.elements.count, content: content))
        first += run.elements.count
      case .other:
        parts.append(Proof.Part(first: first, end: first + 1, content: .gains([premise.value])))
        first += 1
      }
    }
    return (derivation, Proof(parts))
  }
}
