public import LinearAlgebra
public import Lipschitz
public import Networks
import Parameters
import Synchronization

/// The methods that are listed, with little work each.
public enum MethodCases {
  /// Every method, with this many samples or points and this seed where it has such parameters; and those that have two
  /// solvers with the other one.
  public static func all(samples: Int, seed: UInt32 = 0) throws -> [any BoundMethod] {
    var (neuron, layer) = (LipSDP(), LipSDPLayer())
    (neuron.solver, layer.solver) = (.descent, .descent)
    (neuron.iterations, layer.iterations) = (50, 50)
    return try Methods.all.map { try configured($0, samples: samples, seed: seed) } + [neuron, layer]
  }

  private static func configured<Method: BoundMethod>(_ type: Method.Type, samples: Int, seed: UInt32) throws
    -> Method
  {
    var method = Method()
    for parameter in Method.parameters {
      let value: Int? =
        switch parameter.label {
        case "samples", "points": samples
        case "seed": Int(seed)
        case "nodes": 40
        default: nil
        }
      guard let value else { continue }
      try parameter.set(&method, to: Argument(.number(Double(value)), text: "\(value)"))
    }
    return method
  }

  /// What the methods that take a network and a norm say.
  public static func bounds(
    _ network: Network, _ norm: Norm, on domain: Domain, samples: Int, seed: UInt32 = 0
  ) throws -> [LipschitzBound] {
    try all(samples: samples, seed: seed).compactMap { method in
      do {
        return try method.bound(network, norm: norm, on: domain, monitor: .silent)
      } catch let error as MethodError {
        guard case .needs = error else { throw error }
        return nil
      }
    }
  }

  public static func one(_ function: any ScalarFunction) throws -> Network {
    try Network([Elementwise(function, shape: Shape(1))])
  }
}

extension LipschitzBound {
  /// A number that the constant is not above, if this says one.
  public var ceiling: Double? { guarantee.contains(.upper) ? enclosure?.upper ?? value : nil }

  /// A number that the constant is not below, if this says one.
  public var floor: Double? { guarantee.contains(.lower) ? enclosure?.lower ?? value : nil }
}

/// A monitor that counts its steps and says stop after some of them.
public final class StepCounter: Sendable {
  private let steps = Mutex(0)
  private let limit: Int

  public init(limit: Int = .max) { self.limit = limit }

  public var count: Int { steps.withLock { $0 } }
  public var monitor: Monitor {
    Monitor { _ in
      self.steps.withLock {
        $0 += 1
        return $0 <= self.limit
      }
    }
  }
}
