public import LinearAlgebra
public import Networks
public import Parameters

/// The bound of a semidefinite program with a multiplier for each layer.
///
/// - Complexity: as `lipsdp`, with fewer unknowns.
public struct LipSDPLayer: BoundMethod {
  public static let name = "lipsdplayer"
  public static let summary = "a semidefinite program with one multiplier a layer"
  public static let source = "Fazlyab et al. 2019, arXiv:1906.04893, section 3 (LipSDP-Layer)"
  public static let idea = """
    As in lipsdp, but all neurons of a layer share their multiplier: fewer unknowns, and a bound that is never better \
    than that of lipsdp.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 4x2 seed 1, relu, linear 3x4", "bound method lipsdplayer",
  ]
  public static let parameters: [Parameter<Self>] = [
    Parameter("iterations", \.iterations, "how many steps at most"),
    Parameter("tolerance", \.tolerance, "by what share L^2 may be above the program's optimum"),
    Parameter("solver", \.solver, "newton to the optimum, or descent; by size where not said"),
  ]
  public var iterations: Count = 500
  public var tolerance: Positive = 1e-9
  public var solver: SemidefiniteSolver?
  public init() {}

  public func bound(_ network: Network, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    try SemidefiniteMethod(
      name: Self.name, rule: "LipSDP-Layer", source: Self.source, groups: .layer,
      iterations: iterations.value,
      tolerance: tolerance.value, solver: solver
    ).bound(network, norm: norm, on: domain, monitor: monitor)
  }
}
