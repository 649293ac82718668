import LinearAlgebra

extension SlopeModel {
  /// Up to so many coordinates the whole form is factored at once.
  private static let largestWhole = 3000

  /// Whether ρ and multipliers for the neurons prove a bound.
  func isProven(by multipliers: SlopeCertificate.Multipliers, monitor: Monitor) throws -> Bool {
    if dimension <= Self.largestWhole, try SlopeCertificate(self).proves(multipliers, monitor: monitor) {
      return true
    }
    // A form that is nearly singular, or large, is proven in pieces, if it is a chain's.
    guard let chain = Chain(self), multipliers.square > 0 else { return false }
    let numbers = multipliers.neurons.filter { !$0.isEmpty }.map { $0.map { $0 / multipliers.square } }
    let square = try ChainCertificate(chain).square(monitor: monitor) { index, _ in
      ChainStep(numbers: numbers[index])
    }
    return square.map { $0 <= multipliers.square } ?? false
  }
}
