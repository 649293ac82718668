import LinearAlgebra

extension Chain {
  /// Whether ρ and multipliers prove a bound, piece by piece.
  func proves(_ multipliers: SlopeCertificate.Multipliers, monitor: Monitor) throws -> Bool {
    try square(of: multipliers, monitor: monitor).map { $0 <= multipliers.square } ?? false
  }

  /// The multipliers with the least ρ that they prove, and a little room: who reads them rounds otherwise.
  ///
  /// Where slopes are nearly fixed, multipliers are large and much of them cancels, so that one rounding of a multiplier
  /// can be felt. Nil, if they prove nothing.
  func proven(_ multipliers: SlopeCertificate.Multipliers, monitor: Monitor) throws
    -> SlopeCertificate.Multipliers?
  {
    guard let square = try square(of: multipliers, monitor: monitor) else { return nil }
    for room in [1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4] {
      let larger = square * (1 + room)
      let candidate = SlopeCertificate.Multipliers(
        square: larger, neurons: multipliers.neurons.map { $0.map { larger * ($0 / multipliers.square) } })
      if let again = try self.square(of: candidate, monitor: monitor),
        (again - square).magnitude <= 0.1 * room * square
      {
        return candidate
      }
    }
    return nil
  }

  private func square(of multipliers: SlopeCertificate.Multipliers, monitor: Monitor) throws -> Double? {
    guard multipliers.square > 0 else { return nil }
    let numbers = multipliers.neurons.filter { !$0.isEmpty }.map { $0.map { $0 / multipliers.square } }
    return try ChainCertificate(self).square(monitor: monitor) { index, _ in
      ChainStep(numbers: numbers[index])
    }
  }
}
