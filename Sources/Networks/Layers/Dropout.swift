public import LinearAlgebra
public import Parameters

/// In training every number is dropped with a probability, and what is kept is scaled up; in use nothing happens.
///
/// - Source: Srivastava et al. 2014, JMLR 15 (inverted, as in PyTorch).
public struct Dropout: ModalLayer {
  /// How likely a number is dropped.
  public let probability: Double
  public let shape: Shape

  public init(_ probability: Double, shape: Shape) {
    precondition((0...1).contains(probability), "dropout with a probability of \(probability)")
    self.probability = probability
    self.shape = shape
  }

  public var hasMask: Bool { true }
  public var kind: String { Kind.name }
  public var inputShape: Shape { shape }
  public var outputShape: Shape { shape }
  public var parameterCount: Int { 0 }
  public var formula: String { "y = x in use; in training x / (1 - p), or 0 with probability p" }
  public func forward(_ x: Matrix) -> Matrix { x }
  public func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { dx }
  public func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { dy }
  public var form: LayerForm {
    .affine(Multiple(factor: 1, count: shape.count), bias: Vector(repeating: 0, count: shape.count))
  }

  public func training(batch: Int, masks: inout Masks) throws(ModeError) -> any Layer {
    let shape = batch == 1 ? shape : shape.batched(batch)
    guard case .drawn(var stream) = masks else { return AnyMask(probability: probability, shape: shape) }
    defer { masks = .drawn(stream) }
    return DropoutMask(
      kept: stream.keeps(count: shape.count, dropping: probability), probability: probability, shape: shape)
  }
}

extension Dropout {
  /// What a kept number is multiplied by: a double near 1/(1 - p) of the p that is stored.
  ///
  /// The double 0.8 is a little more than 4/5, so its factor is 5.000000000000001 and no 5.
  static func factor(_ probability: Double) -> Double { probability == 1 ? 0 : 1 / (1 - probability) }
}

/// Dropout in training with one mask: the same numbers are kept whatever comes in.
struct DropoutMask: Layer {
  let kept: [Bool]
  let probability: Double
  let shape: Shape

  var kind: String { Dropout.Kind.name }
  var inputShape: Shape { shape }
  var outputShape: Shape { shape }
  var parameterCount: Int { 0 }
  var formula: String { "y = x / (1 - p) where the mask keeps x, else 0" }

  private var factors: Diagonal {
    let factor = Dropout.factor(probability)
    return Diagonal(kept.map { $0 ? factor : 0 })
  }

  func forward(_ x: Matrix) -> Matrix { factors.apply(x) }

  /// PyTorch divides the mask by 1 − p in single precision.
  func singleForward(_ x: Matrix) -> Matrix {
    let factor = probability == 1 ? 0 : 1 / Float(1 - probability)
    var y = x
    for index in y.elements.indices {
      y.elements[index] = Double(Float(y.elements[index]) * (kept[index % kept.count] ? factor : 0))
    }
    return y
  }

  func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { factors.apply(dx) }
  func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { factors.apply(dy) }
  var form: LayerForm { .affine(factors, bias: Vector(repeating: 0, count: shape.count)) }
}

/// Dropout in training with whichever mask: as a map the one that keeps everything, for bounds all of them.
struct AnyMask: Layer, OpaqueMap {
  let probability: Double
  let shape: Shape

  var kind: String { Dropout.Kind.name }
  var inputShape: Shape { shape }
  var outputShape: Shape { shape }
  var parameterCount: Int { 0 }
  var formula: String { "y = x / (1 - p) where the mask keeps x, else 0" }
  var form: LayerForm { .opaque(self) }

  private var factor: Double { Dropout.factor(probability) }
  func forward(_ x: Matrix) -> Matrix { factor * x }
  func pushforward(_ dx: Matrix, at _: Matrix) -> Matrix { factor * dx }
  func pullback(_ dy: Matrix, at _: Matrix) -> Matrix { factor * dy }

  func gain(_: Norm, on _: [Interval], monitor _: Monitor) -> Gain {
    Gain(Interval(factor), because: "1/(1 - p), by a change of one number that the mask keeps")
  }

  func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    try x.map(polling: monitor) { (Interval(factor) * $0).union(.zero) }
  }
  func pushforwardEnclosure(of dx: [Interval], on _: [Interval], monitor: Monitor) throws -> [Interval] {
    try enclosure(of: dx, monitor: monitor)
  }
  func isSmooth(on _: [Interval], monitor _: Monitor) -> Bool { true }
}

/// A share between 0 and 1.
public struct Probability: ArgumentValue, Hashable {
  public let value: Double
  public init(_ value: Double) {
    precondition((0...1).contains(value), "a probability of \(value)")
    self.value = value
  }
  public init(_ argument: Argument) throws(ArgumentError) {
    value = try argument.number()
    guard (0...1).contains(value) else {
      throw ArgumentError("a probability is between 0 and 1, not \(argument.text)", reason: .outOfRange)
    }
  }
  public static let placeholder = "P"
  public var argumentText: String { value.argumentText }
}

extension Dropout {
  /// `layer dropout 0.5`.
  public struct Kind: LayerKind {
    public static let name = "dropout"
    public static let summary = "in training 0 with probability P, else x / (1 - P)"
    public static let example = "layer dropout 0.5 input 100"
    public static let parameters: [Parameter<Self>] = [
      Parameter("p", \.probability, "how likely a number is dropped", role: .positional, required: true)
    ]
    public var probability: Probability?
    public init() {}

    public func build(in construction: inout Construction) throws(BuildError) -> any Layer {
      guard let probability else {
        throw BuildError("dropout needs its probability, such as  dropout 0.5", label: nil, reason: .missing)
      }
      return Dropout(
        probability.value, shape: try construction.anyShape(for: Self.name, example: Self.example))
    }
  }
}

extension Dropout: StoredLayer {
  public var definition: (any LayerKind)? {
    var kind = Kind()
    kind.probability = Probability(probability)
    return kind
  }
}
