public import Parameters

/// A function of one variable as a kind of layer: its own parameters, over the shape that it gets.
public struct ActivationKind<Function: ScalarFunction>: LayerKind {
  public static var name: String { Function.name }
  public static var summary: String { Function.summary }
  public static var example: String { "activation \(Function.name)" }
  public static var parameters: [Parameter<Self>] {
    Function.parameters.map { $0.lifted(get: { $0.function }, set: { $0.function = $1 }) }
  }

  public var function = Function()
  public init() {}

  public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
    guard let shape = construction.input else {
      throw BuildError(
        "\(Self.name) takes any shape, so as the first layer it must be told:  layer \(Self.name) input 100",
        label: nil, reason: .missing)
    }
    return Elementwise(function, shape: shape)
  }
}

extension Elementwise: StoredLayer {
  public var definition: (any LayerKind)? { function.kind }
}

extension ScalarFunction {
  /// The function as a kind of layer, with its parameters.
  fileprivate var kind: any LayerKind {
    var kind = ActivationKind<Self>()
    kind.function = self
    return kind
  }
}
