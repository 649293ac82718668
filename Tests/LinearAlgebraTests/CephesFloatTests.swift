import RealModule
import Testing

@testable import LinearAlgebra

/// The bits are tested with the numbers made of them; this is that they are the functions they are called.
@Suite struct CephesFloatTests {
  /// From the smallest number that PyTorch takes the logarithm of, 2^-24, to 1.
  @Test func logarithms() {
    for step in 0...2000 {
      let x = Float.exp2(-24 * Float(step) / 2000)
      let exact = Double.log(Double(x))
      #expect(abs(Double(CephesFloat.log(x)) - exact) <= 1.2e-7 * abs(exact), "log(\(x))")
    }
  }

  @Test func sinesAndCosines() {
    for step in 0..<2000 {
      let angle = Float(2 * Double.pi) * Float(step) / 2000
      let (sine, cosine) = CephesFloat.sineAndCosine(angle)
      #expect(abs(Double(sine) - .sin(Double(angle))) <= 1e-7, "sin(\(angle))")
      #expect(abs(Double(cosine) - .cos(Double(angle))) <= 1e-7, "cos(\(angle))")
    }
  }
}
