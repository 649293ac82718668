public import LinearAlgebra
public import Networks

extension Network {
  /// The norm of the Jacobian at each of some points `[inputs, k]`, in floating point; not a number where it has none
  /// that is finite.
  ///
  /// - Throws: `MethodError` if a Jacobian is too large to write out; `Interrupted` when the monitor stops it.
  public func steepness(at points: Matrix, _ norm: Norm, monitor: Monitor) throws -> [Double] {
    try checkDirections(at: points.column(0), norm)
    let portion = hasSmallJacobians ? 64 : 1
    return try stoppable {
      var norms: [Double] = []
      for first in stride(from: 0, to: points.columns, by: portion) {
        try monitor.step(first, of: points.columns)
        let some = points.columns(Array(first..<min(first + portion, points.columns)))
        if hasSmallJacobians {
          norms += try smallJacobianNorms(at: some, norm, monitor: monitor)
        } else {
          norms.append(
            try Stretch(of: linearization(at: some), norm: norm, monitor: monitor)?.value ?? .nan)
        }
      }
      return norms
    }
  }

  /// A direction of length 1 in which the network is steepest at a point; the first axis where it is flat.
  public func steepestDirection(at x: Vector, _ norm: Norm, monitor: Monitor) throws -> Vector {
    try checkDirections(at: x, norm)
    let stretch = try stoppable {
      try Stretch(of: linearization(at: Matrix(x)), norm: norm, monitor: monitor)
    }
    let direction = stretch?.direction ?? Vector(repeating: 0, count: x.count)
    let length = direction.norm(norm)
    if length > 0 { return (1 / length) * direction }
    return Vector((0..<x.count).map { $0 == 0 ? 1 : 0 })
  }

  private func checkDirections(at x: Vector, _ norm: Norm) throws(MethodError) {
    try checkDomain(.ball(center: x, name: "the point", radius: 0, norm: norm))
    try checkJacobian(norm, method: "plot jacobian")
  }
}
