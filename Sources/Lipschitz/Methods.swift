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
    FoldedProduct.self,
    LoopTransformation.self,
    ECLipsEFast.self,
    ECLipsE.self,
    SeqLip.self,
    LipSDPLayer.self,
    LipSDP.self,
    IntervalJacobian.self,
    ExactConstant.self,
    PairSampling.self,
    JacobianSampling.self,
    JacobianAscent.self,
    ExtremeValue.self,
    Grid.self,
    DeckQuotient.self,
  ]

  /// The methods that give upper bounds, for `bound`.
  public static var bounds: [any BoundMethod.Type] { all.filter { $0.guarantee.contains(.upper) } }

  /// The methods that look from below, for `estimate`.
  public static var estimates: [any BoundMethod.Type] { all.filter { !$0.guarantee.contains(.upper) } }

  /// What is tried beside the product where it is cheap: each with a rule on sizes, never on time.
  ///
  /// A joint method that is cheap for some networks adds its line here.
  private static let joint: [(method: any BoundMethod, isCheap: @Sendable (NeuronSizes) -> Bool)] = [
    (FoldedProduct(), { $0.entries <= 1 << 22 && $0.neighbours <= 4_000_000_000 }),
    (LoopTransformation(), { $0.entries <= 1 << 22 && $0.pairs <= 1_000_000_000 }),
    (ECLipsEFast(), { $0.entries <= 1 << 22 && $0.neighbours <= 4_000_000_000 }),
    (LipSDP(), { $0.entries <= 1 << 20 && $0.mostNeurons <= 200 && $0.mostCoordinates <= 2000 }),
    (IntervalJacobian(), { $0.entries <= 1 << 20 && $0.pairs <= 300_000_000 }),
  ]

  /// What `bound` tries without a method, where it is cheap for the network.
  public static var tried: [any BoundMethod.Type] { [LayerProduct.self] + joint.map { type(of: $0.method) } }

  /// The tightest bound that is cheap enough for this network: a rule on what it is made of, never on time.
  public static func automatic(for network: Network, norm: Norm) -> any BoundMethod {
    if network.layers.count == 1 {
      if norm == .two, network.layers[0] is Convolution { return ConvolutionSpectrum() }
      switch network.layers[0].form {
      case .affine: return norm == .two ? LargestSingularValue() : LayerProduct()
      case .elementwise: return SteepestActivation()
      case .residual, .opaque: break
      }
    }
    let sizes = NeuronSizes(network)
    return SmallestBound([LayerProduct()] + joint.filter { $0.isCheap(sizes) }.map(\.method))
  }
}
