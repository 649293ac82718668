/// Numbers of 32 bits in row-major order, as a PyTorch tensor holds them.
public struct TorchTensor: Hashable, Sendable {
  public let shape: [Int]
  public let elements: [Float]

  public init(shape: [Int], elements: [Float]) {
    let count = shape.reduce(1, *)
    precondition(count == elements.count, "\(elements.count) numbers for a tensor of shape \(shape)")
    self.shape = shape
    self.elements = elements
  }

  /// A row for each index of the first axis; the other axes are flattened.
  public var matrix: Matrix {
    precondition(!shape.isEmpty, "a tensor without axes has no rows")
    return Matrix(
      rows: shape[0], columns: shape.dropFirst().reduce(1, *), byRows: elements.map(Double.init))
  }

  /// All the numbers, flattened.
  public var vector: Vector { Vector(elements.map(Double.init)) }
}
