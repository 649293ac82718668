/// A stream of random numbers that starts from a seed and repeats.
///
/// A value: a copy goes on independently from the same state.
public protocol RandomSource: Hashable, Sendable {
  /// Uniform in `0..<1`.
  mutating func uniform() -> Double
  /// Normal with mean 0 and deviation 1.
  mutating func normal() -> Double
  /// Numbers of `uniform` as a vector draws them at once.
  mutating func uniform(count: Int) -> [Double]
  /// Numbers of `normal` as a vector draws them at once: PyTorch's depend on the count.
  mutating func normal(count: Int) -> [Double]
  /// Uniform between two others, as NumPy and PyTorch round it.
  mutating func uniform(from low: Double, to high: Double) -> Double
  /// Which of `count` numbers dropout keeps, if it drops each with a probability.
  ///
  /// Nothing is drawn where nothing is left to chance, at probabilities 0 and 1.
  mutating func keeps(count: Int, dropping probability: Double) -> [Bool]
}

extension RandomSource {
  public mutating func uniform(count: Int) -> [Double] { (0..<count).map { _ in uniform() } }
  public mutating func normal(count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// NumPy's `uniform(low, high)`, of both its generators.
  public mutating func uniform(from low: Double, to high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// `random(count) < 1 - probability`.
  public mutating func keeps(count: Int, dropping probability: Double) -> [Bool] {
    if probability == 0 || probability == 1 { return Array(repeating: probability == 0, count: count) }
    return uniform(count: count).map { $0 < 1 - probability }
  }

  /// A matrix of normal numbers, filled row by row as NumPy and PyTorch do.
  public mutating func randn(rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, byRows: normal(count: rows * columns))
  }

  /// The same, polling the monitor.
  ///
  /// For generators that draw one number after another: PyTorch's draws sixteen together.
  public mutating func randn(rows: Int, columns: Int, monitor: Monitor) throws -> Matrix
  where Self == NumPyGenerator {
    Matrix(
      rows: rows, columns: columns,
      byRows: try (0..<rows * columns).map(polling: monitor) { _ in normal() })
  }

  /// A matrix of numbers uniform in `0..<1`, filled row by row.
  public mutating func rand(rows: Int, columns: Int) -> Matrix {
    Matrix(rows: rows, columns: columns, byRows: uniform(count: rows * columns))
  }
}

extension Matrix {
  /// A matrix from its entries row after row, the order of C and NumPy.
  public init(rows: Int, columns: Int, byRows elements: [Double]) {
    precondition(
      rows * columns == elements.count, "\(elements.count) numbers for a \(rows)x\(columns) matrix")
    self = Matrix(rows: columns, columns: rows, elements: elements).transposed
  }
}
