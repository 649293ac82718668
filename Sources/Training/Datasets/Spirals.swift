public import LinearAlgebra
import RealModule

/// Two arms that wind once around each other, with a little noise: 100 points each.
public struct Spirals: DatasetKind {
  public static let name = "spirals"
  public static let summary = "two arms that wind around each other"
  public static let inputs: Int? = 2
  public static let outputs = 2
  public static let hasClasses = true

  public static func dataset(inputs _: Int, from random: inout RandomStream) -> Dataset {
    let noise = random.randn(rows: size, columns: 2).transposed
    let half = size / 2
    var points = Matrix(rows: 2, columns: size)
    for sample in 0..<size {
      let radius = (Double(sample % half) + 1) / Double(half)
      let angle = 2 * Double.pi * radius + (sample < half ? 0 : Double.pi)
      points[0, sample] = radius * Double.cos(angle)
      points[1, sample] = radius * Double.sin(angle)
    }
    return Dataset(
      inputs: points + 0.02 * noise, targets: .classes((0..<size).map { $0 < half ? 0 : 1 }))
  }
}
