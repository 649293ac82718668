import LinearAlgebra
@testable import Lipschitz
import Networks
import TerminalText
import Testing

@testable import Explorer

@Suite("Certificates")
struct CertificateTests {
  /// A network with a certificate by each method that has proofs.
  private static func certified() throws -> [(Network, CertificateFile)] {
    var random = NumPyGenerator(seed: 11)
    func dense(_ rows: Int, _ columns: Int) -> Dense {
      Dense(random.randn(rows: rows, columns: columns), bias: Vector(random.normal(count: rows)))
    }
    let chain = try Network([
      dense(6, 4), Elementwise(ReLU(), shape: Shape(6)), dense(5, 6), Elementwise(GELU(), shape: Shape(5)),
      dense(3, 5),
    ])
    let branch = try Network([dense(4, 4), Elementwise(Tanh(), shape: Shape(4))])
    let skip = try Network([dense(4, 3), Residual(branch), dense(2, 4)])
    // A layer that answers for itself, before a run without neurons and behind one with some.
    let split = try Network([
      dense(4, 3), Elementwise(ReLU(), shape: Shape(4)), LayerNorm(shape: Shape(4)), dense(3, 4), dense(2, 3),
    ])
    let pieces = try Network([
      dense(5, 2), Elementwise(ReLU(), shape: Shape(5)), dense(4, 5),
      Elementwise(HardTanh(), shape: Shape(4)),
      dense(2, 4),
    ])
    let ball = Domain.ball(center: [0.1, -0.2, 0.3, 0], name: "x", radius: 0.2, norm: .two)
    let cases: [(Network, any BoundMethod, Norm, Domain)] = [
      (chain, LipSDP(), .two, .everywhere), (chain, LipSDPLayer(), .two, .box(-0.1, 0.2)),
      (chain, LipSDP(), .two, ball), (chain, ECLipsE(), .two, .everywhere),
      (chain, ECLipsEFast(), .two, .everywhere), (chain, LayerProduct(), .infinity, .everywhere),
      (skip, LipSDP(), .two, .everywhere), (skip, LayerProduct(), .one, .box(-1, 1)),
      (split, LipSDP(), .two, .everywhere),
      (split, ECLipsEFast(), .two, .everywhere), (chain, FoldedProduct(), .one, .box(-1, 1)),
      (skip, LoopTransformation(), .infinity, .everywhere), (split, LoopTransformation(), .two, .box(-1, 1)),
      (chain, LoopTransformation(), .two, .box(-0.2, 0.1)), (chain, IntervalJacobian(), .one, ball),
      (split, IntervalJacobian(), .two, .box(-0.1, 0.1)), (pieces, ExactConstant(), .two, .everywhere),
      (pieces, ExactConstant(), .one, .box(-0.3, 0.4)),
    ]
    return try cases.map { network, method, norm, domain in
      let bound = try method.bound(network, norm: norm, on: domain, monitor: .silent)
      let certificate = try Certificate(of: bound, for: network, monitor: .silent)
      #expect(certificate.value >= bound.value && certificate.value <= bound.value * (1 + 1e-9))
      return (network, CertificateFile(certificate: certificate, target: "net", pass: nil))
    }
  }

  @Test("every certificate that is written is read back and accepted")
  func accepted() throws {
    for (network, file) in try Self.certified() {
      let read = try CertificateFile(reading: file.text)
      #expect(read.certificate == file.certificate)
      #expect(try read.certificate.flaw(for: network, monitor: .silent) == nil)
    }
  }

  @Test("a thousand certificates with a changed byte are refused")
  func changed() throws {
    let files = try Self.certified()
    var random = NumPyGenerator(seed: 3)
    for round in 0..<1000 {
      var bytes = Array(files[round % files.count].1.text.utf8)
      let place = Int(random.uniform() * Double(bytes.count))
      let change = UInt8(1 + random.uniform() * 254)
      switch round % 3 {
      case 0: bytes[place] ^= change
      case 1: bytes.remove(at: place)
      default: bytes.insert(change, at: place)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(throws: Problem.self, "round \(round)") { try CertificateFile(reading: text) }
    }
  }

  /// What somebody might forge who knows how to make the file look whole.
  private static func forged(_ certificate: Certificate) -> [Certificate] {
    func other(value: Double? = nil, norm: Norm? = nil, domain: Domain? = nil, proof: Proof? = nil)
      -> Certificate
    {
      Certificate(
        value: value ?? certificate.value, norm: norm ?? certificate.norm,
        domain: domain ?? certificate.domain, method: certificate.method,
        fingerprint: certificate.fingerprint, proof: proof ?? certificate.proof)
    }
    func with(_ change: (Proof.Content) -> Proof.Content) -> Proof {
      Proof(
        certificate.proof.parts.map {
          Proof.Part(first: $0.first, end: $0.end, content: change($0.content))
        })
    }
    let smaller = with { content in
      switch content {
      case .gains(let gains): .gains(gains.map { $0 * 0.99 })
      case .multipliers(let square, let neurons): .multipliers(square: square * 0.5, neurons: neurons)
      case .matrix(let norm): .matrix(norm * 0.99)
      case .split(let split):
        .split(
          SplitProof(middles: split.middles, stretches: split.stretches.map { row in row.map { $0 * 0.99 } }))
      case .jacobian(let norm): .jacobian(norm * 0.99)
      case .cells(let tree): .cells(CellTree(value: tree.value * 0.99, nodes: tree.nodes))
      }
    }
    let negative = with { content in
      switch content {
      case .gains(let gains): .gains(gains.map { -$0 })
      case .multipliers(let square, let neurons):
        .multipliers(square: square, neurons: neurons.map { $0.map { -$0 } })
      case .matrix(let norm): .matrix(-norm)
      case .split(let split):
        .split(SplitProof(middles: split.middles, stretches: split.stretches.map { row in row.map { -$0 } }))
      case .jacobian(let norm): .jacobian(-norm)
      case .cells(let tree): .cells(CellTree(value: -tree.value, nodes: tree.nodes))
      }
    }
    let parts = certificate.proof.parts
    return [
      other(value: certificate.value * 0.999), other(proof: smaller), other(proof: negative),
      other(proof: Proof([])), other(proof: Proof(Array(parts.dropLast()))),
      other(value: 0, proof: Proof(parts + parts)),
    ]
  }

  @Test("forged claims are refused, whatever the file looks like")
  func forgeries() throws {
    for (network, file) in try Self.certified() {
      for forged in Self.forged(file.certificate) {
        #expect(try forged.flaw(for: network, monitor: .silent) != nil, "\(file.certificate.method)")
      }
      let doubled = try Network(
        network.layers.map { layer in
          (layer as? Dense).map { Dense(2 * $0.weights, bias: $0.bias) } ?? layer
        })
      #expect(try file.certificate.flaw(for: doubled, monitor: .silent) != nil)
      // Even a certificate that calls itself the other network's proves nothing of it.
      let stolen = Certificate(
        value: file.certificate.value, norm: file.certificate.norm, domain: file.certificate.domain,
        method: file.certificate.method, fingerprint: NetworkFingerprint(doubled).value,
        proof: file.certificate.proof)
      #expect(try stolen.flaw(for: doubled, monitor: .silent) != nil)
    }
  }

  @Test("a bound without a proof of its own is no certificate, and an infinite one neither")
  func without() throws {
    let network = try Network([Dense(Matrix([[1, 2], [3, 4]])), Elementwise(Square(), shape: Shape(2))])
    let bound = try LayerProduct().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(throws: MethodError.self) { try Certificate(of: bound, for: network, monitor: .silent) }
  }

  @Test("the name of a region in a file cannot write lines of its own or move the cursor")
  func names() throws {
    let (_, file) = try Self.certified()[2]
    let plain = String(file.text.split(separator: "\n")[0])
    for (name, isAccepted) in [
      ("ξ 2", true), ("\\u001b[31mx", false), ("x\\nvalid", false), ("\\u202ex", false),
    ] {
      let body = plain.replacing("\"name\":\"x\"", with: "\"name\":\"\(name)\"")
      #expect(body != plain)
      let text = body + "\n" + CertificateFile.checksum(of: body) + "\n"
      #expect(((try? CertificateFile(reading: text)) != nil) == isAccepted, "\(name)")
    }
  }

  @Test("a script that checks or verifies itself, or files in a ring, is refused and not run for ever")
  func rings() throws {
    let folder = try TemporaryFolder()
    let (network, file) = try Self.certified()[0]
    #expect(network.elements.count == 5)
    try folder.write(file.text, to: "proof.json")
    let rings = [
      ["one.lip": "check one.lip"], ["one.lip": "layer linear 2x2\nverify proof.json one.lip"],
      ["one.lip": "source two.lip", "two.lip": "check one.lip"],
      ["one.lip": "source two.lip", "two.lip": "layer linear 2x2\nverify proof.json one.lip"],
    ]
    for ring in rings {
      for (name, text) in ring { try folder.write(text + "\n", to: name) }
      let path = folder.path + "/one.lip"
      let check = SessionCheck(
        text: try FileAccess.typed.text(of: path), file: path, access: .typed, canvas: nil, width: nil)
      // What runs inside is refused somewhere, and all comes to its end.
      let printed = check.report.map(\.plain).joined(separator: "\n")
      #expect(printed.contains("runs itself"), "\(ring): \(printed)")
    }
  }
}
