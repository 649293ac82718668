extension PortableKernels {
  /// Columns shorter than this have squares that underflow: entries should be scaled to about 1.
  private static var lengthFloor: Double { 0x1p-480 }

  /// One-sided Jacobi: rotate pairs of columns until all are orthogonal; their lengths are the singular values.
  ///
  /// Small singular values come out to high relative accuracy when the columns are only badly scaled.
  /// - Complexity: O(m n²) a sweep, about eight sweeps.
  /// - Source: Golub and Van Loan, Matrix Computations, 4th ed., 8.6.3; thresholds as in LAPACK's `dgesvj`.
  public static func singularValues(
    _ a: Block, vectors: Bool
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: (u: Matrix, v: Matrix)?) {
    if min(a.rows, a.columns) == 0 { return ([], vectors ? emptyVectors(a) : nil) }
    if a.rows < a.columns {
      var flipped = a.matrix.transposed
      let (values, swapped) = try flipped.withBlock { (block) throws(LinearAlgebraError) in
        try singularValues(block, vectors: vectors)
      }
      return (values, swapped.map { (u: $0.v, v: $0.u) })
    }
    let (m, n) = (a.rows, a.columns)
    // QR first: R is as small as can be, and its triangle makes the sweeps few.
    let (q, r) = try qr(a)
    var u = r.transposed  // works on Rᵀ, whose columns are nearly sorted
    var v = Matrix(identity: vectors ? n : 0)
    let threshold = (4 + Double(n).squareRoot()) * Rounding.unit
    var settled = false
    var sweeps = 0
    u.withBlock { u in
      v.withBlock { v in
        while !settled && sweeps < 60 {
          settled = sweep(u, v, threshold: threshold)
          sweeps += 1
        }
      }
    }
    guard settled else { throw .notConverged(routine: "the one-sided Jacobi iteration", code: sweeps) }

    var lengths = [Double](repeating: 0, count: n)
    u.withBlock { u in
      for j in 0..<n { lengths[j] = euclideanNorm(u.column(j), n) }
    }
    let order = (0..<n).sorted { (lengths[$0], $1) > (lengths[$1], $0) }
    let values = order.map { lengths[$0] }
    guard vectors else { return (values, nil) }
    // Rᵀ V = U Σ, so R = V Σ Uᵀ and A = (Q V) Σ Uᵀ.
    var left = Matrix(rows: n, columns: n)
    var right = Matrix(rows: n, columns: n)
    for (target, source) in order.enumerated() {
      let length = lengths[source]
      for i in 0..<n {
        left[i, target] = v[i, source]
        right[i, target] = length > lengthFloor ? u[i, source] / length : 0
      }
    }
    right.withBlock { completeOrthonormal($0, from: lengths.filter { $0 > lengthFloor }.count) }
    var product = Matrix(rows: m, columns: n)
    product.withBlock { product in
      q.withReadableBlock { q in
        left.withReadableBlock { left in
          multiply(q, left, transposing: .neither, into: product, scale: 1, adding: false)
        }
      }
    }
    return (values, (product, right))
  }

  /// Rotates every pair of columns once; true, if none needed it.
  private static func sweep(_ u: Block, _ v: Block, threshold: Double) -> Bool {
    var settled = true
    let n = u.columns
    for p in 0..<n {
      for q in p + 1..<max(p + 1, n) {
        let (x, y) = (u.column(p), u.column(q))
        let (xx, yy, xy) = (dot(x, x, u.rows), dot(y, y, u.rows), dot(x, y, u.rows))
        // Too short to have a square: it counts as zero, and its direction is replaced in the end.
        if min(xx, yy) < lengthFloor * lengthFloor { continue }
        if xy.magnitude <= threshold * (xx.squareRoot() * yy.squareRoot()) { continue }
        settled = false
        let zeta = (yy - xx) / (2 * xy)
        // Beyond 1e150 the square would overflow, and 1/2ζ is the tangent to the last bit.
        let tangent =
          zeta.magnitude > 1e150
          ? 0.5 / zeta : (zeta < 0 ? -1 : 1) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        rotate(x, y, cosine: cosine, sine: cosine * tangent, u.rows)
        if v.columns > 0 {
          rotate(v.column(p), v.column(q), cosine: cosine, sine: cosine * tangent, v.rows)
        }
      }
    }
    return settled
  }

  private static func rotate(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, cosine: Double, sine: Double,
    _ count: Int
  ) {
    for i in 0..<count {
      let (a, b) = (x[i], y[i])
      x[i] = cosine * a - sine * b
      y[i] = sine * a + cosine * b
    }
  }

  /// Replaces the columns from `first` on by unit vectors orthogonal to all before them.
  private static func completeOrthonormal(_ q: Block, from first: Int) {
    for j in first..<max(first, q.columns) {
      let target = q.column(j)
      // Among n unit vectors at least one keeps 1/√n of its length beside j < n columns.
      for candidate in 0..<q.rows {
        target.update(repeating: 0, count: q.rows)
        target[candidate] = 1
        for _ in 0..<2 {
          for k in 0..<j {
            let share = dot(target, q.column(k), q.rows)
            for i in 0..<q.rows { target[i] -= share * q[i, k] }
          }
        }
        let size = euclideanNorm(target, q.rows)
        if size * size * Double(q.rows) >= 0.5 {
          for i in 0..<q.rows { target[i] /= size }
          break
        }
      }
    }
  }
}
