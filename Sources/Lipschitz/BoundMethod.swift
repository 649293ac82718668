public import LinearAlgebra
public import Networks
public import Parameters

/// A way to bound a network's Lipschitz constant, or to estimate it.
///
/// A file in `Methods/` and a line in `Methods.all` make one: the language, its help and completion, `compare
/// methods` and the law tests then know it.
public protocol BoundMethod: Configurable {
  /// The word of the language.
  static var name: String { get }
  static var summary: String { get }
  /// The paper or theorem.
  static var source: String { get }
  /// Why the number is what it claims to be, in two or three sentences; `about` prints it.
  static var idea: String { get }
  /// Lines that show it, the last of which uses it.
  static var example: [String] { get }
  /// What it can promise at best; a method without `.upper` belongs to `estimate`.
  static var guarantee: Guarantee { get }

  /// - Throws: `MethodError` for networks that the method does not take; `Interrupted` when the monitor stops it.
  func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws -> LipschitzBound
}

extension BoundMethod {
  public static var idea: String { "" }
  public static var example: [String] {
    ["layer linear 5x3 seed 42", "\(guarantee.contains(.upper) ? "bound" : "estimate") method \(name)"]
  }
}

/// Points at which a method looks, and what they are called.
public struct Starts: Hashable, Sendable {
  /// `[inputs, k]`.
  public let points: Matrix
  public let name: String
  public init(_ points: Matrix, named name: String) {
    self.points = points
    self.name = name
  }

  /// `x`, or `32 points of x`.
  var words: String { points.columns == 1 ? name : "\(points.columns) points of \(name)" }
}

/// A method from below that can look at given points instead of random ones.
///
/// What it sees there bounds the constant everywhere.
public protocol StartingMethod: BoundMethod {
  /// The points, or nil for random ones.
  var starts: Starts? { get set }
}

/// Why a method has no answer.
public enum MethodError: Error, Hashable, CustomStringConvertible {
  case needs(String, method: String, instead: String)
  case emptyNetwork
  case wrongSize(String, expected: Int, got: Int)
  case stepTooSmall(Double, useful: Double)
  case tooManyPoints(Int, most: Int)

  public var description: String {
    switch self {
    case .needs(let what, let method, let instead): "\(method) needs \(what); \(instead)"
    case .emptyNetwork: "the network has no layers yet"
    case .wrongSize(let name, let expected, let got):
      "\(name) has \(got.counted("coordinate")), but the network takes \(expected)"
    case .tooManyPoints(let points, let most):
      "\(points) points would take too long: a grid has at most \(most)"
    case .stepTooSmall(let step, let useful):
      "the step \(step) drowns in the rounding of float64; a useful one is \(useful)"
    }
  }
}

/// Work that was stopped, with what it had proven by then.
public struct Interrupted: Error {
  public let partial: LipschitzBound?
  public init(partial: LipschitzBound?) { self.partial = partial }
}

/// Work that has proven nothing until it is done.
///
/// - Throws: `Interrupted` without a partial result when a monitor stops it.
func stoppable<Result>(_ work: () throws -> Result) throws -> Result {
  do { return try work() } catch is CancellationError { throw Interrupted(partial: nil) }
}

extension Network {
  /// - Throws: `MethodError` if there is nothing to bound, or the domain is of another size.
  func checkDomain(_ domain: Domain) throws(MethodError) {
    if isEmpty { throw .emptyNetwork }
    if case .ball(let center, let name, _, _) = domain, center.count != inputShape.count {
      throw .wrongSize(name, expected: inputShape.count, got: center.count)
    }
  }
}
