public import LinearAlgebra
import RealModule

/// A smooth function of any number of inputs, with noise: `f(x) = Σ sin(3 xᵢ + i) / √n` at 200 points.
///
/// The points are uniform between -1 and 1 in every coordinate, the noise has the deviation 0.05. The function's own
/// constant is at most 3.
public struct Regression: DatasetKind {
  public static let name = "regression"
  public static let summary = "a smooth function of any number of inputs, with noise"
  public static let inputs: Int? = nil
  public static let outputs = 1
  public static let hasClasses = false

  public static func dataset(inputs: Int, from random: inout RandomStream) -> Dataset {
    let points = random.rand(rows: size, columns: inputs).transposed.mapped { 2 * $0 - 1 }
    let noise = random.randn(rows: 1, columns: size)
    let values = (0..<size).map { sample in
      let sum = (0..<inputs).reduce(0) { $0 + Double.sin(3 * points[$1, sample] + Double($1 + 1)) }
      return sum / Double(inputs).squareRoot() + 0.05 * noise[0, sample]
    }
    return Dataset(
      inputs: points, targets: .values(Matrix(rows: 1, columns: size, elements: values)))
  }
}
