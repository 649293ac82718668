public import LinearAlgebra
import RealModule

/// A step of about `lr` in every parameter, by running means of the gradient and of its square.
///
/// With PyTorch's defaults: β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the means corrected for their start at zero.
/// - Source: Kingma and Ba 2015, arXiv:1412.6980, Algorithm 1.
public struct Adam: Optimizer {
  public static let name = "adam"
  public static let summary = "about lr in every parameter, by running means of gradients"
  private static let (firstDecay, secondDecay, floor) = (0.9, 0.999, 1e-8)
  private let rate: Double
  private var count = 0
  private var means: [Double] = []
  private var squares: [Double] = []

  public init(rate: Double) { self.rate = rate }

  public mutating func step(_ parameters: Vector, along gradient: Vector) -> Vector {
    if count == 0 {
      means = Array(repeating: 0, count: parameters.count)
      squares = means
    }
    count += 1
    let firstShare = 1 - Double.pow(Self.firstDecay, count)
    let secondShare = (1 - Double.pow(Self.secondDecay, count)).squareRoot()
    var moved = parameters
    for (index, slope) in gradient.elements.enumerated() {
      means[index] = Self.firstDecay * means[index] + (1 - Self.firstDecay) * slope
      squares[index] = Self.secondDecay * squares[index] + (1 - Self.secondDecay) * slope * slope
      moved[index] -=
        rate / firstShare * means[index] / (squares[index].squareRoot() / secondShare + Self.floor)
    }
    return moved
  }
}
