public import LinearAlgebra
public import Parameters

/// A kind of layer as the language knows it: its word, its arguments, and how a layer is made of them.
///
/// A file in `Layers/` and a line in `Layers.all` make one.
public protocol LayerKind: Configurable {
  static var name: String { get }
  /// Other words for the same kind.
  static var aliases: [String] { get }
  static var summary: String { get }
  /// How a layer of this kind is written, such as `layer linear 5x3 seed 42`.
  static var example: String { get }
  func build(in construction: inout Construction) throws(BuildError) -> any Layer
  /// Takes from the tensors of a file, under their names in PyTorch, what their shapes say; nothing is drawn then.
  mutating func adapt(to tensors: [String: StoredTensor]) throws(BuildError)
}

extension LayerKind {
  public static var aliases: [String] { [] }
  public mutating func adapt(to _: [String: StoredTensor]) throws(BuildError) {}
}

/// What a layer is built from: the shape that it gets, and the random numbers that it may draw.
public struct Construction: Sendable {
  /// The shape that the layer before gives, or that was declared.
  public let input: Shape?
  /// The session's stream, from which layers without a seed of their own draw.
  public var stream: RandomStream
  /// How many bytes one tensor may have.
  public let limit: Int
  /// Where the weights came from, once they are drawn.
  public internal(set) var origin: Network.Origin?

  public init(input: Shape?, stream: RandomStream, limit: Int) {
    self.input = input
    self.stream = stream
    self.limit = limit
  }

  /// Draws from a generator of the layer's own if there is a seed, else from the stream.
  ///
  /// The layer's own generator is of the stream's kind, unless another is named.
  mutating func draw<Result>(
    seed: UInt32?, generator: RandomStream.Generator?,
    _ body: (inout RandomStream) throws(LinearAlgebraError) -> Result
  ) throws(BuildError) -> Result {
    guard seed != nil || generator == nil || generator == stream.generator else {
      throw BuildError(
        "another generator needs a seed of its own, such as  seed 42 rng \(generator?.rawValue ?? "")",
        label: "rng",
        reason: .missing)
    }
    do {
      guard let seed else { return try body(&stream) }
      var own = RandomStream(seed: seed, generator: generator ?? stream.generator)
      origin = .drawn(seed: seed, generator: own.generator.rawValue)
      return try body(&own)
    } catch {
      throw BuildError(error.description, label: nil, reason: .outOfRange)
    }
  }

  /// - Throws: a `BuildError` if a tensor of this shape is larger than the limit, in words.
  func checkSize(of dimensions: [Int], label: String) throws(BuildError) {
    let text = dimensions.map(String.init).joined(separator: "x")
    if dimensions.contains(where: { $0 <= 0 }) {
      throw BuildError("a shape needs at least 1 in each place, not \(text)", label: label, reason: .shape)
    }
    var bytes = 8
    for dimension in dimensions {
      let (product, overflows) = bytes.multipliedReportingOverflow(by: dimension)
      if overflows || product > limit {
        let size = dimensions.reduce(8.0) { $0 * Double($1) }
        throw BuildError(
          "\(text) would need \(Self.words(size)), and a tensor may have \(Self.words(Double(limit)))",
          label: label, reason: .tooLarge)
      }
      bytes = product
    }
  }

  private static func words(_ bytes: Double) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var size = bytes
    var unit = 0
    while size >= 1024, unit < units.count - 1 {
      size /= 1024
      unit += 1
    }
    let rounded = (size * 10).rounded() / 10
    let isShort = rounded == rounded.rounded() && rounded < 1e15
    return "\(isShort ? String(Int64(rounded)) : String(rounded)) \(units[unit])"
  }
}

/// Why a layer cannot be built, and the argument that is to blame.
public struct BuildError: Error, Hashable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable { case shape, outOfRange, tooLarge, missing }
  public let message: String
  public let label: String?
  public let reason: Reason
  public init(_ message: String, label: String?, reason: Reason) {
    self.message = message
    self.label = label
    self.reason = reason
  }
  public var description: String { message }
}

/// Every kind of layer, in the order in which help lists them.
///
/// A new kind adds its line here.
public enum Layers {
  public static let all: [any LayerKind.Type] =
    [
      Dense.Kind.self,
      Convolution.Kind.self,
      MaxPool.Kind.self,
      AveragePool.Kind.self,
      BatchNorm.Kind.self,
      LayerNorm.Kind.self,
      Dropout.Kind.self,
      Attention.Kind.self,
      Recurrent.Kind.self,
      Flatten.Kind.self,
      Scale.Kind.self,
    ] + Activations.all.map { kind(of: $0) }

  public static func named(_ name: String) -> (any LayerKind.Type)? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  private static func kind<Function: ScalarFunction>(of _: Function.Type) -> any LayerKind.Type {
    ActivationKind<Function>.self
  }
}
