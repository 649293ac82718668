public import Parameters

/// How many pixels are added at each edge: 0 or more.
public struct Padding: ArgumentValue, Hashable, ExpressibleByIntegerLiteral {
  public let value: Int
  public init(integerLiteral value: Int) {
    precondition(value >= 0, "a padding of \(value)")
    self.value = value
  }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.integer()
    guard value >= 0 else { throw ArgumentError("\(argument.text) is negative", reason: .outOfRange) }
  }
  public static let placeholder = "N"
  public var argumentText: String { String(value) }
}

extension Construction {
  /// The shape that comes in, which must be that of an image.
  func image(for kind: String, example: String) throws(BuildError) -> Shape {
    guard let input else {
      throw BuildError(
        "\(kind) must know its images, so as the first layer it is told:  \(example)", label: nil,
        reason: .missing)
    }
    guard input.dimensions.count == 3 else {
      throw BuildError(
        "\(kind) takes images CxHxW, such as 3x32x32, but \(input) comes in", label: "input", reason: .shape)
    }
    return input
  }
}

extension LayerKind {
  /// - Throws: a `BuildError` for numbers that no image can need, so that their products stay small.
  func windowLimit(_ values: [(label: String, value: Int)]) throws(BuildError) {
    for (label, value) in values where value > 1 << 25 {
      throw BuildError("\(label) \(value) is larger than any image", label: label, reason: .outOfRange)
    }
  }

  /// - Throws: a `BuildError` if a kernel's span does not fit into the padded side of an image.
  func checkFit(_ span: Int, in size: Int, of shape: Shape, padding: Int) throws(BuildError) {
    guard span > size + 2 * padding else { return }
    let padded = padding > 0 ? " with padding \(padding)" : ""
    throw BuildError(
      "a kernel that spans \(span) pixels does not fit into \(shape)\(padded)", label: "kernel",
      reason: .shape)
  }
}
