#if OPENBLAS
  import COpenBLAS

  /// The kernels of OpenBLAS and its LAPACK, on one thread.
  public enum OpenBLASKernels: DenseKernels {
    public static let name = "OpenBLAS"
    public static let singularValueLimit = 300

    /// Evaluated once: parallel work is ours, and one thread makes results repeat.
    private static let oneThread: Void = openblas_set_num_threads(1)

    public static func multiply(
      _ a: Block, _ b: Block, transposing: Transposing, into c: Block, scale: Double, adding: Bool
    ) {
      oneThread
      let inner = transposing == .left ? a.rows : a.columns
      requireProduct(a, b, transposing, c)
      if c.rows == 0 || c.columns == 0 { return }
      if c.columns == 1 && transposing != .right && inner > 0 {
        cblas_dgemv(
          CblasColMajor, transposing == .left ? CblasTrans : CblasNoTrans, CInt(a.rows), CInt(a.columns),
          scale, a.start, CInt(a.stride), b.start, 1, adding ? 1 : 0, c.start, 1)
        return
      }
      cblas_dgemm(
        CblasColMajor, transposing == .left ? CblasTrans : CblasNoTrans,
        transposing == .right ? CblasTrans : CblasNoTrans, CInt(c.rows), CInt(c.columns), CInt(inner), scale,
        a.start, CInt(a.stride), b.start, CInt(b.stride), adding ? 1 : 0, c.start, CInt(c.stride))
    }

    public static func gram(
      of a: Block, _ vectors: GramVectors, into c: Block, scale: Double, adding: Bool
    ) {
      oneThread
      requireGram(a, vectors, c)
      if c.rows == 0 { return }
      let inner = vectors == .columns ? a.rows : a.columns
      cblas_dsyrk(
        CblasColMajor, CblasLower, vectors == .columns ? CblasTrans : CblasNoTrans, CInt(c.rows), CInt(inner),
        scale, a.start, CInt(a.stride), adding ? 1 : 0, c.start, CInt(c.stride))
    }

    public static func solve(
      _ triangle: Triangle, of t: Block, transposed: Bool, on side: Side, into b: Block
    ) {
      oneThread
      requireSolve(t, side, b)
      if b.rows == 0 || b.columns == 0 { return }
      cblas_dtrsm(
        CblasColMajor, side == .left ? CblasLeft : CblasRight, triangle == .lower ? CblasLower : CblasUpper,
        transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, CInt(b.rows), CInt(b.columns), 1, t.start,
        CInt(t.stride), b.start, CInt(b.stride))
    }

    public static func cholesky(_ a: Block) -> Bool {
      oneThread
      requireSquare(a)
      if a.rows == 0 { return true }
      var order = CInt(a.rows)
      var stride = CInt(a.stride)
      var info: CInt = 0
      dpotrf_("L", &order, a.start, &stride, &info)
      // LAPACK lets a pivot that is not a number pass in some versions.
      return info == 0 && (0..<a.rows).allSatisfy { a[$0, $0] > 0 && a[$0, $0].isFinite }
    }

    public static func symmetricEigenvalues(
      _ a: Block, largest count: Int, vectors: Bool
    ) throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix?) {
      oneThread
      requireSquare(a)
      precondition(count >= 0 && count <= a.rows, "\(count) eigenvalues of \(a.rows)")
      if count == 0 { return ([], vectors ? Matrix(rows: a.rows, columns: 0) : nil) }
      let untouched = a.matrix
      var order = CInt(a.rows)
      var stride = CInt(a.stride)
      var vectorStride = order
      var low = 0.0
      var high = 0.0
      var first = CInt(a.rows - count + 1)
      var last = order
      var tolerance = 0.0
      var found: CInt = 0
      var values = [Double](repeating: 0, count: a.rows)
      var columns = [Double](repeating: 0, count: vectors ? a.rows * count : 1)
      var support = [CInt](repeating: 0, count: 2 * count)
      var info: CInt = 0
      let range = count == a.rows ? "A" : "I"
      withWorkspaces { work, workCount, whole, wholeCount in
        dsyevr_(
          vectors ? "V" : "N", range, "L", &order, a.start, &stride, &low, &high, &first, &last,
          &tolerance, &found, &values, &columns, &vectorStride, &support, work, workCount, whole, wholeCount,
          &info)
      }
      guard info == 0 else {
        throw .notConverged(routine: "the eigenvalue iteration (dsyevr)", code: Int(info))
      }
      // Where many eigenvalues are equal, it may find fewer than it was asked for, without a word.
      if found < count { return try allEigenvalues(untouched, largest: count, vectors: vectors) }
      return (
        Array(values.prefix(count)),
        vectors ? Matrix(rows: a.rows, columns: count, elements: columns) : nil
      )
    }

    /// The largest eigenvalues, out of all.
    private static func allEigenvalues(
      _ matrix: Matrix, largest count: Int, vectors: Bool
    ) throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix?) {
      var columns = matrix.elements
      var order = CInt(matrix.rows)
      var stride = order
      var values = [Double](repeating: 0, count: matrix.rows)
      var info: CInt = 0
      withWorkspaces { work, workCount, whole, wholeCount in
        dsyevd_(
          vectors ? "V" : "N", "L", &order, &columns, &stride, &values, work, workCount, whole, wholeCount,
          &info)
      }
      guard info == 0 else {
        throw .notConverged(routine: "the eigenvalue iteration (dsyevd)", code: Int(info))
      }
      let largest = (matrix.rows - count) * matrix.rows
      return (
        Array(values.suffix(count)),
        vectors
          ? Matrix(rows: matrix.rows, columns: count, elements: Array(columns[largest...])) : nil
      )
    }

    public static func singularValues(
      _ a: Block, vectors: Bool
    ) throws(LinearAlgebraError) -> (values: [Double], vectors: (u: Matrix, v: Matrix)?) {
      oneThread
      let rank = min(a.rows, a.columns)
      if rank == 0 { return ([], vectors ? emptyVectors(a) : nil) }
      var rows = CInt(a.rows)
      var columns = CInt(a.columns)
      var stride = CInt(a.stride)
      var values = [Double](repeating: 0, count: rank)
      var u = [Double](repeating: 0, count: vectors ? a.rows * rank : 1)
      var vTransposed = [Double](repeating: 0, count: vectors ? rank * a.columns : 1)
      var uStride = rows
      var vStride = CInt(vectors ? rank : 1)
      var info: CInt = 0
      var whole = [CInt](repeating: 0, count: 8 * rank)
      withWorkspace { work, workCount in
        dgesdd_(
          vectors ? "S" : "N", &rows, &columns, a.start, &stride, &values, &u, &uStride, &vTransposed,
          &vStride,
          work, workCount, &whole, &info)
      }
      guard info == 0 else {
        throw .notConverged(routine: "the singular value iteration (dgesdd)", code: Int(info))
      }
      guard vectors else { return (values, nil) }
      return (
        values,
        (
          Matrix(rows: a.rows, columns: rank, elements: u),
          Matrix(rows: rank, columns: a.columns, elements: vTransposed).transposed
        )
      )
    }

    public static func qr(_ a: Block) throws(LinearAlgebraError) -> (q: Matrix, r: Matrix) {
      oneThread
      let rank = min(a.rows, a.columns)
      if rank == 0 { return emptyQR(a) }
      var rows = CInt(a.rows)
      var columns = CInt(a.columns)
      var stride = CInt(a.stride)
      var reflections = [Double](repeating: 0, count: rank)
      var info: CInt = 0
      withWorkspace { work, workCount in
        dgeqrf_(&rows, &columns, a.start, &stride, &reflections, work, workCount, &info)
      }
      guard info == 0 else { throw .notConverged(routine: "QR (dgeqrf)", code: Int(info)) }
      let r = upperTriangle(of: a)
      columns = CInt(rank)
      var reflectionCount = CInt(rank)
      withWorkspace { work, workCount in
        dorgqr_(
          &rows, &columns, &reflectionCount, a.start, &stride, &reflections, work, workCount, &info)
      }
      guard info == 0 else { throw .notConverged(routine: "QR (dorgqr)", code: Int(info)) }
      return (a.part(rows: 0..<a.rows, columns: 0..<rank).matrix, r)
    }

    /// Calls a LAPACK routine twice, as they want: to ask for the length of its workspace, and to work.
    private static func withWorkspace(
      _ call: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<CInt>) -> Void
    ) {
      var length = 0.0
      var count: CInt = -1
      call(&length, &count)
      count = CInt(max(1, length))
      var work = [Double](repeating: 0, count: Int(count))
      call(&work, &count)
    }

    private static func withWorkspaces(
      _ call: (
        UnsafeMutablePointer<Double>, UnsafeMutablePointer<CInt>, UnsafeMutablePointer<CInt>,
        UnsafeMutablePointer<CInt>
      ) -> Void
    ) {
      var length = 0.0
      var count: CInt = -1
      var wholeLength: CInt = 0
      var wholeCount: CInt = -1
      call(&length, &count, &wholeLength, &wholeCount)
      count = CInt(max(1, length))
      wholeCount = max(1, wholeLength)
      var work = [Double](repeating: 0, count: Int(count))
      var whole = [CInt](repeating: 0, count: Int(wholeCount))
      call(&work, &count, &whole, &wholeCount)
    }
  }
#endif
