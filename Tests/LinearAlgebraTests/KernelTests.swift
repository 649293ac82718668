import LinearAlgebra
import Testing

/// The laws that both implementations of the kernels keep.
@Suite struct KernelTests {
  struct Implementation: Sendable, CustomTestStringConvertible {
    let kernels: any DenseKernels.Type
    var testDescription: String { kernels.name }
  }

  /// The portable kernels always, and those in use if they are others.
  static let implementations =
    [Implementation(kernels: PortableKernels.self)]
    + (Kernels.name == PortableKernels.name ? [] : [Implementation(kernels: Kernels.self)])

  static let shapes = [(1, 1), (1, 5), (6, 1), (3, 3), (7, 4), (4, 9), (31, 30), (40, 57), (60, 26)]

  static func random(_ rows: Int, _ columns: Int, seed: UInt32 = 5) -> Matrix {
    var generator = NumPyGenerator(seed: seed)
    return generator.randn(rows: rows, columns: columns)
  }

  /// The definition of a product.
  static func productByDefinition(_ a: Matrix, _ b: Matrix) -> Matrix {
    var c = Matrix(rows: a.rows, columns: b.columns)
    for i in 0..<a.rows {
      for j in 0..<b.columns {
        for k in 0..<a.columns { c[i, j] += a[i, k] * b[k, j] }
      }
    }
    return c
  }

  static func distance(_ a: Matrix, _ b: Matrix) -> Double {
    (a.rows, a.columns) == (b.rows, b.columns) ? Vector((a - b).elements).norm(.infinity) : .infinity
  }

  @Test(arguments: implementations) func products(_ implementation: Implementation) {
    for (m, k) in Self.shapes {
      for n in [1, 6] {
        let (a, b, start) = (Self.random(m, k), Self.random(k, n, seed: 6), Self.random(m, n, seed: 7))
        let expected = Self.productByDefinition(a, b)
        for transposing in Transposing.allCases {
          let left = transposing == .left ? a.transposed : a
          let right = transposing == .right ? b.transposed : b
          for (scale, adding) in [(1.0, false), (-1, true), (2.5, true)] {
            var c = start
            left.withReadableBlock { left in
              right.withReadableBlock { right in
                c.withBlock {
                  implementation.kernels.multiply(
                    left, right, transposing: transposing, into: $0, scale: scale, adding: adding)
                }
              }
            }
            let whole = adding ? start + scale * expected : scale * expected
            #expect(Self.distance(c, whole) < 1e-13 * Double(k + 10))
          }
        }
      }
    }
  }

  @Test(arguments: implementations) func productsOfPartsTouchNothingElse(_ implementation: Implementation) {
    let (a, b) = (Self.random(20, 20), Self.random(20, 20, seed: 6))
    var c = Matrix(rows: 20, columns: 20, repeating: 9)
    a.withReadableBlock { a in
      b.withReadableBlock { b in
        c.withBlock { c in
          implementation.kernels.multiply(
            a.part(rows: 3..<10, columns: 2..<17), b.part(rows: 5..<20, columns: 1..<7),
            transposing: .neither,
            into: c.part(rows: 8..<15, columns: 4..<10), scale: 1, adding: false)
        }
      }
    }
    for i in 0..<20 {
      for j in 0..<20 {
        guard (8..<15).contains(i) && (4..<10).contains(j) else {
          #expect(c[i, j] == 9)
          continue
        }
        let expected = (0..<15).reduce(0) { $0 + a[3 + i - 8, 2 + $1] * b[5 + $1, 1 + j - 4] }
        #expect((c[i, j] - expected).magnitude < 1e-13)
      }
    }
  }

  @Test(arguments: implementations) func gramMatrices(_ implementation: Implementation) {
    for (m, n) in Self.shapes {
      let a = Self.random(m, n)
      for vectors in GramVectors.allCases {
        let expected = Self.productByDefinition(
          vectors == .columns ? a.transposed : a, vectors == .columns ? a : a.transposed)
        var c = Matrix(rows: expected.rows, columns: expected.rows)
        a.withReadableBlock { a in
          c.withBlock {
            implementation.kernels.gram(of: a, vectors, into: $0, scale: -2, adding: true)
          }
        }
        for j in 0..<c.columns {
          for i in j..<c.rows { #expect((c[i, j] + 2 * expected[i, j]).magnitude < 1e-12) }
        }
      }
    }
  }

  @Test(arguments: implementations) func triangularSystems(_ implementation: Implementation) {
    for order in [1, 2, 24, 25, 50, 77] {
      // Rows that the diagonal outweighs, so that the solution is well determined.
      var t = Self.random(order, order).mapped { $0 / Double(order) }
      for i in 0..<order { t[i, i] = 2 + Double(i % 3) }
      for triangle in Triangle.allCases {
        var half = t
        for i in 0..<order {
          for j in 0..<order where (triangle == .lower) == (i < j) && i != j { half[i, j] = 0 }
        }
        for side in Side.allCases {
          for transposed in [false, true] {
            let b = side == .left ? Self.random(order, 3, seed: 8) : Self.random(3, order, seed: 8)
            var x = b
            t.withReadableBlock { t in  // the other half must not be read
              x.withBlock {
                implementation.kernels.solve(triangle, of: t, transposed: transposed, on: side, into: $0)
              }
            }
            let map = transposed ? half.transposed : half
            let back = side == .left ? Self.productByDefinition(map, x) : Self.productByDefinition(x, map)
            #expect(Self.distance(back, b) < 1e-13)
          }
        }
      }
    }
  }

  @Test(arguments: implementations) func choleskyFactors(_ implementation: Implementation) {
    for order in [1, 2, 24, 25, 60, 101] {
      let a = Self.random(order + 5, order)
      let matrix = Self.productByDefinition(a.transposed, a)
      var l = matrix
      #expect(l.withBlock { implementation.kernels.cholesky($0) })
      for j in 1..<max(1, order) { for i in 0..<j { l[i, j] = 0 } }
      #expect(Self.distance(Self.productByDefinition(l, l.transposed), matrix) < 1e-12 * Double(order))
      // One eigenvalue moved below zero.
      for at in Set([0, order / 2, order - 1]) {
        var indefinite = matrix
        indefinite[at, at] = -1e-3
        #expect(!indefinite.withBlock { implementation.kernels.cholesky($0) })
        indefinite[at, at] = .nan
        #expect(!indefinite.withBlock { implementation.kernels.cholesky($0) })
      }
    }
  }

  @Test(arguments: implementations) func eigenvalues(_ implementation: Implementation) throws {
    for order in [1, 2, 3, 10, 33] {
      for kind in ["random", "identity", "rank one", "repeated"] {
        let a = Self.random(order, order)
        var matrix =
          switch kind {
          case "random": a + a.transposed
          case "identity": Matrix(identity: order)
          case "rank one": Matrix(a.column(0)).timesTransposed(Matrix(a.column(0)))
          default: reflection(along: a.column(0))
          }
        let copy = matrix
        let size = max(1, Vector(matrix.elements).norm(.two))
        let all = try matrix.withBlock {
          try implementation.kernels.symmetricEigenvalues($0, largest: order, vectors: true)
        }
        let vectors = try #require(all.vectors)
        #expect(all.values == all.values.sorted())
        #expect(Self.distance(vectors.transposedTimes(vectors), Matrix(identity: order)) < 1e-13)
        var stretched = vectors
        for j in 0..<order { for i in 0..<order { stretched[i, j] *= all.values[j] } }
        #expect(Self.distance(copy * vectors, stretched) < 1e-13 * size)

        matrix = copy
        let values = try matrix.withBlock {
          try implementation.kernels.symmetricEigenvalues($0, largest: order, vectors: false).values
        }
        matrix = copy
        let top = try matrix.withBlock {
          try implementation.kernels.symmetricEigenvalues($0, largest: 1, vectors: true)
        }
        #expect(zip(values, all.values).allSatisfy { ($0 - $1).magnitude < 1e-13 * size })
        #expect((top.values[0] - all.values[order - 1]).magnitude < 1e-13 * size)
        let vector = try #require(top.vectors).column(0)
        #expect((copy * vector - top.values[0] * vector).norm(.two) < 1e-13 * size)
      }
    }
    /// Eigenvalue -1 once and 1 otherwise.
    func reflection(along x: Vector) -> Matrix {
      let w = Matrix((1 / x.norm(.two)) * x)
      return Matrix(identity: x.count) - w.timesTransposed(2 * w)
    }
  }

  @Test("the largest of many equal eigenvalues is found", arguments: implementations)
  func equalEigenvalues(_ implementation: Implementation) throws {
    // Ten blocks of 32 x 32 ones: eigenvalue 32 ten times, and 0.
    for entry in [1.0, 1e-3, 0.1] {
      var matrix = Matrix(rows: 320, columns: 320)
      for i in 0..<320 { for j in 0..<320 where i / 32 == j / 32 { matrix[i, j] = entry } }
      let copy = matrix
      let top = try matrix.withBlock {
        try implementation.kernels.symmetricEigenvalues($0, largest: 1, vectors: true)
      }
      #expect((top.values[0] - 32 * entry).magnitude < 1e-12 * entry)
      let vector = try #require(top.vectors).column(0)
      #expect((copy * vector - 32 * entry * vector).norm(.two) < 1e-12 * entry)
    }
  }

  @Test(arguments: implementations) func singularValues(_ implementation: Implementation) throws {
    for (m, n) in Self.shapes {
      for kind in ["random", "zero", "rank one", "graded", "ones"] {
        let a = Self.random(m, n)
        var matrix =
          switch kind {
          case "random": a
          case "zero": Matrix(rows: m, columns: n)
          case "rank one": Matrix(a.column(0)).timesTransposed(Matrix(a.row(0)))
          case "graded":
            Matrix(rows: m, columns: n, elements: a.elements.enumerated().map { $1 * grade($0 % m) })
          default: Matrix(rows: m, columns: n, repeating: 1)
          }
        let copy = matrix
        let size = max(1, Vector(matrix.elements).norm(.two))
        let (values, found) = try matrix.withBlock {
          try implementation.kernels.singularValues($0, vectors: true)
        }
        let (u, v) = try #require(found)
        let rank = min(m, n)
        #expect(values.count == rank && values == values.sorted(by: >) && values.allSatisfy { $0 >= 0 })
        #expect(Self.distance(u.transposedTimes(u), Matrix(identity: rank)) < 1e-13)
        #expect(Self.distance(v.transposedTimes(v), Matrix(identity: rank)) < 1e-13)
        var scaled = u
        for j in 0..<rank { for i in 0..<m { scaled[i, j] *= values[j] } }
        #expect(Self.distance(scaled.timesTransposed(v), copy) < 1e-13 * size, "\(kind) \(m)x\(n)")
        matrix = copy
        let alone = try matrix.withBlock {
          try implementation.kernels.singularValues($0, vectors: false).values
        }
        #expect(zip(values, alone).allSatisfy { ($0 - $1).magnitude < 1e-13 * size })
      }
    }
    func grade(_ index: Int) -> Double { Double(sign: .plus, exponent: -index, significand: 1) }
  }

  @Test(arguments: implementations) func orthogonalFactors(_ implementation: Implementation) throws {
    for (m, n) in Self.shapes {
      for kind in ["random", "zero", "rank one"] {
        let a = Self.random(m, n)
        var matrix =
          kind == "zero"
          ? Matrix(rows: m, columns: n)
          : kind == "random" ? a : Matrix(a.column(0)).timesTransposed(Matrix(a.row(0)))
        let copy = matrix
        let (q, r) = try matrix.withBlock { try implementation.kernels.qr($0) }
        #expect(Self.distance(q.transposedTimes(q), Matrix(identity: min(m, n))) < 1e-13)
        #expect(Self.distance(q * r, copy) < 1e-12)
        for j in 0..<n { for i in j + 1..<max(j + 1, r.rows) { #expect(r[i, j] == 0) } }
      }
    }
  }

  @Test(arguments: implementations) func nothingToDo(_ implementation: Implementation) throws {
    for (m, n) in [(0, 0), (0, 3), (3, 0)] {
      var a = Matrix(rows: m, columns: n)
      #expect(try a.withBlock { try implementation.kernels.singularValues($0, vectors: true).values }.isEmpty)
      #expect(try a.withBlock { try implementation.kernels.qr($0) }.r.columns == n)
      #expect((a * Matrix(rows: n, columns: 2)).elements == Array(repeating: 0, count: 2 * m))
      #expect(a.gram().rows == n)
    }
    var cleared = Matrix(rows: 2, columns: 1, repeating: 9)  // a sum of no terms is zero
    let (left, right) = (Matrix(rows: 2, columns: 0), Matrix(rows: 0, columns: 1))
    left.withReadableBlock { left in
      right.withReadableBlock { right in
        cleared.withBlock {
          implementation.kernels.multiply(
            left, right, transposing: .neither, into: $0, scale: 1, adding: false)
        }
      }
    }
    #expect(cleared.elements == [0, 0])
    var empty = Matrix(rows: 0, columns: 0)
    #expect(empty.withBlock { implementation.kernels.cholesky($0) })
    let values = try empty.withBlock {
      try implementation.kernels.symmetricEigenvalues($0, largest: 0, vectors: true).values
    }
    #expect(values.isEmpty)
  }

  @Test func bothGiveTheSameValues() throws {
    for (m, n) in Self.shapes {
      var (a, b) = (Self.random(m, n, seed: 21), Self.random(m, n, seed: 21))
      let ours = try a.withBlock { try PortableKernels.singularValues($0, vectors: false).values }
      let theirs = try b.withBlock { try Kernels.singularValues($0, vectors: false).values }
      #expect(zip(ours, theirs).allSatisfy { ($0 - $1).magnitude < 1e-13 * theirs[0] })
      var (g, h) = (Self.random(m, n, seed: 22).gram(), Self.random(m, n, seed: 22).gram())
      let mine = try g.withBlock {
        try PortableKernels.symmetricEigenvalues($0, largest: n, vectors: false).values
      }
      let other = try h.withBlock { try Kernels.symmetricEigenvalues($0, largest: n, vectors: false).values }
      #expect(zip(mine, other).allSatisfy { ($0 - $1).magnitude < 1e-12 * max(1, other[n - 1]) })
    }
  }
}
