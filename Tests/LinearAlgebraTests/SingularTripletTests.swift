import LinearAlgebra
import Testing

@Suite struct SingularTripletTests {
  @Test(arguments: [(1, 1), (1, 8), (8, 1), (20, 20), (90, 40), (40, 90)])
  func agreesWithTheDecomposition(_ shape: (Int, Int)) throws {
    var random = NumPyGenerator(seed: 3)
    let matrix = random.randn(rows: shape.0, columns: shape.1)
    let triplet = try matrix.largestSingularTriplet(monitor: .silent)
    let norm = try matrix.certifiedNorm(.two, monitor: .silent).value
    #expect((triplet.value / norm - 1).magnitude < 1e-12)
    #expect((triplet.left.norm(.two) - 1).magnitude < 1e-12)
    #expect((triplet.right.norm(.two) - 1).magnitude < 1e-12)
    #expect((matrix * triplet.right - triplet.value * triplet.left).norm(.two) < 1e-12 * norm)
    let residual = (matrix.transposedTimes(triplet.left) - triplet.value * triplet.right).norm(.two)
    #expect((residual - triplet.residual).magnitude < 1e-12 * norm)
  }

  @Test func zeroAndRankOne() throws {
    #expect(try Matrix(rows: 4, columns: 3).largestSingularTriplet(monitor: .silent).value == 0)
    #expect(try Matrix(rows: 0, columns: 3).largestSingularTriplet(monitor: .silent).value == 0)
    let ones = try Matrix(rows: 9, columns: 4, repeating: 1).largestSingularTriplet(monitor: .silent)
    #expect((ones.value - 6).magnitude < 1e-13)
    for scale in [1e-200, 1e150] {
      let scaled = try Matrix(rows: 9, columns: 4, repeating: scale).largestSingularTriplet(monitor: .silent)
      #expect((scaled.value / scale - 6).magnitude < 1e-12)
    }
  }

  @Test func repeats() throws {
    var random = NumPyGenerator(seed: 4)
    let matrix = random.randn(rows: 30, columns: 30)
    #expect(
      try matrix.largestSingularTriplet(monitor: .silent) == matrix.largestSingularTriplet(monitor: .silent))
  }

  @Test func stopsWhenAsked() {
    let matrix = Matrix(identity: 10)
    #expect(throws: CancellationError.self) {
      try matrix.largestSingularTriplet(monitor: Monitor { $0.done < 0 })
    }
  }

  @Test func operatorsAreWrittenOut() {
    struct Shift: LinearOperator {
      let size = (outputs: 3, inputs: 2)
      func apply(_ x: Matrix) -> Matrix { Matrix([[0, 0], [1, 0], [0, 1]]) * x }
      func applyAdjoint(_ y: Matrix) -> Matrix { Matrix([[0, 1, 0], [0, 0, 1]]) * y }
    }
    let matrix = Matrix([[0, 0], [1, 0], [0, 1]])
    #expect(materialized(Shift()) == matrix)
    #expect(materialized(matrix.transposed) == matrix.transposed)
    let absolute = Matrix([[1, -2], [-3, 4]]).absolute.apply(Matrix(Vector(repeating: 1, count: 2)))
    #expect(absolute.elements == [3, 7])
  }
}
