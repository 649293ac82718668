public import LinearAlgebra
public import Parameters

/// `y = S x`.
public struct Scale: Layer {
  public let factor: Double
  public let shape: Shape

  public init(_ factor: Double, shape: Shape) {
    self.factor = factor
    self.shape = shape
  }

  public var kind: String { Kind.name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 0 }
  public var formula: String { "y = \(factor.argumentText) x" }
  public func forward(_ x: Matrix) -> Matrix { factor * x }
  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { factor * dx }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { factor * dy }
  public var form: LayerForm {
    .affine(
      Multiple(factor: factor, count: shape.count), bias: Vector(repeating: 0, count: shape.count))
  }
}

extension Scale {
  /// `layer scale 2`.
  public struct Kind: LayerKind {
    public static let name = "scale"
    public static let summary = "every number times S"
    public static let example = "layer scale 2 input 100"
    public static let parameters: [Parameter<Self>] = [
      Parameter("factor", \.factor, "the number S", role: .positional, required: true, placeholder: "S")
    ]
    public var factor: Double?
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let factor else {
        throw BuildError("scale needs its factor, such as  layer scale 2", label: nil, reason: .missing)
      }
      return Scale(factor, shape: try construction.anyShape(for: Self.name, example: Self.example))
    }
  }
}

extension Scale: StoredLayer {
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.factor = factor
    return kind
  }
}
