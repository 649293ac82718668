import LinearAlgebra

/// A mean and a variance for each channel in single precision.
struct SingleStatistics {
  let mean: [Float]
  let variance: [Float]

  init(mean: Vector, variance: Vector) {
    self.mean = mean.elements.map { Float($0) }
    self.variance = variance.elements.map { Float($0) }
  }

  /// Those of a batch `[inputs, batch]`, summed sample after sample, as PyTorch does: the squares with fused sums.
  init(of x: Matrix, _ layer: BatchNorm) {
    let numbers = x.singles
    let places = (0..<layer.channels).map { layer.places(of: $0, batch: x.columns) }
    let means = places.map { places in
      places.reduce(Float(0)) { $0 + numbers[$1] } / Float(places.count)
    }
    mean = means
    variance = zip(places, means).map { places, mean in
      places.reduce(Float(0)) { sum, place in
        let distance = numbers[place] - mean
        return sum.addingProduct(distance, distance)
      } / Float(places.count)
    }
  }
}

extension BatchNorm {
  /// A batch `[inputs, batch]` in single precision: one fused product and sum a number, with `gamma/√(var + eps)`
  /// made in double precision, as in PyTorch's `batch_norm_cpu_transform_input_impl`.
  func normalized(_ x: Matrix, _ statistics: SingleStatistics) -> Matrix {
    let factors = (0..<channels).map { channel in
      Float(1 / (Double(statistics.variance[channel]) + eps).squareRoot()) * Float(gamma[channel])
    }
    let shifts = (0..<channels).map { Float(beta[$0]) - statistics.mean[$0] * factors[$0] }
    let area = self.area
    let numbers = x.singles
    return Matrix(
      rows: x.rows, columns: x.columns,
      elements: numbers.indices.map { index in
        let channel = index % x.rows / area
        return Double(shifts[channel].addingProduct(numbers[index], factors[channel]))
      })
  }
}
