public import LinearAlgebra

extension LayerNorm {
  /// PyTorch's kernel with vectors of eight: the tail that fills no vector first, then the eight lanes one by one.
  ///
  /// To the bit for the 10 features of slide 8; longer samples go through lanes of several numbers, whose order here is
  /// the same but was not compared.
  /// - Source: PyTorch 2.13, `RowwiseMoments` in `ATen/native/cpu/moments_utils.h`.
  public func singleForward(_ x: Matrix) -> Matrix {
    let numbers = x.singles
    let (gains, shifts) = (gamma.elements.map { Float($0) }, beta.elements.map { Float($0) })
    let plain = gains.allSatisfy { $0 == 1 } && shifts.allSatisfy { $0 == 0 }
    var y = Matrix(rows: x.rows, columns: x.columns)
    for column in 0..<x.columns {
      let sample = Array(numbers[column * x.rows..<(column + 1) * x.rows])
      let moments = SingleMoments(of: sample)
      let inverse = 1 / (moments.squares / Float(sample.count) + Float(eps)).squareRoot()
      for row in 0..<x.rows {
        let value = (sample[row] - moments.mean) * inverse
        y[row, column] = Double(plain ? value : value * gains[row] + shifts[row])
      }
    }
    return y
  }
}

/// Mean and sum of squared deviations of 32-bit numbers, merged part by part.
///
/// - Source: Welford 1962; Chan, Golub and LeVeque 1979.
private struct SingleMoments {
  private(set) var mean: Float = 0
  private(set) var squares: Float = 0
  private var count = 0

  init(of numbers: [Float]) {
    let lanes = 8
    let vectors = numbers.count / lanes
    for index in vectors * lanes..<numbers.count { add(numbers[index]) }
    guard vectors > 0 else { return }
    for lane in 0..<lanes {
      var part = SingleMoments(of: [])
      for vector in 0..<vectors { part.add(numbers[vector * lanes + lane]) }
      merge(part)
    }
  }

  private mutating func add(_ number: Float) {
    count += 1
    let distance = number - mean
    mean += distance / Float(count)
    squares += distance * (number - mean)
  }

  private mutating func merge(_ other: SingleMoments) {
    let total = count + other.count
    let share = Float(other.count) / Float(total)
    let distance = other.mean - mean
    mean = mean.addingProduct(share, distance)
    squares += other.squares + distance * distance * share * Float(count)
    count = total
  }
}
