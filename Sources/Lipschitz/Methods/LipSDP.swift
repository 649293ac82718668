public import LinearAlgebra
public import Networks
public import Parameters

/// The bound of a semidefinite program with a multiplier for each neuron.
///
/// It is the best bound that knows of each neuron only between which slopes it is.
///
/// - Complexity: about 30 to 150 Newton steps, each cubic in the neurons; by descent some hundred steps, each cubic in the
///   neurons of a layer.
public struct LipSDP: BoundMethod {
  public static let name = "lipsdp"
  public static let summary = "a semidefinite program with a multiplier for each neuron"
  public static let source = "Fazlyab et al. 2019, arXiv:1906.04893, theorem 2"
  public static let idea = """
    What a neuron gives moves between alpha and beta times as much as what it sees: a quadratic inequality. Any sum \
    of these, weighted by multipliers t >= 0, that leaves rho |dx|^2 - |dy|^2 nowhere negative shows L <= sqrt(rho). \
    The best multipliers are found by Newton's method along the central path; that they prove the bound is then \
    checked from the stored weights by Cholesky factorisations with all rounding accounted for. A chain of more \
    than 4000 numbers is solved by descent instead, which ends near the optimum and proves what it has on the way.
    """
  public static let guarantee = Guarantee.upper
  public static let example = [
    "model m: linear 4x2 seed 1, relu, linear 3x4", "bound method lipsdp",
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
      name: Self.name, rule: "LipSDP-Neuron", source: Self.source, groups: .neuron,
      iterations: iterations.value, tolerance: tolerance.value, solver: solver
    ).bound(network, norm: norm, on: domain, monitor: monitor)
  }
}
