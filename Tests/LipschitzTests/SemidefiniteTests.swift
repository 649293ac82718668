import Foundation
import LinearAlgebra
import Networks
import Parameters
import TestSupport
import Testing

@testable import Lipschitz

/// The semidefinite bounds, held against numbers of other programs and against what they may not say.
@Suite struct SemidefiniteTests {
  struct Known: Sendable, CustomTestStringConvertible {
    let network: ReferenceNetwork
    let neuron: Double
    let layer: Double
    let chain: Double
    let closed: Double
    var testDescription: String { network.rawValue }
  }
  /// `ENGINE.md` 12; the closed forms in full digits.
  static let known = [
    Known(network: .toy, neuron: 4.0652899, layer: 5.1630, chain: 4.683981683, closed: 7.0234278322),
    Known(network: .small, neuron: 2.2967341, layer: 2.6147, chain: 2.296734050, closed: 2.9247995393),
    Known(network: .smallTanh, neuron: 2.2967341, layer: 2.6147, chain: 2.296734050, closed: 2.9247995393),
    Known(network: .square, neuron: 5.0290933, layer: 6.6001, chain: 5.730775250, closed: 8.4519551978),
    Known(network: .deep, neuron: 32.5103572, layer: 47.34, chain: 43.498407187, closed: 77.2104305506),
  ]

  private static func value(_ method: any BoundMethod, _ network: Network) throws -> Double {
    let bound = try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
    #expect(bound.isCertified && bound.guarantee == .upper)
    return bound.value
  }

  @Test("as other programs have it", arguments: known) func references(_ known: Known) throws {
    let network = try known.network.network()
    let neuron = try Self.value(LipSDP(), network)
    #expect((-1e-7...1e-6).contains(neuron / known.neuron - 1), "\(neuron)")
    let layer = try Self.value(LipSDPLayer(), network)
    // Half a unit of the last digit that is given.
    let half = known.layer < 10 ? 0.5e-4 : 0.5e-2
    #expect((layer - known.layer).magnitude <= 1.01 * half, "\(layer)")
    // The prototype `eclipse_sdp` with its programs solved to 1e-9; what is printed elsewhere is less converged.
    let chain = try Self.value(ECLipsE(), network)
    #expect((chain / known.chain - 1).magnitude <= 3e-6, "\(chain)")
    let closed = try Self.value(ECLipsEFast(), network)
    #expect((closed / known.closed - 1).magnitude <= 1e-9, "\(closed)")
    // Fewer unknowns, or unknowns settled in turn, are never better.
    #expect(neuron <= layer * (1 + 1e-8) && neuron <= chain * (1 + 1e-8))
    #expect(layer <= closed * (1 + 1e-8))
  }

  @Test("SeqLip is the product of each layer's largest stretch between halves") func halves() throws {
    let network = try ReferenceNetwork.square.network()
    let value = try Self.value(SeqLip(), network)
    // `ENGINE.md` 7: 7.4989, and 7.49887 by all corners.
    #expect((value - 7.4989).magnitude < 0.5e-4)
    let matrices = network.layers.compactMap { ($0 as? Dense)?.weights }
    let count = matrices.count - 1
    let stretches = try (0..<count).map {
      try Self.largestStretch(
        from: matrices[$0], to: matrices[$0 + 1], isFirst: $0 == 0, isLast: $0 == count - 1)
    }
    let product = stretches.reduce(1, *)
    #expect((0...1e-5).contains(value / product - 1), "\(value) \(product)")
    #expect(try value >= Self.value(LipSDP(), network))
    // A single layer of neurons has no halves.
    let small = try ReferenceNetwork.small.network()
    #expect(try (Self.value(SeqLip(), small) / Self.value(LipSDP(), small) - 1).magnitude < 1e-6)
  }

  /// The largest norm between halves over all choices of the neurons that are on: a norm is largest at a corner.
  private static func largestStretch(from a: Matrix, to b: Matrix, isFirst: Bool, isLast: Bool) throws
    -> Double
  {
    func roots(_ values: [Double], isWhole: Bool) -> [Double] {
      isWhole ? values : values.map { $0.squareRoot() }
    }
    let (left, right) = try (a.singularValueDecomposition(), b.singularValueDecomposition())
    let before = left.u.transposed.scalingRows(by: roots(left.values, isWhole: isFirst)).transposed
    let after = right.v.transposed.scalingRows(by: roots(right.values, isWhole: isLast))
    return try (0..<1 << a.rows).reduce(0) { largest, bits in
      let isOn = (0..<a.rows).map { Double(bits >> $0 & 1) }
      return try max(largest, (after * before.scalingRows(by: isOn)).singularValues()[0])
    }
  }

  @Test("skip connections are part of the program") func residual() throws {
    let network = try ReferenceNetwork.residual.network()
    let value = try Self.value(LipSDP(), network)
    // `ENGINE.md` 12.
    #expect((-2e-7...1e-6).contains(value / 4.930751 - 1), "\(value)")
    try Self.expectAboveWitnesses(network, value)
    for method in [ECLipsE(), ECLipsEFast(), SeqLip()] as [any BoundMethod] {
      #expect(throws: MethodError.self) { try Self.value(method, network) }
    }
  }

  @Test("a recurrence is unrolled", arguments: UInt32(0)..<4) func recurrence(_ seed: UInt32) throws {
    var random = NumPyGenerator(seed: seed)
    let network = try Network([
      Recurrent(
        input: Dense(random.randn(rows: 4, columns: 2), bias: Vector(random.normal(count: 4))),
        hidden: Dense(
          0.7 * random.randn(rows: 4, columns: 4), bias: Vector(repeating: 0, count: 4)), steps: 4,
        states: seed.isMultiple(of: 2) ? .last : .all)
    ])
    let value = try Self.value(LipSDP(), network)
    #expect(try value < Self.value(LayerProduct(), network))
    try Self.expectAboveWitnesses(network, value)
  }

  private static func expectAboveWitnesses(_ network: Network, _ value: Double) throws {
    var (pairs, climb) = (PairSampling(), JacobianAscent())
    (pairs.samples, climb.samples) = (500, 2000)
    for method in [pairs, climb] as [any BoundMethod] {
      let below = try method.bound(network, norm: .two, on: .everywhere, monitor: .silent)
      let seen = try #require(below.witness).quotient(of: network, norm: .two, monitor: .silent)
      #expect(seen >= below.value && below.value > 0.1 * value, "\(below.method) \(below.value)")
      #expect(seen <= value, "\(below.method)")
    }
  }
}

/// What a certificate proves, and what it refuses.
@Suite struct SlopeCertificateTests {
  private static func certificate(_ network: Network) throws -> SlopeCertificate {
    let region = Region(.everywhere, inputs: network.inputShape.count)
    return SlopeCertificate(try BoundedRun(network, on: region, method: "test", monitor: .silent).model)
  }

  private static func proves(_ certificate: SlopeCertificate, _ square: Double, _ neurons: [[Double]]) throws
    -> Bool
  {
    try certificate.proves(SlopeCertificate.Multipliers(square: square, neurons: neurons), monitor: .silent)
  }

  /// ReLU between a rotation, a diagonal and a rotation: `y = U diag(b) relu(diag(a) x)`.
  ///
  /// The program falls into one of two numbers for each neuron: ρ is enough if `ρ (T − b²) ≥ T² a² / 4`, which is least
  /// at `T = 2 b²`, where it is a² b². So the optimum is the largest a² b², which is the square of the constant as well.
  struct Rotated {
    let network: Network
    let optimum: Double
    let multipliers: [Double]

    init(seed: UInt32) throws {
      var random = NumPyGenerator(seed: seed)
      let count = 4
      func numbers() -> [Double] { (0..<count).map { _ in 0.2 + 3 * random.uniform() } }
      let (a, b) = (numbers(), numbers())
      let rotation = try random.randn(rows: count, columns: count).qr().q
      var (first, second) = (Matrix(rows: count, columns: count), rotation)
      for index in 0..<count {
        first[index, index] = a[index]
        for row in 0..<count { second[row, index] *= b[index] }
      }
      network = try Network([Dense(first), Elementwise(ReLU(), shape: Shape(count)), Dense(second)])
      optimum = zip(a, b).map { $0 * $0 * $1 * $1 }.max() ?? 0
      multipliers = b.map { 2 * $0 * $0 }
    }
  }

  @Test(
    "a thousandth below the optimum nothing is proven, a little above it all is", arguments: UInt32(0)..<8)
  func optimum(_ seed: UInt32) throws {
    let rotated = try Rotated(seed: seed)
    let certificate = try Self.certificate(rotated.network)
    #expect(try Self.proves(certificate, rotated.optimum * (1 + 1e-9), [rotated.multipliers]))
    #expect(try !Self.proves(certificate, 0.999 * rotated.optimum, [rotated.multipliers]))
    var random = NumPyGenerator(seed: seed)
    for _ in 0..<200 {
      let others = rotated.multipliers.map { $0 * (1 + 0.1 * random.normal()).magnitude }
      #expect(try !Self.proves(certificate, 0.999 * rotated.optimum, [others]))
    }
  }

  @Test(
    "with what LipSDP found, a thousandth less is refused",
    arguments: [ReferenceNetwork.toy, .small, .square])
  func lessThanFound(_ reference: ReferenceNetwork) throws {
    let certificate = try Self.certificate(reference.network())
    let found = try #require(certificate.model.semidefiniteBound(monitor: .silent).multipliers)
    #expect(try certificate.model.isProven(by: found, monitor: .silent))
    // All numbers times the same are another quadratic form, whose output counts for less.
    for share in [1, 0.999] {
      let less = SlopeCertificate.Multipliers(
        square: 0.999 * found.square, neurons: found.neurons.map { $0.map { share * $0 } })
      #expect(try !certificate.proves(less, monitor: .silent))
      #expect(try !certificate.model.isProven(by: less, monitor: .silent))
    }
  }

  @Test("no multiplier may be negative, nor what is no number", arguments: UInt32(0)..<4)
  func negative(_ seed: UInt32) throws {
    let rotated = try Rotated(seed: seed)
    let certificate = try Self.certificate(rotated.network)
    for index in rotated.multipliers.indices {
      for wrong in [-1e-300, -1e-9, -1, -.infinity, .nan, .infinity] {
        var multipliers = rotated.multipliers
        multipliers[index] = wrong
        #expect(try !Self.proves(certificate, 1e3 * rotated.optimum, [multipliers]), "\(wrong)")
      }
    }
    for square in [-1, .nan, .infinity] {
      #expect(try !Self.proves(certificate, square, [rotated.multipliers]), "\(square)")
    }
    #expect(try !Self.proves(certificate, 1e3 * rotated.optimum, [Array(rotated.multipliers.dropLast())]))
  }

  /// A neuron that gives nothing to the output could hide a negative multiplier where its slopes are far from 0.
  @Test("steep slopes hide no negative multiplier") func steep() throws {
    func form(_ matrix: Matrix, block: Int) -> AffineForm {
      AffineForm(
        [AffineForm.Term(block: block, factor: .matrix(EnclosedMatrix(matrix)))],
        offset: Array(repeating: .zero, count: matrix.rows))
    }
    let model = SlopeModel(
      inputs: 1,
      layers: [
        SlopeModel.Layer(
          argument: form(Matrix([[1], [1]]), block: 0), slopes: [Interval(2, 3), Interval(-3, -2)],
          neurons: [0, 1])
      ], output: form(Matrix([[1, 0]]), block: 1))
    let certificate = SlopeCertificate(model)
    let found = try #require(model.semidefiniteBound(monitor: .silent).multipliers)
    #expect((found.square - 9).magnitude < 1e-5)
    #expect(try Self.proves(certificate, found.square, found.neurons))
    #expect(try !Self.proves(certificate, found.square, [[found.neurons[0][0], -1e-3]]))
    #expect(try !Self.proves(certificate, 0.999 * 9, found.neurons))
  }
}

/// Elimination by blocks, held against that of a whole matrix.
@Suite struct SymmetricBlocksTests {
  struct Pattern: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sizes: [Int]
    let places: [(row: Int, column: Int)]
  }
  static let patterns = [
    Pattern(testDescription: "one block", sizes: [5], places: []),
    Pattern(testDescription: "diagonal", sizes: [2, 3, 1], places: []),
    Pattern(testDescription: "a chain", sizes: [3, 2, 4, 1], places: [(1, 0), (2, 1), (3, 2)]),
    Pattern(testDescription: "an arrow", sizes: [2, 2, 3, 4], places: [(3, 0), (3, 1), (3, 2)]),
    Pattern(
      testDescription: "elimination fills", sizes: [2, 3, 1, 3, 2], places: [(2, 0), (4, 0), (3, 1), (3, 2)]),
    Pattern(testDescription: "everything", sizes: [3, 1, 2], places: [(1, 0), (2, 0), (2, 1)]),
  ]

  /// A matrix with these blocks and a diagonal that makes it positive definite, whole and by blocks.
  private static func matrices(_ pattern: Pattern, seed: UInt32) -> (Matrix, SymmetricBlocks) {
    var random = NumPyGenerator(seed: seed)
    let blocks = SymmetricBlocks(
      sizes: pattern.sizes, pattern: Set(pattern.places.map { BlockPlace(row: $0.row, column: $0.column) }))
    let offsets = blocks.offsets
    var whole = Matrix(rows: offsets[offsets.count - 1], columns: offsets[offsets.count - 1])
    for place in pattern.places + pattern.sizes.indices.map({ ($0, $0) }) {
      let part = random.randn(rows: pattern.sizes[place.row], columns: pattern.sizes[place.column])
      for column in 0..<part.columns {
        for row in 0..<part.rows {
          let (r, c) = (offsets[place.row] + row, offsets[place.column] + column)
          let value = r == c ? 30 + part[row, column] : part[row, column]
          whole[r, c] = value
          whole[c, r] = value
        }
      }
    }
    for place in pattern.places + pattern.sizes.indices.map({ ($0, $0) }) {
      let target = blocks[place.row, place.column]
      for column in 0..<target.columns {
        for row in 0..<target.rows {
          target[row, column] = whole[offsets[place.row] + row, offsets[place.column] + column]
        }
      }
    }
    return (whole, blocks)
  }

  @Test("factor, determinant and inverse are those of the whole matrix", arguments: patterns)
  func whole(_ pattern: Pattern) throws {
    for seed in UInt32(0)..<5 {
      let (whole, blocks) = Self.matrices(pattern, seed: seed)
      let factor = try #require(whole.cholesky())
      #expect(blocks.factor())
      var found = Matrix(rows: whole.rows, columns: whole.columns)
      for column in pattern.sizes.indices {
        for row in [column] + blocks.rowsBelow[column] {
          let block = blocks[row, column]
          for c in 0..<block.columns {
            for r in (row == column ? c : 0)..<block.rows {
              found[blocks.offsets[row] + r, blocks.offsets[column] + c] = block[r, c]
            }
          }
        }
      }
      #expect(found ≈ factor)
      let determinant = (0..<whole.rows).reduce(0) { $0 + 2 * log(factor[$1, $1]) }
      #expect(blocks.logDeterminant ≈ determinant)
      let inverse = BlockStorage(rows: whole.rows, columns: whole.columns)
      blocks.invert(into: inverse)
      #expect(whole * inverse.block.matrix ≈ Matrix(identity: whole.rows))
    }
  }

  @Test("what is not positive definite has no factor, wherever that shows", arguments: patterns)
  func indefinite(_ pattern: Pattern) {
    let dimension = pattern.sizes.reduce(0, +)
    for index in 0..<dimension {
      let (_, blocks) = Self.matrices(pattern, seed: 7)
      let place = pattern.sizes.indices.last { blocks.offsets[$0] <= index } ?? 0
      let own = index - blocks.offsets[place]
      blocks[place, place][own, own] = -1
      #expect(!blocks.factor())
    }
  }
}
