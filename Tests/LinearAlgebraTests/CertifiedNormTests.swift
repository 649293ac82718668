import LinearAlgebra
import RealModule
import Testing

@Suite struct CertifiedNormTests {
  @Test func enclosuresHoldThirtyDigitReferences() throws {
    for reference in NormReference.all {
      let matrix = reference.matrix
      let norm = try matrix.certifiedNorm(.two, monitor: .silent)
      #expect(reference.isAtLeast(norm.enclosure.lower), "\(reference.testDescription)")
      #expect(reference.isAtMost(norm.enclosure.upper), "\(reference.testDescription)")
      #expect(norm.enclosure.contains(norm.value), "\(reference.testDescription)")
      if norm.enclosure.upper < .infinity && norm.enclosure.lower > 0x1p-1000 {
        let width = norm.enclosure.upper / norm.enclosure.lower - 1
        #expect(width <= 1e-11, "\(reference.testDescription): \(width)")
      } else if norm.enclosure.upper < .infinity {
        // Among the subnormal numbers: the neighbours.
        #expect(norm.enclosure.upper <= norm.enclosure.lower.nextUp.nextUp, "\(reference.testDescription)")
      }
    }
  }

  @Test func directionsShowTheNorm() throws {
    for reference in NormReference.all where reference.rows > 1 {
      let matrix = reference.matrix
      for kind in Norm.allCases {
        let norm = try matrix.certifiedNorm(kind, monitor: .silent)
        #expect((norm.direction.norm(kind) - 1).magnitude < 1e-12)
        guard norm.enclosure.upper < 1e300, norm.enclosure.lower > 1e-280 else { continue }
        let stretch = matrix.stretch(along: norm.direction, kind)
        #expect(stretch.upper >= norm.enclosure.lower, "\(reference.testDescription)")
        #expect(stretch.lower <= norm.enclosure.upper, "\(reference.testDescription)")
        #expect(stretch.lower >= norm.enclosure.lower * (1 - 1e-14), "\(reference.testDescription)")
      }
    }
  }

  @Test func certificateRefusesWhatIsBelowTheNorm() throws {
    for reference in NormReference.all {
      let matrix = reference.matrix
      let norm = try matrix.certifiedNorm(.two, monitor: .silent)
      var below = norm.value
      while !reference.isAtLeast(below) || reference.isAtMost(below) { below = below.nextDown }
      for bound in [below, below * (1 - 1e-13), below * 0.5, 0, -1] where bound < below || bound == below {
        #expect(
          try !matrix.isProvenToHaveNorm(atMost: bound, monitor: .silent),
          "\(reference.testDescription): \(bound)")
      }
    }
  }

  @Test func certificateProvesWhatIsAboveTheNorm() throws {
    for reference in NormReference.all where reference.kind != "subnormal" {
      let norm = try reference.matrix.certifiedNorm(.two, monitor: .silent).value
      guard norm < 1e300 else { continue }
      #expect(
        try reference.matrix.isProvenToHaveNorm(atMost: norm * (1 + 1e-10), monitor: .silent),
        "\(reference.testDescription)")
    }
  }

  static let closedForms: [(name: String, matrix: Matrix, norm: Norm, value: Double, exact: Bool)] = [
    ("√45", Matrix([[3, 0], [4, 5]]), .two, 45.0.squareRoot(), false),
    ("one entry", Matrix([[-0.1]]), .two, 0.1, true),
    ("the smallest number", Matrix([[0x1p-1074]]), .two, 0x1p-1074, true),
    ("the largest number", Matrix([[-Double.greatestFiniteMagnitude]]), .two, .greatestFiniteMagnitude, true),
    ("a row", Matrix([[3, 4]]), .two, 5, true),
    ("a column", Matrix([[3], [4]]), .two, 5, true),
    ("a large row", Matrix([[3e200, 4e200]]), .two, 5e200, false),
    ("a small column", Matrix([[3e-200], [4e-200]]), .two, 5e-200, false),
    ("a subnormal row", Matrix([[3 * 0x1p-1074, 4 * 0x1p-1074]]), .two, 5 * 0x1p-1074, true),
    ("a diagonal", Matrix([[3, 0, 0], [0, -7, 0]]), .two, 7, true),
    ("identity", Matrix(identity: 9), .two, 1, true),
    ("zero", Matrix(rows: 3, columns: 2), .two, 0, true),
    ("zero", Matrix(rows: 3, columns: 2), .one, 0, true),
    ("no rows", Matrix(rows: 0, columns: 2), .two, 0, true),
    ("no columns", Matrix(rows: 2, columns: 0), .infinity, 0, true),
    ("ones", Matrix(rows: 2, columns: 8, repeating: 1), .two, 4, false),
    ("Hadamard", Matrix([[1, 1], [1, -1]]), .two, 2.0.squareRoot(), false),
    ("columns", Matrix([[1, -2], [3, 4]]), .one, 6, true),
    ("rows", Matrix([[1, -2], [3, 4]]), .infinity, 7, true),
    ("tenths", Matrix(rows: 10, columns: 1, repeating: 0.1), .one, 1, false),
    ("large sums", Matrix(rows: 1, columns: 4, repeating: 0x1p1022), .infinity, .infinity, false),
  ]

  @Test(arguments: closedForms)
  func closedForm(_ form: (name: String, matrix: Matrix, norm: Norm, value: Double, exact: Bool)) throws {
    let norm = try form.matrix.certifiedNorm(form.norm, monitor: .silent)
    if form.exact {
      #expect(norm.enclosure == Interval(form.value))
      #expect(norm.value == form.value)
    } else if form.value.isFinite {
      #expect(norm.enclosure.upper >= form.value.nextDown && norm.enclosure.lower <= form.value.nextUp)
      #expect(norm.enclosure.upper / norm.enclosure.lower - 1 < 1e-14)
      #expect((norm.value / form.value - 1).magnitude < 1e-15)
    } else {
      #expect(norm.enclosure == Interval(.greatestFiniteMagnitude, .infinity))
    }
  }

  @Test func orthogonalMatricesHaveNormOne() throws {
    for count in [2, 5, 17, 33] {
      var random = NumPyGenerator(seed: UInt32(count))
      let q = try random.randn(rows: count + 3, columns: count).qr().q
      let norm = try q.certifiedNorm(.two, monitor: .silent)
      #expect((norm.value - 1).magnitude < 1e-14)
      #expect(norm.enclosure.radius < 1e-11)
    }
  }

  @Test func theOtherRoutesAgree() throws {
    // A known norm on the routes by the Gram matrix and by Lanczos, whichever the size of the kernels asks for.
    for (rows, columns) in [(70, 65), (64, 320), (310, 305)] {
      var random = NumPyGenerator(seed: 7)
      let left = try random.randn(rows: rows, columns: 3).qr().q
      let right = try random.randn(rows: columns, columns: 3).qr().q
      let matrix = (5 * left).timesTransposed(right)
      let norm = try matrix.certifiedNorm(.two, monitor: .silent)
      #expect(norm.enclosure.lower <= 5 + 1e-13 && norm.enclosure.upper >= 5 - 1e-13)
      #expect(norm.enclosure.radius < 1e-9)
    }
  }

  @Test func frobeniusIsAbove() throws {
    for reference in NormReference.all {
      let frobenius = try reference.matrix.certifiedFrobenius()
      #expect(reference.isAtMost(frobenius.upper), "\(reference.testDescription)")
    }
  }

  @Test func whatIsNotFiniteIsRefused() {
    for bad in [Double.nan, .infinity, -.infinity] {
      let matrix = Matrix([[1, 2], [bad, 3]])
      for norm in Norm.allCases {
        #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0, value: "\(bad)")) {
          try matrix.certifiedNorm(norm, monitor: .silent)
        }
      }
      #expect(throws: LinearAlgebraError.self) { try matrix.singularValues() }
    }
  }

  @Test func monitorCancels() {
    let matrix = Matrix(identity: 600)
    var random = NumPyGenerator(seed: 1)
    let noise = random.rand(rows: 600, columns: 1)
    let dense = matrix + noise.timesTransposed(noise)
    #expect(throws: CancellationError.self) {
      try dense.isProvenToHaveNorm(atMost: 1000, monitor: Monitor { _ in false })
    }
  }

  @Test func semidefinite() throws {
    let matrix = Matrix([[2, 1], [1, 2]])  // eigenvalues 1 and 3
    #expect(try matrix.isProvenSemidefinite(error: 0.999, monitor: .silent))
    #expect(try !matrix.isProvenSemidefinite(error: 1, monitor: .silent))
    #expect(try !Matrix([[1, 2], [2, 1]]).isProvenSemidefinite(monitor: .silent))
    #expect(try !Matrix([[.nan]]).isProvenSemidefinite(monitor: .silent))
  }

  @Test func intervalNorms() {
    let intervals = [Interval(-1, 3), Interval(4, 5), .zero]
    #expect(norm(of: intervals, .one) == Interval(4, 8))
    #expect(norm(of: intervals, .infinity) == Interval(4, 5))
    let size = norm(of: intervals, .two)
    #expect(size.lower == 4 && size.upper >= 34.0.squareRoot() && size.upper < 5.831)
    #expect(norm(of: [.everything, Interval(2)], .two) == Interval(2, .infinity))
    #expect(norm(of: [], .two) == .zero)
  }
}
