import LinearAlgebra
import Testing

/// The largest eigenvalue, held against a spectrum that is known.
@Suite struct TopEigenvalueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let order: Int
    /// Of the place in `0..<order`.
    let eigenvalue: @Sendable (Int) -> Double
    var tolerance = 1e-13
  }
  static let cases = [
    Case(testDescription: "small", order: 5) { [3, 2, 2, 1, 0][$0] },
    Case(testDescription: "one of many", order: 200) { $0 == 0 ? 2 : 1 },
    Case(testDescription: "evenly spread", order: 200) { 1 - Double($0) / 200 },
    Case(testDescription: "twice the same", order: 180) { $0 < 2 ? 5 : 5 - 0.01 * Double($0) },
    Case(testDescription: "a close second", order: 180) { $0 == 0 ? 1 : 1 - 1e-7 - 1e-3 * Double($0) },
    Case(testDescription: "rank three", order: 170) { $0 < 3 ? Double($0 + 1) : 0 },
    Case(testDescription: "all the same", order: 170) { _ in 7 },
    Case(testDescription: "tiny", order: 170) { 1e-200 * Double($0) },
    Case(testDescription: "zero", order: 170) { _ in 0 },
  ]

  @Test(arguments: cases) func known(_ c: Case) throws {
    var random = NumPyGenerator(seed: 3)
    let q = try random.randn(rows: c.order, columns: c.order).qr().q
    var scaled = q
    for column in 0..<c.order {
      for row in 0..<c.order { scaled[row, column] *= c.eigenvalue(column) }
    }
    let matrix = scaled.timesTransposed(q)
    let expected = (0..<c.order).map(c.eigenvalue).max() ?? 0
    let value = try matrix.topEigenvalue(monitor: .silent)
    #expect((value - expected).magnitude <= c.tolerance * expected, "\(value)")
  }

  @Test("a Gram matrix is symmetric to the bit, whatever its order", arguments: [1, 31, 32, 33, 70])
  func gram(_ order: Int) {
    var random = NumPyGenerator(seed: 0)
    let a = random.randn(rows: order, columns: 9)
    let gram = a.gram(.rows)
    #expect(gram == gram.transposed)
    #expect((gram - a.timesTransposed(a)).elements.allSatisfy { $0.magnitude < 1e-13 })
  }

  @Test("a triangle on the right is undone by a product with it") func right() {
    var random = NumPyGenerator(seed: 0)
    let b = random.randn(rows: 3, columns: 4)
    var t = Matrix(identity: 4)
    for column in 0..<4 {
      for row in column..<4 { t[row, column] += random.uniform() }
    }
    let x = t.solveTriangular(.lower, transposed: true, rightOf: b)
    #expect((x.timesTransposed(t) - b).elements.allSatisfy { $0.magnitude < 1e-13 })
  }
}
