public import LinearAlgebra

/// How a gradient moves parameters.
///
/// A file in `Optimizers/` and a line in `Optimizers.all` make one.
public protocol Optimizer: Sendable {
  static var name: String { get }
  static var summary: String { get }
  /// An optimiser at its start, with a learning rate.
  init(rate: Double)
  /// The parameters after a step against the gradient.
  mutating func step(_ parameters: Vector, along gradient: Vector) -> Vector
}

/// Every optimiser, in the order in which help lists them.
public enum Optimizers {
  public static let all: [any Optimizer.Type] = [SGD.self, Adam.self]
}
