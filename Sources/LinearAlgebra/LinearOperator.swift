/// A linear map that can be applied, and applied backwards.
public protocol LinearOperator: Sendable {
  var size: (outputs: Int, inputs: Int) { get }
  /// `A x`, column by column: `[inputs, k]` to `[outputs, k]`.
  func apply(_ x: Matrix) -> Matrix
  /// `Aᵀ y`, column by column: `[outputs, k]` to `[inputs, k]`.
  func applyAdjoint(_ y: Matrix) -> Matrix
  /// `A x`, polling the monitor where it takes long; by default in one go.
  func apply(_ x: Matrix, monitor: Monitor) throws -> Matrix
  /// `Aᵀ y`, polling the monitor where it takes long; by default in one go.
  func applyAdjoint(_ y: Matrix, monitor: Monitor) throws -> Matrix
}

extension LinearOperator {
  public func apply(_ x: Matrix, monitor _: Monitor) throws -> Matrix { apply(x) }
  public func applyAdjoint(_ y: Matrix, monitor _: Monitor) throws -> Matrix { applyAdjoint(y) }
}

/// A linear operator whose entries are known, at least by magnitude.
public protocol EntrywiseOperator: LinearOperator {
  /// The operator with entries |aᵢⱼ|.
  ///
  /// Its products with the vector of ones are the row and column sums that make the 1- and ∞-norms, and times
  /// |x| it bounds the rounding of `apply`.
  var absolute: any LinearOperator { get }
  /// How many products the longest sum in `apply` or `applyAdjoint` has.
  var terms: Int { get }
  /// The operator norm, proven; by default that of the operator written out.
  func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm
  /// Frobenius' norm, enclosed: never below the norm 2; by default that of the operator written out.
  func certifiedFrobenius() throws -> Interval
}

extension EntrywiseOperator {
  public func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm {
    try materialized(self).certifiedNorm(norm, monitor: monitor)
  }

  public func certifiedFrobenius() throws -> Interval { try materialized(self).certifiedFrobenius() }
}
