public import LinearAlgebra
import RealModule

/// What is proven of a convolution's 2-norm, and how.
public struct ConvolutionNorm: Sendable {
  public let certified: CertifiedNorm
  /// Where the upper end is from.
  public let reason: String
  /// Where the lower end is from.
  public let lowerReason: String
  /// The grid of frequencies, where one was needed.
  public let grid: Shape?
}

extension ConvolutionOperator {
  /// In the norms 1 and ∞ the largest sum of a column or row, as few as there are pixels at the edges; in the norm 2
  /// see `spectralNorm`.
  public func certifiedNorm(_ norm: Norm, monitor: Monitor) throws -> CertifiedNorm {
    switch norm {
    case .one, .infinity: try largestSum(norm)
    case .two: try spectralNorm(monitor: monitor).certified
    }
  }

  /// The norm 2: below by a direction's stretch, above by the smallest of what is proven.
  ///
  /// Windows that share no pixel make it the norm of the kernel as a matrix, and small operators are written out,
  /// unless they are a whole circle. Else
  /// the upper end is the largest norm of the symbols on a grid (`ConvolutionSymbols`), or Frobenius' norm, or
  /// `√(‖A‖₁‖A‖∞)`; the lower end is from Lanczos, on a whole circle from the steepest wave.
  /// - Complexity: a Cholesky factorisation a frequency, and some dozen applications.
  public func spectralNorm(monitor: Monitor) throws -> ConvolutionNorm {
    let frobenius = try certifiedFrobenius()
    if kernel.elements.allSatisfy({ $0 == 0 }) {
      return ConvolutionNorm(
        certified: CertifiedNorm(.zero, value: 0, direction: unitVector(0)), reason: "no weights",
        lowerReason: "any direction", grid: nil)
    }
    if let window = fullWindow, isDisjoint { return try normOfKernel(at: window, monitor: monitor) }
    if !ConvolutionSymbols(self).isWhole, min(size.inputs, size.outputs) <= Self.smallOrder,
      size.inputs * size.outputs <= 1 << 20
    {
      let certified = try materialized(self).certifiedNorm(.two, monitor: monitor)
      return ConvolutionNorm(
        certified: certified, reason: "written out as a \(size.outputs)x\(size.inputs) matrix",
        lowerReason: "the stretch of its first singular vector", grid: nil)
    }
    return try normOfSymbols(frobenius: frobenius.upper, monitor: monitor)
  }

  /// Up to this order of the smaller side the operator is written out.
  private static let smallOrder = 256

  /// Frobenius' norm: a tap counts as often as it sees a pixel.
  public func certifiedFrobenius() throws -> Interval {
    _ = try kernel.certifiedFrobenius()
    var sum = Interval.zero
    let taps = rows.kernel * columns.kernel
    for row in 0..<rows.kernel {
      for column in 0..<columns.kernel {
        var squares = CompensatedSum()
        for index in stride(from: row * columns.kernel + column, to: kernel.elements.count, by: taps) {
          squares.add(product: kernel.elements[index], kernel.elements[index])
        }
        let count =
          rows.runs[row].reduce(0) { $0 + $1.windows.count }
          * columns.runs[column].reduce(0) { $0 + $1.windows.count }
        sum = sum + squares.enclosure * Interval(Double(count))
      }
    }
    return sum.squareRoot
  }

  // MARK: Norms 1 and ∞

  private func largestSum(_ norm: Norm) throws -> CertifiedNorm {
    _ = try kernel.certifiedFrobenius()
    let sums =
      norm == .one
      ? magnitudes.applyAdjoint(Matrix(rows: size.outputs, columns: 1, repeating: 1))
      : magnitudes.apply(Matrix(rows: size.inputs, columns: 1, repeating: 1))
    let best = sums.elements.indices.reduce(0) { sums.elements[$1] > sums.elements[$0] ? $1 : $0 }
    let value = sums.elements[best]
    // Sums of the same numbers in different orders, so the largest is one of those within the error.
    let error = Rounding.productUp(Rounding.slack(operations: 2 * terms + 4), value)
    let enclosure = Interval(value, radius: error)
    return CertifiedNorm(
      Interval(max(0, enclosure.lower), enclosure.upper), value: value,
      direction: norm == .one ? unitVector(best) : signs(ofRow: best))
  }

  private func unitVector(_ index: Int) -> Vector {
    var vector = Vector(repeating: 0, count: size.inputs)
    vector[index] = 1
    return vector
  }

  private func signs(ofRow row: Int) -> Vector {
    var output = Matrix(rows: size.outputs, columns: 1)
    output[row, 0] = 1
    return Vector(applyAdjoint(output).elements.map { $0 < 0 ? -1 : 1 })
  }

  // MARK: Windows that share nothing

  /// Whether no pixel is seen twice.
  private var isDisjoint: Bool {
    rows.coverage.allSatisfy { $0 <= 1 } && columns.coverage.allSatisfy { $0 <= 1 }
  }

  /// A window all of whose taps see something.
  private var fullWindow: (row: Int, column: Int)? {
    guard let row = rows.reach.firstIndex(of: rows.kernel),
      let column = columns.reach.firstIndex(of: columns.kernel)
    else { return nil }
    return (row, column)
  }

  /// Each window sees pixels of its own, so the norm is that of the kernel, as a matrix of one group.
  private func normOfKernel(at window: (row: Int, column: Int), monitor: Monitor) throws -> ConvolutionNorm {
    let norms = try (0..<groups).map {
      try kernel(of: $0).transposed.certifiedNorm(.two, monitor: monitor)
    }
    let best = norms.indices.reduce(0) { norms[$1].value > norms[$0].value ? $1 : $0 }
    let upper = norms.reduce(0) { max($0, $1.enclosure.upper) }
    // The direction, laid out over the pixels of that window: what the adjoint makes of it has the same norm.
    var direction = Vector(repeating: 0, count: size.inputs)
    var tap = 0
    for channel in best * groupInputs..<(best + 1) * groupInputs {
      for row in 0..<rows.kernel {
        for column in 0..<columns.kernel {
          let pixel =
            rows.position(window.row, tap: row) * columns.size + columns.position(window.column, tap: column)
          direction[channel * pixels + pixel] = norms[best].direction[tap]
          tap += 1
        }
      }
    }
    return ConvolutionNorm(
      certified: CertifiedNorm(
        Interval(norms[best].enclosure.lower, upper), value: norms[best].value, direction: direction),
      reason:
        "no two windows share a pixel, so it is the norm of the \(outputChannels)x\(kernel.rows) kernel",
      lowerReason: "the stretch of one window's steepest patch", grid: nil)
  }

  // MARK: Symbols

  /// The enclosure by symbols, whatever the size.
  func normOfSymbols(frobenius: Double = .infinity, monitor: Monitor) throws -> ConvolutionNorm {
    let symbols = ConvolutionSymbols(self)
    let spectrum = try largestSymbol(symbols, monitor: monitor)
    let sums = Rounding.squareRootUp(
      Rounding.productUp(
        try largestSum(.one).enclosure.upper, try largestSum(.infinity).enclosure.upper))
    let grid = Shape(symbols.rows.length, symbols.columns.length)
    var (upper, reason) = (spectrum.upper, "largest norm of the symbols on \(grid) frequencies")
    if frobenius < upper { (upper, reason) = (frobenius, "Frobenius norm") }
    if sums < upper { (upper, reason) = (sums, "root of the 1-norm times the inf-norm") }
    let direction =
      symbols.isWhole ? spectrum.direction : try steepestDirection(near: spectrum.direction, monitor: monitor)
    let stretch = try stretch(along: direction, monitor: monitor)
    let lower = min(stretch.lower, upper)
    let value = symbols.isWhole ? min(max(stretch.midpoint, lower), upper) : lower
    return ConvolutionNorm(
      certified: CertifiedNorm(Interval(lower, upper), value: value, direction: direction), reason: reason,
      lowerReason: "the stretch of \(symbols.isWhole ? "the steepest wave" : "a direction found by Lanczos")",
      grid: grid)
  }

  /// The largest norm of a symbol, proven for all of them, with the wave that it belongs to.
  ///
  /// Most need no more than the proof that they are no larger than the largest so far, which is taken a trifle too
  /// large, so that equal ones pass too.
  private func largestSymbol(_ symbols: ConvolutionSymbols, monitor: Monitor) throws -> (
    upper: Double, direction: Vector
  ) {
    var proven = 0.0
    var best = (vector: Vector([]), group: 0, frequency: (row: 0, column: 0))
    var top = 0.0
    let frequencies = symbols.frequencies
    for (index, frequency) in frequencies.enumerated() {
      for (group, matrix) in symbols.matrices(at: frequency).enumerated() {
        if proven > 0, try matrix.isProvenToHaveNorm(atMost: proven, monitor: monitor) { continue }
        let norm = try matrix.certifiedNorm(.two, monitor: monitor)
        if norm.value > top || best.vector.count == 0 {
          top = norm.value
          best = (norm.direction, group, frequency)
        }
        proven = max(proven, Rounding.productUp(norm.enclosure.upper, 1 + 0x1p-40))
      }
      try monitor.step(index + 1, of: frequencies.count, best: proven / symbols.divisor)
    }
    return (
      Rounding.sumUp(Rounding.quotientUp(proven, symbols.divisor), try symbols.error()),
      symbols.image(of: best.vector, group: best.group, at: best.frequency)
    )
  }

  /// A direction that is stretched by the norm as nearly as matters beside the upper end, in 32 MiB a basis.
  ///
  /// It is likely near the steepest wave, faded out towards the edges.
  private func steepestDirection(near wave: Vector, monitor: Monitor) throws -> Vector {
    let (rowFade, columnFade) = (rows.fade, columns.fade)
    var start = wave
    for index in start.elements.indices {
      start[index] *= rowFade[index / columns.size % rows.size] * columnFade[index % columns.size]
    }
    // On large images the edges matter less, and the wave is nearer; on small ones digits cost little.
    let numbers = max(size.inputs, size.outputs)
    let tolerance = max(1e-8, 1e-4 * Double(numbers) / 0x1p17)
    let basis = min(200, max(8, (1 << 22) / numbers))
    return try largestSingularTriplet(from: start, tolerance: tolerance, basis: basis, monitor: monitor).right
  }

  /// How much longer an image becomes, with all rounding accounted for.
  private func stretch(along x: Vector, monitor: Monitor) throws -> Interval {
    let length = x.normEnclosure(.two)
    guard length.lower > 0 else { return .zero }
    let image = try enclosure(of: x.elements.map { Interval($0) }, monitor: monitor)
    return norm(of: image, .two) / length
  }
}

extension WindowAxis {
  /// Half a wave from edge to edge; on a circle there is no edge.
  fileprivate var fade: [Double] {
    (1...size).map { isCircular ? 1 : Double.sin(.pi * Double($0) / Double(size + 1)) }
  }
}
