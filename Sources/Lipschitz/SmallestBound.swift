import LinearAlgebra
import Networks
import Parameters

/// The smallest of several upper bounds, under the name of the method that found it.
///
/// It is no word of the language: `Methods.automatic` chooses what it tries, by the sizes of the network alone.
struct SmallestBound: BoundMethod {
  static let name = "smallest"
  static let summary = "the smallest bound of several methods"
  static let source = "each method's own"
  static let guarantee = Guarantee.upper
  /// The methods, of which the first takes every network.
  var methods: [any BoundMethod] = [LayerProduct()]
  init() {}
  init(_ methods: [any BoundMethod]) { self.methods = methods }

  /// By how much a later method must be better to win: by more than what rounding and libraries differ.
  private static let margin = 1e-9

  func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> LipschitzBound {
    var best: LipschitzBound?
    for method in methods {
      do {
        let bound = try method.bound(network, norm: norm, on: domain, monitor: monitor)
        if best.map({ bound.value < $0.value * (1 - Self.margin) }) ?? true { best = bound }
      } catch MethodError.needs where best != nil {
        continue
      } catch is Interrupted {
        throw Interrupted(partial: best)
      }
    }
    guard let best else { preconditionFailure("the smallest of no bounds") }
    return best
  }
}
