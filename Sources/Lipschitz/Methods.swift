public import LinearAlgebra
public import Networks

/// Every method, in the order in which help lists them.
///
/// A new method adds its line here.
public enum Methods {
  public static let all: [any BoundMethod.Type] = [
    LargestSingularValue.self,
    ConvolutionSpectrum.self,
    SteepestActivation.self,
    FrobeniusProduct.self,
    LayerProduct.self,
    IntervalJacobian.self,
    ECLipsEFast.self,
    ECLipsE.self,
    LipSDPLayer.self,
    LipSDP.self,
    PairSampling.self,
    JacobianSampling.self,
    JacobianAscent.self,
    Grid.self,
    DeckQuotient.self,
  ]

  /// The methods that give upper bounds, for `bound`.
  public static var bounds: [any BoundMethod.Type] { all.filter { $0.guarantee.contains(.upper) } }

  /// The methods that look from below, for `estimate`.
  public static var estimates: [any BoundMethod.Type] { all.filter { !$0.guarantee.contains(.upper) } }

  /// The tightest method that is cheap enough for this network: a rule on what it is made of, never on time.
  public static func automatic(for network: Network, norm: Norm) -> any BoundMethod {
    guard network.layers.count == 1 else { return LayerProduct() }
    if norm == .two, network.layers[0] is Convolution { return ConvolutionSpectrum() }
    switch network.layers[0].form {
    case .affine: return norm == .two ? LargestSingularValue() : LayerProduct()
    case .elementwise: return SteepestActivation()
    case .residual, .opaque: return LayerProduct()
    }
  }
}
