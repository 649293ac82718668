public import LinearAlgebra
public import Networks

extension Network {
  /// The norm of the Jacobian at each of some points `[inputs, k]`; not a number where the network has none that is
  /// finite.
  ///
  /// - Throws: `MethodError` if a Jacobian is too large to write out; `Interrupted` when the monitor stops it.
  public func jacobianNorms(at points: Matrix, _ norm: Norm, monitor: Monitor) throws -> [Double] {
    try checkDomain(.ball(center: points.column(0), name: "the point", radius: 0, norm: norm))
    try checkJacobian(norm, method: "plot jacobian")
    return try stoppable {
      try stride(from: 0, to: points.columns, by: 64).flatMap { first in
        try monitor.step(first, of: points.columns)
        let some = Array(first..<min(first + 64, points.columns))
        guard !hasSmallJacobians else {
          return try smallJacobianNorms(at: points.columns(some), norm, monitor: monitor)
        }
        return try some.map { index in
          let linearization = try linearization(at: Matrix(points.column(index)), monitor: monitor)
          return try Stretch(of: linearization, norm: norm, monitor: monitor)?.value ?? .nan
        }
      }
    }
  }

  /// A direction of length 1 in which the network is steepest at a point; the first axis where it is flat.
  public func steepestDirection(at x: Vector, _ norm: Norm) throws -> Vector {
    try checkDomain(.ball(center: x, name: "the point", radius: 0, norm: norm))
    try checkJacobian(norm, method: "plot jacobian")
    let stretch = try Stretch(of: linearization(at: Matrix(x)), norm: norm, monitor: .silent)
    let direction = stretch?.direction ?? Vector(repeating: 0, count: x.count)
    let length = direction.norm(norm)
    if length > 0 { return (1 / length) * direction }
    return Vector((0..<x.count).map { $0 == 0 ? 1 : 0 })
  }
}
