public import LinearAlgebra
public import Networks
public import Parameters

/// The constant itself, of a network that is linear in pieces.
///
/// Between its kinks such a network is one matrix, and its constant is the largest norm among the matrices of pieces
/// that have an inside (Jordan and Dimakis). Branch and bound finds it without going through all of them, see
/// `BranchAndBound`: pieces are fixed layer after layer, each cell has a certified bound, and cells that cannot hold
/// more than what was seen are dropped. Stopped early, it still has two certified sides.
///
/// - Complexity: exponential in the number of neurons at worst.
public struct ExactConstant: BoundMethod {
  public static let name = "exact"
  public static let summary = "the constant itself, piece by piece (relu and its like)"
  public static let source = "Jordan and Dimakis 2020, arXiv:2003.01219, theorem 1"
  public static let idea = """
    A network of relu, leakyrelu, abs or hardtanh is linear in pieces, and its constant is the largest norm of the \
    matrices of those pieces. Cells of pieces are split neuron by neuron, the most promising first; a cell is \
    dropped when a certified bound says that it cannot be steeper than a point that was found, or when Farkas' lemma \
    says that it is empty.
    """
  public static let example = [
    "model small: linear 2->3 seed 42, relu, linear 3->2", "bound method exact",
  ]
  public static let guarantee = Guarantee.exact
  public static let parameters: [Parameter<Self>] = [
    Parameter("tolerance", \.tolerance, "how far apart the two sides may be, in relation"),
    Parameter("nodes", \.nodes, "how many cells to look at, at most (20000, in large networks fewer)"),
  ]
  public var tolerance: Positive = 1e-9
  public var nodes: Count?
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    var search = try stoppable {
      try BranchAndBound(network, norm: norm, on: domain, method: Self.name, monitor: monitor)
    }
    let most = nodes?.value ?? search.usualNodes
    do {
      try search.climb(monitor: monitor)
      while search.nodes < most, try search.step(tolerance: tolerance.value, monitor: monitor) {}
    } catch is CancellationError {
      throw Interrupted(partial: result(search))
    }
    return result(search)
  }

  private func result(_ search: BranchAndBound) -> LipschitzBound {
    search.bound(method: Self.name, tolerance: tolerance.value, source: Self.source)
  }
}

extension BranchAndBound {
  /// Starts with a point that was found by climbing, also where that is stopped.
  mutating func climb(monitor: Monitor) throws {
    var ascent = JacobianAscent()
    ascent.samples = 300
    do {
      let found = try ascent.bound(network, norm: norm, on: domain, monitor: monitor)
      if case .tangent(let x, _)? = found.witness { try visit(x, monitor: monitor) }
    } catch let interrupted as Interrupted {
      if case .tangent(let x, _)? = interrupted.partial?.witness { try visit(x, monitor: .silent) }
      throw CancellationError()
    }
  }
}
