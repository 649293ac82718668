/// The kernels in plain Swift, for machines without OpenBLAS and as the oracle of those that have it.
///
/// Products run over tiles that stay in the cache; triangular solves and Cholesky halve their matrix until it is
/// small, so that nearly all of their work is products. Eigenvalues and singular values are in files of their own.
public enum PortableKernels: DenseKernels {
  public static let name = "portable"
  public static let singularValueLimit = 60

  /// Rows and terms of a tile: 256 × 128 doubles are a quarter of a megabyte.
  private static let tileRows = 256
  private static let tileTerms = 128

  /// Up to this order a triangle is worked on entry by entry.
  private static let smallTriangle = 24

  public static func multiply(
    _ a: Block, _ b: Block, transposing: Transposing, into c: Block, scale: Double, adding: Bool
  ) {
    requireProduct(a, b, transposing, c)
    if !adding {
      for j in 0..<c.columns { c.column(j).update(repeating: 0, count: c.rows) }
    }
    guard transposing == .left else {
      accumulate(a, b, rightTransposed: transposing == .right, into: c, scale: scale)
      return
    }
    var flipped = Matrix(rows: a.columns, columns: a.rows)
    flipped.withBlock { flipped in
      for i in 0..<a.rows {
        let target = flipped.column(i)
        for j in 0..<a.columns { target[j] = a[i, j] }
      }
      accumulate(flipped, b, rightTransposed: false, into: c, scale: scale)
    }
  }

  /// `C += scale · A B`, four columns of `A` at a time.
  private static func accumulate(_ a: Block, _ b: Block, rightTransposed: Bool, into c: Block, scale: Double)
  {
    let step = rightTransposed ? b.stride : 1
    for terms in stride(from: 0, to: a.columns, by: tileTerms) {
      let lastTerm = min(terms + tileTerms, a.columns)
      for top in stride(from: 0, to: a.rows, by: tileRows) {
        let count = min(tileRows, a.rows - top)
        for j in 0..<c.columns {
          let target = c.column(j) + top
          let factors = rightTransposed ? b.start + j : b.column(j)
          var k = terms
          while k + 4 <= lastTerm {
            let (b0, b1) = (scale * factors[k * step], scale * factors[(k + 1) * step])
            let (b2, b3) = (scale * factors[(k + 2) * step], scale * factors[(k + 3) * step])
            let (a0, a1) = (a.column(k) + top, a.column(k + 1) + top)
            let (a2, a3) = (a.column(k + 2) + top, a.column(k + 3) + top)
            for i in 0..<count {
              target[i] += (a0[i] * b0 + a1[i] * b1) + (a2[i] * b2 + a3[i] * b3)
            }
            k += 4
          }
          while k < lastTerm {
            let b0 = scale * factors[k * step]
            let a0 = a.column(k) + top
            for i in 0..<count { target[i] += a0[i] * b0 }
            k += 1
          }
        }
      }
    }
  }

  public static func gram(
    of a: Block, _ vectors: GramVectors, into c: Block, scale: Double, adding: Bool
  ) {
    requireGram(a, vectors, c)
    let order = c.rows
    let width = 48
    for left in stride(from: 0, to: order, by: width) {
      let right = min(left + width, order)
      let target = c.part(rows: left..<order, columns: left..<right)
      switch vectors {
      case .columns:
        multiply(
          a.part(rows: 0..<a.rows, columns: left..<order), a.part(rows: 0..<a.rows, columns: left..<right),
          transposing: .left, into: target, scale: scale, adding: adding)
      case .rows:
        multiply(
          a.part(rows: left..<order, columns: 0..<a.columns),
          a.part(rows: left..<right, columns: 0..<a.columns),
          transposing: .right, into: target, scale: scale, adding: adding)
      }
    }
  }

  public static func solve(
    _ triangle: Triangle, of t: Block, transposed: Bool, on side: Side, into b: Block
  ) {
    requireSolve(t, side, b)
    let order = t.rows
    if b.rows == 0 || b.columns == 0 { return }
    let lower = (triangle == .lower) != transposed
    guard order > smallTriangle else {
      solveSmall(t, transposed: transposed, lower: lower, on: side, into: b)
      return
    }
    let half = order / 2
    let (head, tail) = (0..<half, half..<order)
    // The block of T off the diagonal, wherever it is stored.
    let corner = triangle == .lower ? t.part(rows: tail, columns: head) : t.part(rows: head, columns: tail)
    func part(_ range: Range<Int>) -> Block {
      side == .left ? b.part(rows: range, columns: 0..<b.columns) : b.part(rows: 0..<b.rows, columns: range)
    }
    // op(T) = [T₁ 0; C T₂] or [T₁ C; 0 T₂]: the unknown that stands alone comes first.
    let (first, second) = lower == (side == .left) ? (head, tail) : (tail, head)
    solve(
      triangle, of: t.part(rows: first, columns: first), transposed: transposed, on: side, into: part(first))
    switch side {
    case .left:
      multiply(
        corner, part(first), transposing: transposed ? .left : .neither, into: part(second), scale: -1,
        adding: true)
    case .right:
      multiply(
        part(first), corner, transposing: transposed ? .right : .neither, into: part(second), scale: -1,
        adding: true)
    }
    solve(
      triangle, of: t.part(rows: second, columns: second), transposed: transposed, on: side,
      into: part(second))
  }

  private static func solveSmall(_ t: Block, transposed: Bool, lower: Bool, on side: Side, into b: Block) {
    let order = t.rows
    func entry(_ i: Int, _ j: Int) -> Double { transposed ? t[j, i] : t[i, j] }
    for step in 0..<order {
      switch side {
      case .left:
        let i = lower ? step : order - 1 - step
        let rest = lower ? i + 1..<order : 0..<i
        for j in 0..<b.columns {
          let x = b[i, j] / entry(i, i)
          b[i, j] = x
          for r in rest { b[r, j] -= x * entry(r, i) }
        }
      case .right:
        let i = lower ? order - 1 - step : step
        let solved = b.column(i)
        let pivot = entry(i, i)
        for r in 0..<b.rows { solved[r] /= pivot }
        for j in lower ? 0..<i : i + 1..<order {
          let target = b.column(j)
          let factor = entry(i, j)
          for r in 0..<b.rows { target[r] -= solved[r] * factor }
        }
      }
    }
  }

  public static func cholesky(_ a: Block) -> Bool {
    requireSquare(a)
    let order = a.rows
    if order <= smallTriangle { return choleskySmall(a) }
    let half = order / 2
    let corner = a.part(rows: half..<order, columns: 0..<half)
    let head = a.part(rows: 0..<half, columns: 0..<half)
    let tail = a.part(rows: half..<order, columns: half..<order)
    guard cholesky(head) else { return false }
    solve(.lower, of: head, transposed: true, on: .right, into: corner)
    gram(of: corner, .rows, into: tail, scale: -1, adding: true)
    return cholesky(tail)
  }

  private static func choleskySmall(_ a: Block) -> Bool {
    let order = a.rows
    for j in 0..<order {
      let pivot = a[j, j]
      guard pivot > 0, pivot.isFinite else { return false }
      let root = pivot.squareRoot()
      a[j, j] = root
      let column = a.column(j)
      for i in j + 1..<max(j + 1, order) { column[i] /= root }
      for k in j + 1..<max(j + 1, order) {
        let factor = column[k]
        let target = a.column(k)
        for i in k..<order { target[i] -= column[i] * factor }
      }
    }
    return true
  }

  public static func qr(_ a: Block) throws(LinearAlgebraError) -> (q: Matrix, r: Matrix) {
    let rank = min(a.rows, a.columns)
    if rank == 0 { return emptyQR(a) }
    // Reflections I − 2 w wᵀ, their unit vectors kept beside R.
    var reflections = Matrix(rows: a.rows, columns: rank)
    var q = Matrix(rows: a.rows, columns: rank)
    for index in 0..<rank { q[index, index] = 1 }
    reflections.withBlock { w in
      for k in 0..<rank {
        let length = a.rows - k
        let (vector, source) = (w.column(k) + k, a.column(k) + k)
        vector.update(from: source, count: length)
        let size = euclideanNorm(vector, length)
        if size == 0 { continue }
        vector[0] += vector[0] < 0 ? -size : size
        let norm = euclideanNorm(vector, length)
        for i in 0..<length { vector[i] /= norm }
        for j in k..<a.columns { reflect(a.column(j) + k, by: vector, length) }
      }
      q.withBlock { q in
        for k in (0..<rank).reversed() {
          for j in k..<rank { reflect(q.column(j) + k, by: w.column(k) + k, a.rows - k) }
        }
      }
    }
    return (q, upperTriangle(of: a))
  }

  private static func reflect(
    _ x: UnsafeMutablePointer<Double>, by w: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let twice = 2 * dot(x, w, count)
    for i in 0..<count { x[i] -= twice * w[i] }
  }

  static func dot(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ count: Int
  ) -> Double {
    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
    var i = 0
    while i + 4 <= count {
      s0 += x[i] * y[i]
      s1 += x[i + 1] * y[i + 1]
      s2 += x[i + 2] * y[i + 2]
      s3 += x[i + 3] * y[i + 3]
      i += 4
    }
    while i < count {
      s0 += x[i] * y[i]
      i += 1
    }
    return (s0 + s1) + (s2 + s3)
  }

  static func euclideanNorm(_ x: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    dot(x, x, count).squareRoot()
  }
}
