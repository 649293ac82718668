import LinearAlgebra
import RealModule

/// A convolution as a family of small matrices, one a frequency.
///
/// A convolution with zero padding is a piece of one on a circle that is long enough for nothing to go round:
/// n positions, and the padding that windows see on one side. On the circle, waves of the same frequency are mapped to
/// each other by the kernel's symbol `S(ω) = Σ K[t] exp(iω·t)`; with a stride, the waves that look alike at every
/// stride-th position are added up, which makes a row of symbols. The norm of the whole is the largest of theirs, and
/// the norm of a piece is at most that of the whole.
///
/// - Source: Sedghi, Gupta and Long 2019, arXiv:1805.10408; embedding: Araujo et al. 2020, arXiv:2006.08391.
struct ConvolutionSymbols {
  private let convolution: ConvolutionOperator
  let rows: FrequencyAxis
  let columns: FrequencyAxis
  /// The kernel with a column for each pair of channels: `[taps, inputs · outputs]`.
  private let taps: Matrix

  init(_ convolution: ConvolutionOperator) {
    self.convolution = convolution
    rows = FrequencyAxis(convolution.rows)
    columns = FrequencyAxis(convolution.columns)
    let count = convolution.rows.kernel * convolution.columns.kernel
    taps = Matrix(
      rows: count, columns: convolution.kernel.elements.count / count, elements: convolution.kernel.elements)
  }

  /// Whether the convolution is the whole one on the circle, and no piece of it.
  var isWhole: Bool { rows.isWhole && columns.isWhole }

  /// A frequency of each axis, from which the aliases follow.
  typealias Frequency = (row: Int, column: Int)

  /// One of each pair of frequencies that are opposite, whose symbols are conjugate, in an order that jumps about.
  var frequencies: [Frequency] {
    var all: [Frequency] = []
    for column in 0...columns.count / 2 {
      let isOwnOpposite = (2 * column) % columns.count == 0
      for row in 0..<(isOwnOpposite ? rows.count / 2 + 1 : rows.count) { all.append((row, column)) }
    }
    var step = max(1, all.count * 5 / 8)
    while Self.commonDivisor(step, all.count) > 1 { step += 1 }
    return all.indices.map { all[$0 * step % all.count] }
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }

  /// The waves that a frequency stands for: itself, and those that look the same at every stride-th position.
  private func waves(_ frequency: Frequency) -> [Frequency] {
    (0..<rows.aliases).flatMap { row in
      (0..<columns.aliases).map { column in
        (frequency.row + row * rows.count, frequency.column + column * columns.count)
      }
    }
  }

  /// The row of symbols of every group, as real matrices `[2 outputs, 2 inputs · aliases]`: `[Re −Im; Im Re]`.
  func matrices(at frequency: Frequency) -> [Matrix] {
    let waves = waves(frequency)
    var phases = Matrix(rows: taps.rows, columns: 2 * waves.count)
    let (height, width) = (convolution.rows.kernel, convolution.columns.kernel)
    for (index, wave) in waves.enumerated() {
      for row in 0..<height {
        let (a, b) = rows.phase(wave.row, at: row * convolution.rows.dilation)
        for column in 0..<width {
          let (c, d) = columns.phase(wave.column, at: column * convolution.columns.dilation)
          phases[row * width + column, 2 * index] = a * c - b * d
          phases[row * width + column, 2 * index + 1] = a * d + b * c
        }
      }
    }
    let symbols = taps.transposedTimes(phases)
    let (inputs, outputs) = (convolution.groupInputs, convolution.groupOutputs)
    let across = inputs * waves.count
    return (0..<convolution.groups).map { group in
      var matrix = Matrix(rows: 2 * outputs, columns: 2 * across)
      symbols.withReadableBlock { symbols in
        matrix.withBlock { matrix in
          for wave in waves.indices {
            let (real, imaginary) = (symbols.column(2 * wave), symbols.column(2 * wave + 1))
            for output in 0..<outputs {
              let start = (group * outputs + output) * inputs
              for input in 0..<inputs {
                let column = wave * inputs + input
                matrix[output, column] = real[start + input]
                matrix[output + outputs, column + across] = real[start + input]
                matrix[output + outputs, column] = imaginary[start + input]
                matrix[output, column + across] = -imaginary[start + input]
              }
            }
          }
        }
      }
      return matrix
    }
  }

  /// What a row of symbols is divided by: the root of how many waves it adds up.
  var divisor: Double { Rounding.squareRootDown(Double(rows.aliases * columns.aliases)) }

  /// How far the computed symbols can be off, in norm and divided by `divisor`.
  ///
  /// Cosines of angles below 2π are right to 21 units of rounding: three for the angle's relative error, which is
  /// below 2π, two for the cosine. So phases are right to 30, products of two to 63, and the sums over the taps to γ
  /// more, relative to the sums of magnitudes M; and ‖M‖ is at most Frobenius' norm.
  func error() throws -> Double {
    let sums = taps.mapped(\.magnitude).transposedTimes(Vector(repeating: 1, count: taps.rows))
    let size = try Matrix(sums).certifiedFrobenius().upper
    let slack = Rounding.slack(operations: taps.rows + 4)
    let share = Rounding.sumUp(0x1p-47, Rounding.productUp(2, slack))
    let underflow = Double(taps.elements.count) * 0x1p-1070
    return Rounding.sumUp(
      Rounding.productUp(share, Rounding.productUp(size, Rounding.sumUp(1, 2 * slack))), underflow)
  }

  /// An image that is stretched as a vector of `matrices(at:)` is.
  ///
  /// The real part of its waves, or the imaginary one if that is longer: where a frequency is its own opposite, one of
  /// them can vanish.
  func image(of vector: Vector, group: Int, at frequency: Frequency) -> Vector {
    let half = vector.count / 2
    let turned = Vector(vector.elements[half...] + vector.elements[..<half].map { -$0 })
    let real = realPart(of: vector, group: group, at: frequency)
    let imaginary = realPart(of: turned, group: group, at: frequency)
    return real.norm(.two) >= imaginary.norm(.two) ? real : imaginary
  }

  private func realPart(of vector: Vector, group: Int, at frequency: Frequency) -> Vector {
    let inputs = convolution.groupInputs
    var image = Vector(repeating: 0, count: convolution.size.inputs)
    let (height, width) = (convolution.rows.size, convolution.columns.size)
    for (index, wave) in waves(frequency).enumerated() {
      for input in 0..<inputs {
        let real = vector[index * inputs + input]
        let imaginary = vector[vector.count / 2 + index * inputs + input]
        let start = (group * inputs + input) * height * width
        for row in 0..<height {
          let (a, b) = rows.phase(wave.row, at: row + convolution.rows.padding)
          // (real + i imaginary) times the row's phase.
          let (p, q) = (real * a - imaginary * b, real * b + imaginary * a)
          for column in 0..<width {
            let (c, d) = columns.phase(wave.column, at: column + convolution.columns.padding)
            image[start + row * width + column] += p * c - q * d
          }
        }
      }
    }
    return image
  }
}

/// The frequencies of one axis.
struct FrequencyAxis {
  /// How many positions the circle has.
  let length: Int
  /// How many waves look alike where windows are.
  let aliases: Int
  /// Whether there is a window at every stride-th position of the circle.
  let isWhole: Bool
  private let table: [(Double, Double)]

  /// How many frequencies can be told apart where windows are.
  var count: Int { length / aliases }

  init(_ axis: WindowAxis) {
    if axis.isCircular {
      length = axis.size
      aliases = axis.size % axis.stride == 0 ? axis.stride : 1
      isWhole = axis.count * axis.stride == axis.size
    } else {
      // A window must not see across the place where the circle closes, nor be another one's double.
      let last = (axis.count - 1) * axis.stride - axis.padding + axis.dilation * (axis.kernel - 1)
      let past = min(max(axis.padding, last - axis.size + 1), axis.dilation * (axis.kernel - 1))
      length = (axis.size + past + axis.stride - 1) / axis.stride * axis.stride
      aliases = axis.stride
      isWhole = false
    }
    let length = length
    table = (0..<length).map {
      let angle = 2 * Double.pi * Double($0) / Double(length)
      return (Double.cos(angle), Double.sin(angle))
    }
  }

  /// `exp(2πi f p / length)`.
  func phase(_ frequency: Int, at position: Int) -> (Double, Double) {
    table[frequency * position % length]
  }
}
