import LinearAlgebra
import Lipschitz
import Networks

// What is said of work that somebody stopped.

extension Problem {
  /// Work that was stopped, with what it had proven of `target`.
  init(_ stopped: Interrupted, of target: String) {
    self.init(.cancelled, "stopped, nothing changed", partial: stopped.partial)
    partialTarget = target
  }
}

extension Subject {
  /// What a method says of it.
  ///
  /// - Throws: a problem with what was proven by then if the monitor stops it, or with what is quicker.
  func bound(by method: any BoundMethod, norm: Norm, on domain: Domain, monitor: Monitor) throws
    -> LipschitzBound
  {
    do {
      return try method.bound(map, norm: norm, on: domain, monitor: monitor)
    } catch let stopped as Interrupted {
      var problem = Problem(stopped, of: name)
      if stopped.partial == nil, method.isSlowerThanProduct {
        problem.hints = [
          "\(type(of: method).name) proves nothing before its end;  bound method product  is quicker"
        ]
      }
      throw problem
    }
  }
}

extension BoundMethod {
  /// Whether it bounds from above and does more than the product, which takes a norm a layer.
  fileprivate var isSlowerThanProduct: Bool {
    let quick: [any BoundMethod.Type] = [
      LayerProduct.self, FrobeniusProduct.self, LargestSingularValue.self, ConvolutionSpectrum.self,
      SteepestActivation.self,
    ]
    return Methods.bounds.contains { $0 == Self.self } && !quick.contains { $0 == Self.self }
  }
}
