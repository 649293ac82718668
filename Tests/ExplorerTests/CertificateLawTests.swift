import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

@testable import Explorer

/// What holds for the certificates of all methods: each bound has one, it is accepted, and no smaller claim is.
@Suite struct CertificateLawTests {
  @Test(
    "every finite upper bound has a certificate, which is read back and accepted, and proves no less",
    arguments: 0..<500)
  func everyMethod(seed: UInt32) throws {
    var source = RandomNetwork(seed: seed)
    let network = try source.network()
    let domain = source.domain(Int(seed) % 5, inputs: network.inputShape.count)
    let norm = Norm.allCases[Int(seed) % 3]
    let bounds = try MethodCases.bounds(network, norm, on: domain, samples: 200)
    let known = bounds.compactMap(\.floor).max() ?? 0
    for bound in bounds where bound.isCertified && bound.ceiling?.isFinite ?? false {
      let written = CertificateFile(
        certificate: try Certificate(of: bound, for: network, monitor: .silent), target: "net", pass: nil)
      let read = try CertificateFile(reading: written.text).certificate
      #expect(read == written.certificate, "\(bound.method)")
      let ceiling = try #require(bound.ceiling)
      #expect(read.value >= ceiling && read.value <= ceiling * (1 + 1e-8) + 0x1p-900, "\(bound.method)")
      let flaw = try read.flaw(for: network, monitor: .silent)
      #expect(flaw == nil, "\(bound.method), \(norm), \(domain)")
      guard let lower = read.lower else { continue }
      #expect(
        lower.value <= read.value && lower.value >= 0.999 * (bound.enclosure?.lower ?? 0), "\(bound.method)")
      let raised = LowerSide(value: lower.value * 1.001, witness: lower.witness)
      #expect(try read.with(lower: raised).flaw(for: network, monitor: .silent) != nil)
    }
    // Whatever the proof, no claim below what was seen is accepted.
    guard known > 0 else { return }
    for bound in bounds where bound.isCertified && bound.ceiling?.isFinite ?? false {
      let certificate = try Certificate(of: bound, for: network, monitor: .silent)
      let share = known * 0.999 / certificate.value
      let forged = certificate.with(value: known * 0.999, proof: certificate.proof.scaled(by: share))
      #expect(try forged.flaw(for: network, monitor: .silent) != nil, "\(bound.method)")
    }
  }
}

extension Certificate {
  /// The same with something else in it.
  func with(value: Double? = nil, domain: Domain? = nil, proof: Proof? = nil, lower: LowerSide? = nil)
    -> Certificate
  {
    Certificate(
      value: value ?? self.value, norm: norm, domain: domain ?? self.domain, method: method,
      fingerprint: fingerprint, proof: proof ?? self.proof, lower: lower ?? self.lower)
  }
}

extension Proof {
  /// The proof with a smaller claim, which is the first part's alone.
  func scaled(by share: Double) -> Proof {
    Proof(
      parts.enumerated().map { index, part in
        guard index == 0 else { return part }
        let content: Content =
          switch part.content {
          case .gains(let gains): .gains([gains[0] * share] + gains.dropFirst())
          case .multipliers(let square, let neurons):
            .multipliers(
              square: square * share * share, neurons: neurons.map { $0.map { $0 * share * share } })
          case .matrix(let norm): .matrix(norm * share)
          case .jacobian(let norm): .jacobian(norm * share)
          case .split(let split):
            .split(
              SplitProof(
                middles: split.middles,
                stretches: split.stretches.dropLast() + [(split.stretches.last ?? []).map { $0 * share }]))
          case .cells(let tree): .cells(CellTree(value: tree.value * share, nodes: tree.nodes))
          }
        return Part(first: part.first, end: part.end, content: content)
      })
  }
}
