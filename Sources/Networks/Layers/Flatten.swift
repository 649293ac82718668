public import LinearAlgebra
import Parameters

/// The same numbers without their places: channel after channel, row after row.
public struct Flatten: Layer {
  public let inputShape: Shape
  public init(_ inputShape: Shape) { self.inputShape = inputShape }

  public var kind: String { Kind.name }
  public var outputShape: Shape { Shape(inputShape.count) }
  public var parameterCount: Int { 0 }
  public var formula: String { "y = x in one row" }
  public func forward(_ x: Matrix) -> Matrix { x }
  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { dx }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { dy }
  public var form: LayerForm {
    .affine(
      Multiple(factor: 1, count: inputShape.count), bias: Vector(repeating: 0, count: inputShape.count))
  }
}

extension Flatten {
  /// `layer flatten`.
  public struct Kind: LayerKind {
    public static let name = "flatten"
    public static let summary = "an image as one row of numbers"
    public static let example = "layer flatten input 3x32x32"
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      Flatten(try construction.anyShape(for: Self.name, example: Self.example))
    }
  }
}

extension Flatten: StoredLayer {
  public var definition: (any LayerKind)? { Kind() }
}

extension Construction {
  /// The shape that comes in, whichever it is.
  func anyShape(for kind: String, example: String) throws(BuildError) -> Shape {
    guard let input else {
      throw BuildError(
        "\(kind) takes any shape, so as the first layer it must be told:  \(example)", label: nil,
        reason: .missing)
    }
    return input
  }
}
