public import LinearAlgebra

/// A layer with numbers that training moves.
public protocol Trainable: Layer {
  /// The numbers in a row: every tensor's entries in the order in which its matrix stores them, one tensor after
  /// another. As many as `parameterCount`.
  var parameters: Vector { get }
  /// The same layer with other numbers, as many and in the same order.
  func withParameters(_ parameters: Vector) -> any Trainable
  /// The derivative of `Σ dyᵀ f(x)` with respect to the parameters, summed over the batch: `[outputs, batch]` and
  /// `[inputs, batch]` to as many numbers as there are parameters.
  func parameterGradient(_ dy: Matrix, at x: Matrix) -> Vector
}

extension Network {
  /// The parameters of every layer, one after another.
  public var parameters: Vector {
    Vector(layers.flatMap { ($0 as? any Trainable)?.parameters.elements ?? [] })
  }

  /// The same network with other parameters, as many and in the same order.
  public func withParameters(_ parameters: Vector) -> Network {
    precondition(
      parameters.count == parameterCount, "\(parameters.count) numbers for \(parameterCount) parameters")
    var start = 0
    return mapped { layer in
      guard let layer = layer as? any Trainable else { return layer }
      defer { start += layer.parameterCount }
      return layer.withParameters(Vector(Array(parameters.elements[start..<start + layer.parameterCount])))
    }
  }
}

extension Linearization {
  /// What reverse mode finds on its way back from `dy`: `[outputs, batch]`.
  public struct Gradients: Sendable {
    /// With respect to the input, `[inputs, batch]`.
    public let input: Matrix
    /// With respect to each layer's parameters; empty for a layer that has none.
    public let layers: [Vector]
    /// With respect to all parameters, in the order of `Network.parameters`.
    public var parameters: Vector { Vector(layers.flatMap(\.elements)) }
  }

  /// The derivative of `Σ dyᵀ f(x)` with respect to everything, in one pass back through the layers.
  public func gradients(of dy: Matrix) -> Gradients {
    var cotangent = dy
    var gradients: [Vector] = []
    for (element, value) in zip(network.elements, values).reversed() {
      let layer = element.layer as? any Trainable
      gradients.append(layer?.parameterGradient(cotangent, at: value) ?? Vector([]))
      cotangent = element.layer.pullback(cotangent, at: value)
    }
    return Gradients(input: cotangent, layers: gradients.reversed())
  }
}
