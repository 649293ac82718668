import LinearAlgebra
import Lipschitz
import Networks
import TestSupport
import Testing

@testable import Explorer

/// Certificates of cells: of exact and of bracket.
@Suite struct CellCertificateTests {
  private static func slideSeven() throws -> Network {
    var generator = TorchGenerator(seed: 42)
    func dense(_ outputs: Int, _ inputs: Int) -> Dense {
      let drawn = generator.linear(inputs: inputs, outputs: outputs)
      return Dense(drawn.weight.matrix, bias: drawn.bias?.vector)
    }
    return try Network([dense(20, 10), Elementwise(ReLU(), shape: Shape(20)), dense(5, 20)])
  }

  /// The network of `sessions/exact.lip`, whose tree has every kind of cell but `outside`.
  private static func small() throws -> Network {
    func dense(_ rows: Int, _ columns: Int, _ seed: UInt32) -> Dense {
      var random = NumPyGenerator(seed: seed)
      return Dense(random.randn(rows: rows, columns: columns), bias: Vector(random.normal(count: rows)))
    }
    return try Network([
      dense(4, 2, 1), Elementwise(ReLU(), shape: Shape(4)), dense(4, 4, 2),
      Elementwise(ReLU(), shape: Shape(4)), dense(2, 4, 3),
    ])
  }

  private static func certificate(_ network: Network, norm: Norm = .two, on domain: Domain = .everywhere)
    throws
    -> Certificate
  {
    let bound = try ExactConstant().bound(network, norm: norm, on: domain, monitor: .silent)
    return try Certificate(of: bound, for: network, monitor: .silent)
  }

  private static func tree(_ certificate: Certificate) throws -> CellTree {
    guard case .cells(let tree) = try #require(certificate.proof.parts.first).content else {
      throw Unexpected(text: "a proof without cells")
    }
    return tree
  }

  @Test("the constant of slide 7's network is proven from both sides, to ten digits")
  func slide() throws {
    let network = try Self.slideSeven()
    let certificate = try Self.certificate(network)
    #expect(try certificate.flaw(for: network, monitor: .silent) == nil)
    let digits = NumberFormat(precision: 10)
    #expect(digits.text(certificate.value) == "0.5595860624")
    #expect(digits.text(try #require(certificate.lower).value) == "0.5595860624")
  }

  @Test("a bracket that is stopped early has a certificate of both sides")
  func bracket() throws {
    let network = try Self.small()
    var bracketing = Bracketing()
    bracketing.gap = 0.2
    let result = try bracketing.run(network, norm: .two, on: .everywhere, monitor: .silent)
    let certificate = try Certificate(
      of: result.upper, for: network, witness: result.lower.witness, monitor: .silent)
    #expect(try certificate.flaw(for: network, monitor: .silent) == nil)
    #expect(try Self.tree(certificate).nodes.count > 1)
    let lower = try #require(certificate.lower)
    #expect(lower.value < 7.1265 && lower.value > 6.9 && certificate.value > 7.1266)
  }

  @Test(
    "what is reached by a search that is stopped has a certificate", arguments: [30, 100, 200, 331, 400, 577])
  func stopped(steps: Int) throws {
    let network = try Self.small()
    var count = 0
    for method in [ExactConstant(), LipSDP()] as [any BoundMethod] {
      do {
        _ = try method.bound(network, norm: .two, on: .everywhere, monitor: StepCounter(limit: steps).monitor)
      } catch let interrupted as Interrupted {
        guard let bound = interrupted.partial else { continue }
        let certificate = try Certificate(of: bound, for: network, monitor: .silent)
        #expect(try certificate.flaw(for: network, monitor: .silent) == nil, "\(bound.method)")
        count += 1
      }
    }
    #expect(count > 0)
  }

  /// The nodes of one tree changed in every place in which they can be.
  private static func changed(_ nodes: [CellTree.Node]) -> [(words: String, nodes: [CellTree.Node])] {
    var all: [(String, [CellTree.Node])] = []
    let shares = nodes.compactMap { if case .empty(let shares) = $0 { shares } else { nil } }
    for (index, node) in nodes.enumerated() {
      func replaced(_ words: String, _ other: CellTree.Node...) {
        var new = nodes
        new.replaceSubrange(index...index, with: other)
        all.append(("\(words) \(index)", new))
      }
      func swapSides() {
        let upper = end(of: nodes, from: index + 1)
        let lower = end(of: nodes, from: upper)
        var new = nodes
        new.replaceSubrange(index + 1..<lower, with: nodes[upper..<lower] + nodes[index + 1..<upper])
        all.append(("sides of split \(index) swapped", new))
      }
      replaced("dropped node")
      replaced("doubled node", node, node)
      switch node {
      case .split(let split):
        if Set(nodes[(index + 1)..<end(of: nodes, from: end(of: nodes, from: index + 1))]).count > 1 {
          swapSides()
        }
        replaced(
          "split by no kink", .split(.init(layer: split.layer, neuron: split.neuron, kink: split.kink + 1)))
        replaced("split by no neuron", .split(.init(layer: split.layer, neuron: 99, kink: split.kink)))
        replaced(
          "split by a neuron of no layer", .split(.init(layer: -1, neuron: split.neuron, kink: split.kink)))
      case .empty(let own):
        replaced("no walls", .empty([]))
        replaced("a wall left out", .empty(Array(own.dropLast())))
        replaced("negative multiples", .empty(own.map { .init(wall: $0.wall, value: -$0.value) }))
        replaced("a wall that is not there", .empty(own + [.init(wall: 99, value: 1)]))
        replaced("outside", .outside)
      case .multipliers(let neurons):
        replaced("no multipliers", .multipliers([]))
        replaced("no proof by the matrix", .matrix)
        replaced("negative multipliers", .multipliers(neurons.map { $0.map { -$0 } }))
        replaced("multipliers that are too small", .multipliers(neurons.map { $0.map { 0.01 * $0 } }))
        replaced("multipliers that are too large", .multipliers(neurons.map { $0.map { 100 * $0 } }))
        replaced("multipliers of other neurons", .multipliers(neurons.reversed()))
      case .matrix, .outside:
        // Of a cell that is empty walls of another may say so, too; of one that is not, none do.
        replaced("no walls", .empty([]))
        for other in shares { replaced("walls of another cell", .empty(other)) }
        if node == .matrix { replaced("outside", .outside) }
      }
    }
    return all
  }

  /// Where the part that starts at a node ends.
  private static func end(of nodes: [CellTree.Node], from start: Int) -> Int {
    var (place, open) = (start, 1)
    while open > 0 {
      if case .split = nodes[place] { open += 1 } else { open -= 1 }
      place += 1
    }
    return place
  }

  @Test("a tree that was changed anywhere is refused, and says why")
  func forgeries() throws {
    let network = try Self.small()
    let certificate = try Self.certificate(network)
    let tree = try Self.tree(certificate)
    #expect(tree.nodes.contains { if case .multipliers = $0 { true } else { false } })
    let changed = Self.changed(tree.nodes)
    #expect(changed.count > 200)
    var accepted: [String] = []
    for (words, nodes) in changed {
      let proof = Proof([
        .init(
          first: 0, end: network.elements.count, content: .cells(CellTree(value: tree.value, nodes: nodes)))
      ])
      if try certificate.with(proof: proof).flaw(for: network, monitor: .silent) == nil {
        accepted.append(words)
      }
    }
    #expect(accepted.isEmpty)
  }

  @Test("a thousand forged trees whose claim is below the constant are refused")
  func smaller() throws {
    var random = NumPyGenerator(seed: 5)
    func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
    let cases: [(Network, Norm, Domain)] = [
      (try Self.small(), .two, .everywhere), (try Self.small(), .one, .box(-1, 1)),
      (try Self.small(), .infinity, .ball(center: [1, 1], name: "x", radius: 0.5, norm: .infinity)),
      (try Self.slideSeven(), .two, .everywhere),
    ]
    let certificates = try cases.map { try Self.certificate($0, norm: $1, on: $2) }
    for round in 0..<1000 {
      let certificate = certificates[round % cases.count]
      let network = cases[round % cases.count].0
      var nodes = try Self.tree(certificate).nodes
      for _ in 0..<below(4) {
        let (place, other) = (below(nodes.count), below(nodes.count))
        switch below(3) {
        case 0: nodes.swapAt(place, other)
        case 1: nodes[place] = nodes[other]
        default: nodes[place] = [.matrix, .outside, .empty([.init(wall: below(4), value: 1)])][below(3)]
        }
      }
      let value = certificate.value * (1 - 1e-6)
      let forged = certificate.with(
        value: value,
        proof: Proof([
          .init(first: 0, end: network.elements.count, content: .cells(CellTree(value: value, nodes: nodes)))
        ]))
      #expect(try forged.flaw(for: network, monitor: .silent) != nil, "round \(round)")
    }
  }

  @Test("no claim is negative, though its square may be proven")
  func negative() throws {
    let network = try Self.small()
    let bound = try LipSDP().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let certificate = try Certificate(of: bound, for: network, monitor: .silent)
    guard case .multipliers(_, let neurons) = try #require(certificate.proof.parts.first).content else {
      throw Unexpected(text: "a proof without multipliers")
    }
    func claim(_ value: Double) -> Certificate {
      let tree = CellTree(value: value, nodes: [.multipliers(neurons)])
      return certificate.with(
        value: max(0, value), proof: Proof([.init(first: 0, end: 5, content: .cells(tree))]))
    }
    #expect(try claim(certificate.value).flaw(for: network, monitor: .silent) == nil)
    #expect(try claim(-certificate.value).flaw(for: network, monitor: .silent) != nil)
  }

  @Test("a certificate of a region proves nothing of a larger one")
  func regions() throws {
    let network = try Self.small()
    let certificate = try Self.certificate(network, on: .box(-1, 1))
    #expect(try certificate.flaw(for: network, monitor: .silent) == nil)
    for domain in [Domain.everywhere, .box(-3, 3)] {
      #expect(try certificate.with(domain: domain).flaw(for: network, monitor: .silent) != nil)
    }
    // Its witness lies outside of a smaller one, and at a single point no derivative says anything.
    let lower = try #require(certificate.lower)
    for domain in [
      Domain.box(5, 6), .ball(center: try point(of: lower), name: "x", radius: 0, norm: .infinity),
    ] {
      #expect(try certificate.with(domain: domain).flaw(for: network, monitor: .silent) != nil)
    }
  }

  private func point(of lower: LowerSide) throws -> Vector {
    guard case .tangent(let x, _) = lower.witness else { throw Unexpected(text: "no tangent") }
    return x
  }

  @Test("a tree of more than a million numbers is not written, kindly")
  func large() throws {
    let network = try Self.small()
    let bound = try ExactConstant().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let nodes = Array(repeating: CellTree.Node.matrix, count: 1_000_001)
    let large = LipschitzBound(
      bound.value, .upper, norm: .two, domain: .everywhere, method: "exact", isCertified: true,
      proof: Proof([.init(first: 0, end: 5, content: .cells(CellTree(value: bound.value, nodes: nodes)))]),
      because: bound.derivation)
    do {
      _ = try Certificate(of: large, for: network, monitor: .silent)
      Issue.record("it was written")
    } catch let error as MethodError {
      #expect(error.description.contains("at most 1000000 numbers"))
      #expect(error.description.contains("tolerance"))
    }
  }

  @Test("at the prompt: exact, certificate, verify")
  func prompt() throws {
    let folder = try TemporaryFolder()
    var notebook = Notebook(after: [
      "model small: linear 4x2 seed 1, relu, linear 4x4 seed 2, relu, linear 2x4 seed 3",
      "bound method exact",
    ])
    let path = "\"\(folder.path)/proof.json\""
    let lines = notebook.output(of: "certificate \(path)")
    #expect(try #require(lines.first).hasPrefix("  valid   "))
    #expect(lines.last == "  L = 7.126548   exact, 2-norm")
    #expect(notebook.output(of: "verify \(path)") == lines)
    _ = notebook.output(of: "bracket gap 20%; certificate \(path) overwrite")
    #expect(notebook.output(of: "verify \(path)").last == "  6.905870 ≤ L ≤ 8.227226   2-norm, certificate")
    _ = notebook.output(
      of: "model small: linear 4x2 seed 1, relu, linear 4x4 seed 2, relu, linear 2x4 seed 4")
    #expect(
      notebook.output(of: "verify \(path)").first == "  not valid: it is the certificate of another network")
  }

  @Test("a certificate of the first version is read")
  func versions() throws {
    let network = try Self.small()
    let bound = try LipSDP().bound(network, norm: .two, on: .everywhere, monitor: .silent)
    let certificate = try Certificate(of: bound, for: network, monitor: .silent)
    let text = CertificateFile(certificate: certificate, target: "net", pass: nil).text
    func version(_ number: Int) -> String {
      let body = String(text.split(separator: "\n")[0]).replacing(
        "lip certificate 2", with: "lip certificate \(number)")
      return body + "\n" + CertificateFile.checksum(of: body) + "\n"
    }
    #expect(version(2) == text)
    #expect(try CertificateFile(reading: version(1)).certificate == certificate)
    #expect(throws: Problem.self) { try CertificateFile(reading: version(3)) }
  }
}
