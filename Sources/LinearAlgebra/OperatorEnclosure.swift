extension EntrywiseOperator {
  /// `A x` for every x in a box, with nobody watching.
  public func enclosure(of x: [Interval]) -> [Interval] { unwatched { try enclosure(of: x, monitor: $0) } }

  /// `A x` for every x in a box: the product with the midpoints, widened by |A| times the radii and by the rounding
  /// of the sums.
  ///
  /// - Source: Higham 2002, (3.5): |fl(Ax) − Ax| ≤ γₙ |A||x|; Rump 2010, Verification methods, 10.
  public func enclosure(of x: [Interval], monitor: Monitor) throws -> [Interval] {
    let midpoints = Vector(x.map(\.midpoint))
    let absolute = absolute
    let product = try apply(Matrix(midpoints), monitor: monitor)
    let reach = try absolute.apply(Matrix(Vector(midpoints.elements.map(\.magnitude))), monitor: monitor)
    let hasWidth = x.contains { !$0.isPoint }
    let spread =
      hasWidth
      ? try absolute.apply(Matrix(Vector(x.map(\.radius))), monitor: monitor)
      : Matrix(rows: size.outputs, columns: 1)
    // |A||m| is itself rounded by at most γₙ of itself, which one more γ covers, and so is |A|r.
    let slack = Rounding.slack(operations: 2 * terms + 4)
    // Also where all products vanish: only those of zeros are exact.
    let underflow = Double(terms) * 0x1p-1070
    let isZero = x.allSatisfy { $0 == .zero }
    return try product.elements.indices.map(polling: monitor) { row in
      var error = Rounding.productUp(slack, reach.elements[row])
      error = Rounding.sumUp(error, Rounding.productUp(Rounding.sumUp(1, slack), spread.elements[row]))
      if error > 0 || !isZero { error = Rounding.sumUp(error, underflow) }
      return Interval(product.elements[row], radius: error)
    }
  }
}
