public import LinearAlgebra
public import Networks

extension Network {
  /// The network with every layer's weights divided by `max(1, ‖W‖₂ / limit)`, so that no layer stretches by more.
  ///
  /// Miyato et al. estimate the norm by a step of power iteration; matrices here are small enough to prove it.
  /// - Source: Miyato et al. 2018, arXiv:1802.05957; in place of their division by ‖W‖₂ alone, layers that are flat
  ///   enough stay as they are.
  public func spectrallyNormalized(to limit: Double, monitor: Monitor) throws -> Network {
    try mappingWeighted { layer in
      try layer.limited(to: limit, norm: .two, monitor: monitor).layer
    }
  }
}

extension WeightedLayer {
  /// The layer with weights as much smaller as it takes for its constant to be proven at most a limit, and the factor
  /// on them; itself, with the factor 1, where it is.
  public func limited(to limit: Double, norm: Norm, monitor: Monitor) throws -> (
    layer: any WeightedLayer, factor: Double
  ) {
    precondition(limit > 0, "a limit of \(limit)")
    if norm == .two, try linearMap.certifiedFrobenius().upper <= limit { return (self, 1) }
    let upper = try linearMap.certifiedNorm(norm, monitor: monitor).enclosure.upper
    if upper <= limit { return (self, 1) }
    guard upper.isFinite else {
      // A norm beyond the doubles: from far below there is a number to divide by.
      let (layer, factor) = try withWeights(times: 0x1p-100).limited(to: limit, norm: norm, monitor: monitor)
      return (layer, 0x1p-100 * factor)
    }
    // Scaling rounds, and so does the proof: a little less, until it succeeds; at the factor 0 it does.
    var slack = 0.0
    while true {
      let factor = limit / upper * max(0, 1 - slack)
      let layer = withWeights(times: factor)
      if try layer.linearMap.certifiedNorm(norm, monitor: monitor).enclosure.upper <= limit {
        return (layer, factor)
      }
      slack = max(0x1p-52, 2 * slack)
    }
  }
}
