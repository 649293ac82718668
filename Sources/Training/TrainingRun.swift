import LinearAlgebra
public import Networks

/// What training did.
public struct TrainingRun: Sendable {
  /// A layer's gradient, by its norm.
  public struct LayerGradient: Hashable, Sendable {
    public let name: String
    /// At the first iteration.
    public let first: Double
    /// At the last whose loss was finite.
    public internal(set) var last: Double
  }

  /// The network after the last step, or the last whose loss was finite.
  public internal(set) var network: Network
  /// The loss at each iteration, before its step, without penalties; the last is not finite where training diverged.
  public internal(set) var losses: [Double] = []
  /// The iteration at which the loss or a weight left the numbers.
  public internal(set) var divergence: Int?
  /// The norms of the loss's gradient with respect to each layer's parameters.
  public internal(set) var gradients: [LayerGradient] = []

  init(network: Network) { self.network = network }

  /// Whether the loss was the same all the time.
  public var isFlat: Bool { losses.allSatisfy { $0 == losses[0] } }

  /// Keeps the norms of the gradients of one iteration, the newest in the place of the one before.
  mutating func note(_ found: Linearization.Gradients) {
    let norms = zip(network.elements, found.layers).compactMap { element, gradient in
      gradient.count > 0 ? (element.name, gradient.norm(.two)) : nil
    }
    if gradients.isEmpty {
      gradients = norms.map { LayerGradient(name: $0, first: $1, last: $1) }
    } else {
      for (index, norm) in norms.enumerated() { gradients[index].last = norm.1 }
    }
  }
}
