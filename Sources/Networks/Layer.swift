public import LinearAlgebra

/// A map from samples to samples with its derivative, and what it is to a bound method.
///
/// A batch is a matrix whose columns are samples. A derivative is taken at the columns of `x`; where `x` has one
/// column, all directions are taken there.
public protocol Layer: Sendable {
  /// The word of the language for this kind of layer.
  var kind: String { get }
  var inputShape: Shape { get }
  var outputShape: Shape { get }
  /// How many numbers training may move.
  var parameterCount: Int { get }
  /// The numbers that the layer holds, by their symbols; a column for what has one number a feature.
  var tensors: [Tensor] { get }
  /// The map as a formula: `y = W x + b`.
  var formula: String { get }
  /// `[inputs, batch]` to `[outputs, batch]`.
  func forward(_ x: Matrix) -> Matrix
  /// The map in single precision, with PyTorch's order of sums: numbers that are floats to numbers that are floats.
  func singleForward(_ x: Matrix) -> Matrix
  /// The Jacobian times directions, `J dx`: `[inputs, k]` to `[outputs, k]`.
  func pushforward(_ dx: Matrix, at x: Matrix) -> Matrix
  /// The transposed Jacobian times directions, `Jᵀ dy`: `[outputs, k]` to `[inputs, k]`.
  func pullback(_ dy: Matrix, at x: Matrix) -> Matrix
  /// The map, polling the monitor where one sample takes long; by default in one go, and so are the next two.
  func forward(_ x: Matrix, monitor: Monitor) throws -> Matrix
  func pushforward(_ dx: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix
  func pullback(_ dy: Matrix, at x: Matrix, monitor: Monitor) throws -> Matrix
  var form: LayerForm { get }
}

/// Numbers of a layer under the symbol of its formula and under the name that they have in PyTorch.
public struct Tensor: Hashable, Sendable {
  public let symbol: String
  public let name: String
  /// The axes in PyTorch.
  public let shape: [Int]
  /// A row for each index of the first axis.
  public let values: Matrix

  public init(_ symbol: String, _ values: Matrix, name: String, shape: [Int]? = nil) {
    self.symbol = symbol
    self.name = name
    self.shape = shape ?? [values.rows, values.columns]
    self.values = values
  }

  /// One number for each feature.
  public init(_ symbol: String, _ values: Vector, name: String, shape: [Int]? = nil) {
    self.init(symbol, Matrix(values), name: name, shape: shape ?? [values.count])
  }

  /// The numbers with the last index fastest, as PyTorch stores them.
  public var byRows: [Double] { values.transposed.elements }
}

extension Layer {
  public var tensors: [Tensor] { [] }
  public func forward(_ x: Matrix, monitor _: Monitor) throws -> Matrix { forward(x) }
  public func pushforward(_ dx: Matrix, at x: Matrix, monitor _: Monitor) throws -> Matrix {
    pushforward(dx, at: x)
  }
  public func pullback(_ dy: Matrix, at x: Matrix, monitor _: Monitor) throws -> Matrix {
    pullback(dy, at: x)
  }
}

/// What a layer is to a bound method: the closed list in which the open sets of layers and methods meet.
public enum LayerForm: Sendable {
  case affine(any EntrywiseOperator, bias: Vector)
  case elementwise(any ScalarFunction)
  /// `x + g(x)`.
  case residual(Network)
  /// A map that answers for itself: pooling by maxima, normalisation, attention.
  case opaque(any OpaqueMap)
}

/// A map that no other form describes, with its own answers to what methods ask.
///
/// Each polls the monitor where it takes long.
public protocol OpaqueMap: Sendable {
  /// How steep the map is on a box of inputs, which may be everything.
  func gain(_ norm: Norm, on box: [Interval], monitor: Monitor) throws -> Gain
  /// The image of a box, never too small.
  func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval]
  /// `J dx` for every Jacobian in a box and every direction in a box, never too small.
  func pushforwardEnclosure(of dx: [Interval], on x: [Interval], monitor: Monitor) throws -> [Interval]
  /// Whether the map is differentiable everywhere in a box, for certain.
  func isSmooth(on x: [Interval], monitor: Monitor) throws -> Bool
}

/// How steep a map is, proven, and why.
public struct Gain: Hashable, Sendable {
  /// Contains the constant; the upper end may be infinite.
  public let enclosure: Interval
  public let reason: String
  /// The numbers that the reason speaks of.
  public let factors: [Factor]
  public let source: String?

  /// A number that a gain is made of, or one for each step, under its symbol: `|W_hh|`.
  public struct Factor: Hashable, Sendable {
    public let symbol: String
    public let values: [Double]
    public let note: String
    public init(_ symbol: String, _ values: [Double], note: String) {
      self.symbol = symbol
      self.values = values
      self.note = note
    }
  }

  public init(_ enclosure: Interval, because reason: String, factors: [Factor] = [], source: String? = nil) {
    self.enclosure = enclosure
    self.reason = reason
    self.factors = factors
    self.source = source
  }
}
