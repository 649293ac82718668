import LinearAlgebra
import Lipschitz
import Networks

/// Something whose time is measured; its name is what `peers.py` knows it by.
struct Row {
  let name: String
  /// Makes what is worked on, and gives the work.
  let prepare: () throws -> () throws -> Double
}

extension Row {
  /// A method's answer for a network, in the 2-norm.
  init(
    _ name: String, _ method: any BoundMethod, on domain: Domain = .everywhere,
    of network: @escaping () throws -> Network
  ) {
    self.name = name
    prepare = {
      let network = try network()
      return { try method.bound(network, norm: .two, on: domain, monitor: .silent).value }
    }
  }
}
