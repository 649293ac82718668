import Parameters

/// The axes of one sample: `[features]`, or `[channels, height, width]`.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public let dimensions: [Int]

  public init(_ dimensions: Int...) { self.dimensions = dimensions }
  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  /// How many numbers one sample has.
  public var count: Int { dimensions.reduce(1, *) }

  /// `3`, or `1x4x4`.
  public var description: String { dimensions.map(String.init).joined(separator: "x") }

  /// `1 input`, `3 inputs`, `1x4x4 inputs`.
  public func counted(_ noun: String) -> String {
    dimensions.count == 1 ? count.counted(noun) : "\(self) \(noun)s"
  }
}

/// Two neighbouring layers that do not fit.
public struct ShapeError: Error, Hashable, CustomStringConvertible {
  /// The layer that cannot take its input, and what it takes.
  public let layer: String
  public let takes: Shape
  /// The layer before it, or nil where the network's input is meant, and what that gives.
  public let previous: String?
  public let gives: Shape

  public var description: String {
    let source = previous ?? "the input"
    return
      "\(layer) takes \(takes.counted("input")), but \(source) \(previous == nil ? "has" : "gives") \(gives)"
  }
}
