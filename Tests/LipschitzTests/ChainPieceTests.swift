import Foundation
import LinearAlgebra
import Testing

@testable import Lipschitz

/// What is proven of a single layer of a chain, held against the whole matrix of its piece.
@Suite struct ChainPieceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let slopes: ClosedRange<Double>
    /// How far the weights are known; they are off by that in the piece that is looked at.
    var radius = 0.0
    /// How far from singular the matrix before is.
    var least = 1.0
    /// How much the multipliers differ.
    var spread = 1.0
  }
  static let cases = [
    Case(testDescription: "relu", slopes: 0...1),
    Case(testDescription: "relu with multipliers far apart", slopes: 0...1, spread: 1e6),
    Case(testDescription: "leaky relu", slopes: 0.1...1),
    Case(testDescription: "slopes of both signs", slopes: -0.1...1.1),
    Case(testDescription: "inexact weights", slopes: -0.1...1, radius: 1e-9),
    Case(testDescription: "a matrix that is nearly singular", slopes: 0...1, least: 1e-6),
  ]

  /// The piece with weights that are off by their radius, less what floating point may do to it here.
  private static func isDefinite(
    _ next: Matrix, _ before: Matrix, _ weights: Matrix, _ slopes: ClosedRange<Double>, _ numbers: [Double]
  ) throws -> Bool {
    let (inputs, count) = (before.rows, numbers.count)
    var whole = Matrix(rows: inputs + count, columns: inputs + count)
    let middle = 0.5 * (slopes.lowerBound + slopes.upperBound)
    let product = slopes.lowerBound * slopes.upperBound
    for column in 0..<inputs {
      for row in column..<inputs {
        whole[row, column] =
          before[row, column]
          + (0..<count).reduce(0) { $0 + product * numbers[$1] * weights[$1, row] * weights[$1, column] }
      }
      for row in 0..<count { whole[inputs + row, column] = -middle * numbers[row] * weights[row, column] }
    }
    for column in 0..<count {
      for row in column..<count { whole[inputs + row, inputs + column] = -next[row, column] }
      whole[inputs + column, inputs + column] += numbers[column]
    }
    // A congruence by the roots of the diagonal, so that small numbers count as much as large ones.
    let scale = (0..<whole.rows).map { 1 / whole[$0, $0].squareRoot() }
    for column in 0..<whole.columns {
      for row in column..<whole.rows { whole[row, column] *= scale[row] * scale[column] }
      whole[column, column] += 1e-14
    }
    return try whole.isProvenSemidefinite(monitor: .silent)
  }

  @Test("what is proven is so, and hardly more is", arguments: cases, UInt32(0)..<20)
  func piece(_ c: Case, _ seed: UInt32) throws {
    var random = NumPyGenerator(seed: seed)
    let (inputs, count) = (3 + Int(seed) % 4, 2 + Int(seed) % 5)
    let weights = random.randn(rows: count, columns: inputs)
    let q = try random.randn(rows: inputs, columns: inputs).qr().q
    var scaled = q
    for row in 0..<inputs { scaled[row, 0] *= c.least }
    let before = scaled.timesTransposed(q)
    let radius = Matrix(rows: count, columns: inputs, repeating: c.radius)
    let slopes = Array(repeating: Interval(c.slopes.lowerBound, c.slopes.upperBound), count: count)
    let layer = Chain.Layer(matrix: EnclosedMatrix(weights, radius: radius), slopes: slopes)
    let piece = try #require(ChainPiece(layer, from: before))
    let best = layer.sector.bestMultiplier(norm: try piece.whitening.norm(monitor: .silent))
    let numbers = (0..<count).map { _ in best * exp(-random.uniform() * log(c.spread)) }
    let next = try #require(try piece.next(ChainStep(numbers: numbers), monitor: .silent))
    var off = weights
    for index in off.elements.indices {
      off.elements[index] += random.uniform() < 0.5 ? c.radius : -c.radius
    }
    #expect(try Self.isDefinite(next, before, off, c.slopes, numbers))
    // In the direction in which least is left, nothing is to be had; with all of it, the piece is indefinite.
    var more = next
    let room = max(1e-10, 1e3 * c.radius / c.least)
    for index in 0..<count { more[index, index] += room * numbers[index] }
    #expect(try !Self.isDefinite(more, before, weights, c.slopes, numbers))
  }

  @Test("nothing is proven from a matrix that is not definite, or with multipliers that are too large")
  func refused() throws {
    let layer = Chain.Layer(
      matrix: EnclosedMatrix([[2, 0], [0, 1]]), slopes: [Interval(0, 1), Interval(0, 1)])
    #expect(ChainPiece(layer, from: Matrix([[1, 0], [0, -1]])) == nil)
    let piece = try #require(ChainPiece(layer, from: Matrix(identity: 2)))
    // `T − T² A Aᵀ / 4`: with T = 1 nothing is left of the first neuron, with less a part.
    let spent = try #require(try piece.next(ChainStep(numbers: [1, 1]), monitor: .silent))
    #expect(spent[0, 0] < 0 && spent[0, 0] > -1e-12)
    #expect(ChainPiece(layer, from: spent) == nil)
    let half = try #require(try piece.next(ChainStep(numbers: [0.5, 1]), monitor: .silent))
    #expect(half[0, 0] < 0.25 && half[0, 0] > 0.25 - 1e-12 && half[1, 1] < 0.75)
    // A form that is asked for is proven only if it is no more than that.
    let form = try piece.next(
      ChainStep(numbers: [0.5, 1], form: 0.24 * Matrix(identity: 2)), monitor: .silent)
    #expect(try #require(form) == (1 - 128 * Rounding.unit) * (0.24 * Matrix(identity: 2)))
    let high = ChainStep(numbers: [0.5, 1], form: Matrix([[0.2501, 0], [0, 0.1]]))
    let low = ChainStep(numbers: [0.5, 1], form: Matrix([[0.2499, 0], [0, 0.1]]))
    #expect(try piece.next(low, monitor: .silent) != nil && piece.next(high, monitor: .silent) == nil)
  }
}

extension EnclosedMatrix {
  fileprivate init(_ rows: [[Double]]) { self.init(Matrix(rows)) }
}
