import RealModule

extension PortableKernels {
  /// Householder's reduction to a tridiagonal matrix, then the implicit QL iteration.
  ///
  /// - Complexity: about 9 n³ operations with vectors, 4/3 n³ without.
  /// - Source: the EISPACK routines `tred2` and `tql2`, in the form of JAMA (public domain).
  public static func symmetricEigenvalues(
    _ a: Block, largest count: Int, vectors: Bool
  ) throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix?) {
    requireSquare(a)
    let order = a.rows
    precondition(count >= 0 && count <= order, "\(count) eigenvalues of \(order)")
    if count == 0 { return ([], vectors ? Matrix(rows: order, columns: 0) : nil) }
    for j in 0..<order {
      for i in 0..<j { a[i, j] = a[j, i] }
    }
    var diagonal = [Double](repeating: 0, count: order)
    var beside = [Double](repeating: 0, count: order)
    tridiagonalize(a, &diagonal, &beside, vectors: vectors)
    try iterateQL(a, &diagonal, &beside, vectors: vectors)
    let sorted = (0..<order).sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }.suffix(count)
    let values = sorted.map { diagonal[$0] }
    guard vectors else { return (values, nil) }
    var columns = Matrix(rows: order, columns: count)
    columns.withBlock { columns in
      for (target, source) in sorted.enumerated() {
        columns.column(target).update(from: a.column(source), count: order)
      }
    }
    return (values, columns)
  }

  /// `A = V T Vᵀ`, with `T` tridiagonal; `V` overwrites `A` if vectors are wanted.
  private static func tridiagonalize(
    _ v: Block, _ d: inout [Double], _ e: inout [Double], vectors: Bool
  ) {
    let n = v.rows
    for j in 0..<n { d[j] = v[n - 1, j] }
    for i in stride(from: n - 1, to: 0, by: -1) {
      var scale = 0.0
      var h = 0.0
      for k in 0..<i { scale += d[k].magnitude }
      if scale == 0 {
        e[i] = d[i - 1]
        for j in 0..<i {
          d[j] = v[i - 1, j]
          v[i, j] = 0
          v[j, i] = 0
        }
      } else {
        for k in 0..<i {
          d[k] /= scale
          h += d[k] * d[k]
        }
        var f = d[i - 1]
        var g = f > 0 ? -h.squareRoot() : h.squareRoot()
        e[i] = scale * g
        h -= f * g
        d[i - 1] = f - g
        for j in 0..<i { e[j] = 0 }
        for j in 0..<i {
          f = d[j]
          v[j, i] = f
          let column = v.column(j)
          g = e[j] + column[j] * f
          for k in j + 1..<max(j + 1, i) {
            g += column[k] * d[k]
            e[k] += column[k] * f
          }
          e[j] = g
        }
        f = 0
        for j in 0..<i {
          e[j] /= h
          f += e[j] * d[j]
        }
        let shift = f / (h + h)
        for j in 0..<i { e[j] -= shift * d[j] }
        for j in 0..<i {
          f = d[j]
          g = e[j]
          let column = v.column(j)
          for k in j..<i { column[k] -= f * e[k] + g * d[k] }
          d[j] = v[i - 1, j]
          v[i, j] = 0
        }
      }
      d[i] = h
    }
    guard vectors else {
      // Only the diagonal is wanted: it was left on the diagonal of `v`.
      for i in 0..<n { d[i] = v[i, i] }
      e[0] = 0
      return
    }
    for i in 0..<max(0, n - 1) {
      v[n - 1, i] = v[i, i]
      v[i, i] = 1
      let h = d[i + 1]
      if h != 0 {
        let w = v.column(i + 1)
        for k in 0...i { d[k] = w[k] / h }
        for j in 0...i {
          let column = v.column(j)
          let g = dot(w, column, i + 1)
          for k in 0...i { column[k] -= g * d[k] }
        }
      }
      for k in 0...i { v[k, i + 1] = 0 }
    }
    for j in 0..<n {
      d[j] = v[n - 1, j]
      v[n - 1, j] = 0
    }
    v[n - 1, n - 1] = 1
    e[0] = 0
  }

  /// Turns the tridiagonal matrix into a diagonal one, rotating the columns of `v` along.
  private static func iterateQL(
    _ v: Block, _ d: inout [Double], _ e: inout [Double], vectors: Bool
  ) throws(LinearAlgebraError) {
    let n = v.rows
    for i in 1..<max(1, n) { e[i - 1] = e[i] }
    e[n - 1] = 0
    var shift = 0.0
    var size = 0.0
    for l in 0..<n {
      size = max(size, d[l].magnitude + e[l].magnitude)
      var m = l
      while m < n - 1 && e[m].magnitude > 0x1p-52 * size { m += 1 }
      var rounds = 0
      while m > l && e[l].magnitude > 0x1p-52 * size {
        rounds += 1
        guard rounds <= 60 else {
          throw .notConverged(routine: "the QL eigenvalue iteration", code: l)
        }
        var g = d[l]
        var p = (d[l + 1] - g) / (2 * e[l])
        var r = Double.hypot(p, 1)
        if p < 0 { r = -r }
        d[l] = e[l] / (p + r)
        d[l + 1] = e[l] * (p + r)
        let next = d[l + 1]
        var h = g - d[l]
        for i in l + 2..<max(l + 2, n) { d[i] -= h }
        shift += h
        p = d[m]
        var (c, c2, c3) = (1.0, 1.0, 1.0)
        let beside = e[l + 1]
        var (s, s2) = (0.0, 0.0)
        for i in stride(from: m - 1, through: l, by: -1) {
          c3 = c2
          c2 = c
          s2 = s
          g = c * e[i]
          h = c * p
          r = Double.hypot(p, e[i])
          e[i + 1] = s * r
          s = e[i] / r
          c = p / r
          p = c * d[i] - s * g
          d[i + 1] = h + s * (c * g + s * d[i])
          if vectors {
            let (x, y) = (v.column(i), v.column(i + 1))
            for k in 0..<n {
              h = y[k]
              y[k] = s * x[k] + c * h
              x[k] = c * x[k] - s * h
            }
          }
        }
        p = -s * s2 * c3 * beside * e[l] / next
        e[l] = s * p
        d[l] = c * p
      }
      d[l] += shift
      e[l] = 0
    }
  }
}
