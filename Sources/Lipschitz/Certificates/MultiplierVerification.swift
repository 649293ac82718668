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
    return try Chain(self)?.proves(multipliers, monitor: monitor) ?? false
  }
}
