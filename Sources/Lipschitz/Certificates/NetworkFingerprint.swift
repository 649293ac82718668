import LinearAlgebra
import Networks

/// A number that tells networks apart: of their layers, shapes and every bit of their weights.
///
/// It finds a certificate that lies beside the wrong weights. What a certificate claims is never taken from it.
/// - Source: Fowler, Noll and Vo: FNV-1a with 64 bits.
struct NetworkFingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ network: Network) { add(network) }

  private mutating func add(_ network: Network) {
    for layer in network.layers {
      add("\(layer.kind) \(layer.inputShape) \(layer.outputShape) \(layer.formula)")
      switch layer.form {
      case .elementwise(let function): add("\(function)")
      case .residual(let branch): add(branch)
      case .affine, .opaque: break
      }
      for tensor in layer.tensors {
        add(tensor.name)
        for number in tensor.values.elements { add(number.bitPattern) }
      }
    }
  }

  private mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(UInt8(0))
  }

  private mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }

  private mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
