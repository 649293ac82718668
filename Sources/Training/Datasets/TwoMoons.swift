public import LinearAlgebra
import RealModule

/// Two half circles that reach into each other, with noise: 100 points each.
///
/// - Source: scikit-learn's `make_moons`, whose noise has the deviation 0.1 here.
public struct TwoMoons: DatasetKind {
  public static let name = "moons"
  public static let summary = "two half circles that reach into each other"
  public static let inputs: Int? = 2
  public static let outputs = 2
  public static let hasClasses = true

  public static func dataset(inputs _: Int, from random: inout RandomStream) -> Dataset {
    let noise = random.randn(rows: size, columns: 2).transposed
    let half = size / 2
    var points = Matrix(rows: 2, columns: size)
    for sample in 0..<size {
      let angle = Double.pi * Double(sample % half) / Double(half - 1)
      let (x, y) = (Double.cos(angle), Double.sin(angle))
      points[0, sample] = sample < half ? x : 1 - x
      points[1, sample] = sample < half ? y : 0.5 - y
    }
    return Dataset(
      inputs: points + 0.1 * noise, targets: .classes((0..<size).map { $0 < half ? 0 : 1 }))
  }
}
