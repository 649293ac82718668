/// An array that a file holds for a tensor of a layer, with its last index fastest.
public struct StoredTensor: Hashable, Sendable {
  /// The array's name in the file.
  public let name: String
  public let shape: [Int]
  public let values: [Double]

  /// As many numbers as the shape says.
  public init(name: String, shape: [Int], values: [Double]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) numbers for the shape \(shape)")
    self.name = name
    self.shape = shape
    self.values = values
  }

  /// `5x3`.
  public var size: String { shape.isEmpty ? "one number" : shape.map(String.init).joined(separator: "x") }
}

extension StoredTensor {
  /// - Throws: a `BuildError` unless there are so many axes.
  func checkAxes(_ count: Int, of kind: String, _ words: String) throws(BuildError) {
    guard shape.count == count, !shape.contains(0) else {
      throw BuildError(
        "\(name) is \(size), and \(kind) takes \(words)", label: "array", reason: .shape)
    }
  }
}
