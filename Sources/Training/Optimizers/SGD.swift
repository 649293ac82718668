public import LinearAlgebra

/// Gradient descent: `p - lr g`, as PyTorch's `SGD` without momentum.
public struct SGD: Optimizer {
  public static let name = "sgd"
  public static let summary = "against the gradient, as far as it is long"
  private let rate: Double

  public init(rate: Double) { self.rate = rate }

  public mutating func step(_ parameters: Vector, along gradient: Vector) -> Vector {
    Vector(zip(parameters.elements, gradient.elements).map { $0 - rate * $1 })
  }
}
